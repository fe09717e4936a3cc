package io.interlock.core.gate;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IL_Result;

/**
 * The watchdog sets STALE. Who knows that it has, is refused.
 *
 * <p>Fails when {@link GateWords#raise(int, long)} only puts the bit aside for the breaker to set. When a check reads the guard word
 * plainly it cannot fail on x86, unless the compiler takes the load out of a loop, and here there is none.
 */
@JCStressTest
@Outcome(id = "0, ALLOWED", expect = Expect.ACCEPTABLE, desc = "Asked before.")
@Outcome(id = "0, DENIED_STALE", expect = Expect.ACCEPTABLE, desc = "Asked while it was set.")
@Outcome(id = "1, DENIED_STALE", expect = Expect.ACCEPTABLE, desc = "Asked after.")
@State
public class StaleSetRace
{
    private final GateGround ground = GateGround.take(0, 0, GateGround.word(Level.CLOSED));
    private volatile int set;

    /** Finds no progress. */
    @Actor
    public void watchdog()
    {
        ground.words.raise(0, GuardWord.STALE);
        set = 1;
    }

    /**
     * Asks with the time.
     *
     * @param result whether it knew, and the answer.
     */
    @Actor
    public void order(final IL_Result result)
    {
        result.r1 = set;
        result.r2 = ground.gate.check(Intent.OPEN, 0.9, 0).reason();
    }

    /**
     * Gives the memory back.
     *
     * @param result untouched.
     */
    @Arbiter
    public void after(final IL_Result result)
    {
        ground.give();
    }
}
