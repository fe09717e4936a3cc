package io.interlock.journal.replay;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.config.LatencyConfig;
import io.interlock.config.ScopeConfig;
import io.interlock.config.SlippageConfig;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.Effects;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.Transition;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A state machine with one scope, and what it said. Threading: one thread. */
final class Judged implements Effects
{
    final List<Long> breaches = new ArrayList<>();
    final List<String> transitions = new ArrayList<>();
    int rejected;
    private final BreakerStateMachine machine;

    Judged(final BreakerConfig config)
    {
        machine = new BreakerStateMachine(config);
    }

    /** The default preset with other thresholds. */
    static BreakerConfig config(final LatencyConfig latency, final SlippageConfig slippage)
    {
        final BreakerConfig base = ConfigLoader.preset("default");
        final ScopeConfig root = base.scope("");
        return new BreakerConfig(base.preset(), base.engine(), base.journal(), base.gateway(), Map.of("", new ScopeConfig(
            latency, slippage, root.failures(), root.failureRate(), root.loss(), root.recovery(), root.policy())));
    }

    void apply(final InputEvent event)
    {
        machine.apply(event, 1, this);
    }

    Level level()
    {
        return machine.scope(0).level();
    }

    @Override
    public void onTransition(final Transition transition)
    {
        transitions.add(transition.from() + "-" + transition.to() + " " + transition.cause() + " " + transition.value());
    }

    @Override
    public void onBreach(
        final int scopeId, final Cause cause, final Level demand, final long value, final long threshold, final long timeNs)
    {
        breaches.add(value);
    }

    @Override
    public void onRejected(final int scopeId, final InputEvent event, final String why, final long timeNs)
    {
        rejected++;
    }

    @Override
    public void onCommand(final int scopeId, final InputEvent event, final boolean accepted, final String message, final long timeNs)
    {
        // No commands here.
    }

    @Override
    public void onOverride(final int scopeId, final boolean on, final long timeNs)
    {
        // No commands here.
    }
}
