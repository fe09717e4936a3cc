package io.interlock.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.config.ScopeConfig;
import io.interlock.config.ScopeConfig.OrderPolicy;
import io.interlock.config.ThrottleConfig;
import io.interlock.core.gate.GateLaw;
import io.interlock.core.gate.GateWord;
import io.interlock.core.gate.VirtualGate;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.Effects;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.ScopeDefinition;
import io.interlock.core.machine.Transition;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every level, override and tag, on the scope or above it, is in the word that the live gate's law is asked about. */
class VirtualGateTest
{
    private static final double LIMIT = 0.6;
    private static final int PARENT = 1;
    private static final int CHILD = 2;

    private final InputEvent event = new InputEvent();

    private static ScopeConfig scope(final Set<String> tags, final double limit)
    {
        final ScopeConfig root = ConfigLoader.preset("default").scope("");
        return new ScopeConfig(root.latency(), root.slippage(), root.failures(), root.failureRate(), root.loss(), root.recovery(),
            new OrderPolicy(new ThrottleConfig(limit, 0.5), root.policy().shutdown(), tags));
    }

    private BreakerStateMachine machine(final Level level, final boolean parentHasIt, final boolean override, final boolean aggressive)
    {
        final ScopeConfig parent = scope(aggressive ? Set.of(ScopeConfig.AGGRESSIVE) : Set.of("other"), 0.1);
        final ScopeConfig child = scope(Set.of(), LIMIT);
        final BreakerConfig base = ConfigLoader.preset("default");
        final BreakerStateMachine machine = new BreakerStateMachine(new BreakerConfig(base.preset(), base.engine(), base.journal(),
            base.gateway(), Map.of("", base.scope(""), "a", parent, "a/b", child)));
        machine.addScope(new ScopeDefinition(PARENT, 0, "a", parent));
        machine.addScope(new ScopeDefinition(CHILD, PARENT, "a/b", child));
        trip(machine, parentHasIt ? PARENT : CHILD, level);
        if (override)
        {
            apply(machine, event.plain(InputKind.OVERRIDE_ENABLE, parentHasIt ? CHILD : PARENT));
        }
        return machine;
    }

    private void trip(final BreakerStateMachine machine, final int scope, final Level level)
    {
        switch (level)
        {
            case ALERT -> apply(machine, event.exchange(scope, ExchangeStatus.SLOW));
            case THROTTLE -> apply(machine, event.exchange(scope, ExchangeStatus.DEGRADED));
            case HALT -> apply(machine, event.exchange(scope, ExchangeStatus.DOWN));
            case SHUTDOWN -> apply(machine, event.plain(InputKind.KILL, scope));
            default -> apply(machine, event.plain(InputKind.TICK, scope));
        }
    }

    private static void apply(final BreakerStateMachine machine, final InputEvent filled)
    {
        machine.apply(filled, 0, new Ignored());
    }

    @Test
    void shouldJoinAScopeWithEverythingAboveIt()
    {
        for (final Level level : Level.values())
        {
            for (int flags = 0; flags < 8; flags++)
            {
                final boolean override = (flags & 1) != 0;
                final boolean aggressive = (flags & 2) != 0;
                final BreakerStateMachine machine = machine(level, (flags & 4) != 0, override, aggressive);
                final long word = VirtualGate.word(machine, CHILD);
                final String what = level + " flags " + flags;
                assertThat(GateWord.effective(word)).as(what).isEqualTo(level);
                assertThat(GateWord.own(word)).as(what).isEqualTo((flags & 4) != 0 ? Level.CLOSED : level);
                assertThat(GateWord.override(word)).as(what).isEqualTo(override);
                assertThat(GateWord.ownOverride(word)).as(what).isEqualTo(override && (flags & 4) != 0);
                assertThat(GateWord.aggressive(word)).as(what).isEqualTo(aggressive);
                assertThat(GateWord.confidenceLimit(word)).as(what).isEqualTo(LIMIT);
                assertThat(GateWord.sizeFactor(word)).as(what).isEqualTo(0.5);
            }
        }
    }

    @Test
    void shouldCompareConfidenceStrictlyAgainstTheScopesOwnLimit()
    {
        final BreakerStateMachine machine = machine(Level.THROTTLE, true, false, false);

        assertThat(judge(machine, CHILD, LIMIT)).isEqualTo(Reason.DENIED_CONFIDENCE);
        assertThat(judge(machine, CHILD, Math.nextUp(LIMIT))).isEqualTo(Reason.ALLOWED_REDUCED);
        assertThat(judge(machine, PARENT, LIMIT)).isEqualTo(Reason.ALLOWED_REDUCED);
        assertThat(judge(machine, 0, 0.0)).isEqualTo(Reason.ALLOWED);
    }

    private static Reason judge(final BreakerStateMachine machine, final int scope, final double confidence)
    {
        return GateLaw.judge(VirtualGate.word(machine, scope), VirtualGate.NO_GUARD, Intent.OPEN, confidence);
    }

    /** Hears nothing. */
    private static final class Ignored implements Effects
    {
        @Override
        public void onTransition(final Transition transition)
        {
            // The levels are read afterwards.
        }

        @Override
        public void onBreach(
            final int scopeId, final Cause cause, final Level demand, final long value, final long threshold, final long timeNs)
        {
            // The levels are read afterwards.
        }

        @Override
        public void onRejected(final int scopeId, final InputEvent bad, final String why, final long timeNs)
        {
            // The levels are read afterwards.
        }

        @Override
        public void onCommand(
            final int scopeId, final InputEvent command, final boolean accepted, final String message, final long timeNs)
        {
            // The levels are read afterwards.
        }

        @Override
        public void onOverride(final int scopeId, final boolean on, final long timeNs)
        {
            // The levels are read afterwards.
        }
    }
}
