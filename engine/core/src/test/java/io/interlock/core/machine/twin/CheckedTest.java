package io.interlock.core.machine.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.Effects;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.IntentCode;
import io.interlock.core.machine.Transition;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import org.junit.jupiter.api.Test;

/**
 * SEMANTICS 1: a check is not a sample.
 *
 * <p>Threading: one test thread.
 */
final class CheckedTest
{
    private static final long SECOND = 1_000_000_000L;

    /** Whoever asks again and again whether the venue is well has not shown that it is. */
    @Test
    void shouldTakeNoCheckForASample()
    {
        final BreakerStateMachine machine = new BreakerStateMachine(LawConfigs.config(LawConfigs.standard()));
        final InputEvent event = new InputEvent();
        machine.apply(event.apiLatency(0, SECOND / 2), 0, Silent.SELF);
        assertThat(machine.scope(0).level()).isEqualTo(Level.ALERT);
        for (int second = 1; second < 100; second++)
        {
            machine.apply(event.intent(0, IntentCode.of(Intent.OPEN, true, Reason.ALLOWED), 0.9, 1.0, 1.0), second * SECOND, Silent.SELF);
        }
        assertThat(machine.scope(0).evidence()).isZero();
        assertThat(machine.scope(0).healthySinceNs()).as("nor is it a breach").isZero();
        machine.apply(event.plain(InputKind.TICK, 0), 100 * SECOND, Silent.SELF);
        assertThat(machine.scope(0).level()).isEqualTo(Level.ALERT);
    }

    private enum Silent implements Effects
    {
        SELF;

        @Override
        public void onTransition(final Transition transition)
        {
        }

        @Override
        public void onBreach(
            final int scopeId, final Cause cause, final Level demand, final long value, final long threshold, final long timeNs)
        {
        }

        @Override
        public void onRejected(final int scopeId, final InputEvent event, final String why, final long timeNs)
        {
        }

        @Override
        public void onCommand(
            final int scopeId, final InputEvent event, final boolean accepted, final String message, final long timeNs)
        {
        }

        @Override
        public void onOverride(final int scopeId, final boolean on, final long timeNs)
        {
        }
    }
}
