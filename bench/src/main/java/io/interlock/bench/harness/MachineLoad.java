package io.interlock.bench.harness;

import io.interlock.config.BreakerConfig;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.Effects;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.ScopeDefinition;
import io.interlock.core.machine.Transition;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;

/**
 * A state machine under a mixed load that never ends: every kind of sample in turn over 16 scopes, 100 us of virtual time apart, now and
 * then a slow one, so that scopes go to ALERT and recover and every window is full after 300 s of it, which are three million events.
 *
 * <p>Threading: one thread.
 */
final class MachineLoad implements Effects
{
    private static final int SCOPES = 16;
    private static final int KINDS = 5;
    private static final long STEP_NS = 100_000;
    private static final int SLOW_EVERY = 1_500_000;
    private static final int FAILURE_EVERY = 1_009;

    private final BreakerStateMachine machine;
    private final InputEvent event = new InputEvent();
    private long events;
    private long timeNs = 1;
    private long transitions;
    private long breaches;

    MachineLoad(final BreakerConfig config)
    {
        machine = new BreakerStateMachine(config);
        for (int id = 1; id <= SCOPES; id++)
        {
            machine.addScope(new ScopeDefinition(id, 0, "venue-" + id, config.scope("venue-" + id)));
        }
    }

    void run(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            timeNs += STEP_NS;
            machine.apply(next(), timeNs, this);
        }
    }

    private InputEvent next()
    {
        events++;
        final int scope = 1 + (int)(events / KINDS % SCOPES);
        if (events % SLOW_EVERY == 0)
        {
            return event.apiLatency(scope, 600_000_000);
        }
        if (events % FAILURE_EVERY == 0)
        {
            return event.plain(InputKind.ORDER_FAILURE, scope);
        }
        return switch ((int)(events % KINDS))
        {
            case 0 -> event.apiLatency(scope, 1_500_000);
            case 1 -> event.plain(InputKind.ORDER_SUCCESS, scope);
            case 2 -> event.slippage(scope, Side.BUY, 50_000.0, 50_001.0);
            case 3 -> event.equity(scope, 100_000.0 + events % FAILURE_EVERY);
            default -> event.fill(scope, 1_500_000, Side.BUY, 50_000.0, 50_001.0);
        };
    }

    @Override
    public void onTransition(final Transition transition)
    {
        transitions++;
    }

    @Override
    public void onBreach(
        final int scopeId, final Cause cause, final Level demand, final long value, final long threshold, final long atNs)
    {
        breaches++;
    }

    @Override
    public void onRejected(final int scopeId, final InputEvent rejected, final String why, final long atNs)
    {
        throw new IllegalStateException(why);
    }

    @Override
    public void onCommand(final int scopeId, final InputEvent command, final boolean accepted, final String message, final long atNs)
    {
        throw new IllegalStateException("nobody commands here");
    }

    @Override
    public void onOverride(final int scopeId, final boolean on, final long atNs)
    {
        throw new IllegalStateException("nobody commands here");
    }

    /** How many transitions there were. */
    long transitions()
    {
        return transitions;
    }

    @Override
    public String toString()
    {
        return events + " by the machine alone with " + breaches + " breaches and " + transitions + " transitions";
    }
}
