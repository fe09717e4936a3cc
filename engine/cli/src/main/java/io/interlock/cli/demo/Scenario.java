package io.interlock.cli.demo;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.util.List;
import java.util.stream.Stream;

/** The steps in their order. */
final class Scenario
{
    private static final int SLOW_MS = 700;
    private static final int SLOWER_MS = 1_500;
    private static final int SLOWEST_MS = 3_500;

    private Scenario()
    {
    }

    /** All steps, on a tape whose fall is known; above 0, it stays for so many seconds at the end. */
    static List<Step> steps(final Tape tape, final Tape.Fall fall, final int staySeconds)
    {
        final List<Step> steps = steps(tape, fall);
        return staySeconds == 0 ? steps : Stream.concat(steps.stream(), Stream.of(new StayStep(staySeconds))).toList();
    }

    private static List<Step> steps(final Tape tape, final Tape.Fall fall)
    {
        return List.of(
            new CalmStep(),
            new SlowStep(SLOW_MS, Level.ALERT),
            new SlowStep(SLOWER_MS, Level.THROTTLE),
            new SlowStep(SLOWEST_MS, Level.HALT),
            new RejectStep(2, Level.ALERT),
            new RejectStep(3, Level.THROTTLE),
            new RejectStep(5, Level.HALT),
            new FallStep(tape, fall),
            new DropStep(),
            new OverrideStep(),
            new KillStep(),
            new RestartStep());
    }

    static Step.Promise promise(final Level level, final Cause cause)
    {
        return new Step.Promise(level, cause);
    }
}
