package io.interlock.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import org.junit.jupiter.api.Test;

/** A gate word holds all that it is given, exactly, and its memory is born refusing. */
class GateWordTest
{
    @Test
    void shouldHoldEveryMillionthExactly()
    {
        for (int n = 0; n <= 1_000_000; n++)
        {
            final double value = n / 1e6;
            final long word = GateWord.policy(value, 1.0 - value, false);
            if (GateWord.sizeFactor(word) != value)
            {
                assertThat(GateWord.sizeFactor(word)).isEqualTo(value);
            }
        }
        assertThat(GateWord.confidenceLimit(GateWord.policy(0.5, 0.7, true))).isEqualTo(Double.parseDouble("0.7"));
    }

    @Test
    void shouldKeepItsFieldsApart()
    {
        for (final Level own : Level.values())
        {
            for (final Level effective : Level.values())
            {
                for (final Cause cause : Cause.values())
                {
                    final long word = GateWord.policy(1.0, 1.0, true) | GateWord.levels(own, effective, cause)
                        | GateWord.overrides(false, true);
                    assertThat(GateWord.own(word)).isEqualTo(own);
                    assertThat(GateWord.effective(word)).isEqualTo(effective);
                    assertThat(GateWord.cause(word)).isEqualTo(cause);
                    assertThat(GateWord.override(word) && !GateWord.ownOverride(word) && GateWord.aggressive(word)).isTrue();
                }
            }
        }
        assertThat(GateWord.cause(GateWord.levels(Level.CLOSED, Level.CLOSED, null))).isNull();
    }

    @Test
    void shouldRefuseFromAnyBitsThatNameNoLevel()
    {
        for (long code = 5; code < 8; code++)
        {
            assertThat(GateLaw.judge(code | code << 3, 0, Intent.CLOSE)).isEqualTo(Reason.DENIED_SHUTDOWN);
        }
    }

    @Test
    void shouldBeBornRefusing()
    {
        final GateWords words = new GateWords(3);
        assertThat(words.aligned()).isTrue();
        for (int id = 0; id < 3; id++)
        {
            assertThat(GateLaw.judge(words.gate(id), words.guard(id), Intent.CLOSE)).isEqualTo(Reason.DENIED_SHUTDOWN);
            words.gate(id, GateWord.policy(0.5, 0.7, false) | GateWord.levels(Level.CLOSED, Level.CLOSED, null));
            assertThat(GateLaw.judge(words.gate(id), words.guard(id), Intent.OPEN)).isEqualTo(Reason.DENIED_STALE);
        }
    }

    @Test
    void shouldLetRiskBeReducedBeforeItHasRecovered()
    {
        final GateWords words = new GateWords(2);
        words.gate(1, GateWord.policy(0.5, 0.7, false) | GateWord.levels(Level.HALT, Level.HALT, null));
        final long guard = words.guard(0) | words.guard(1);
        assertThat(guard & GuardWord.RECOVERING).isNotZero();
        assertThat(GateLaw.judge(words.gate(1), guard, Intent.CLOSE)).isEqualTo(Reason.ALLOWED);
        assertThat(GateLaw.judge(words.gate(1), guard, Intent.CANCEL)).isEqualTo(Reason.ALLOWED);
        assertThat(GateLaw.judge(words.gate(1), guard, Intent.OPEN)).isEqualTo(Reason.DENIED_STALE);
    }

    @Test
    void shouldNameRefusalsInTheLawsOrder()
    {
        final long throttled = GateWord.policy(0.5, 0.7, true) | GateWord.levels(Level.CLOSED, Level.THROTTLE, null);
        final long halted = GateWord.policy(0.5, 0.7, true) | GateWord.levels(Level.HALT, Level.HALT, null);
        assertThat(GateLaw.judge(halted | GateWord.overrides(true, true), GuardWord.KILLED | GuardWord.STALE, Intent.OPEN))
            .isEqualTo(Reason.DENIED_SHUTDOWN);
        assertThat(GateLaw.judge(halted | GateWord.overrides(true, true), GuardWord.STALE, Intent.OPEN)).isEqualTo(Reason.DENIED_OVERRIDE);
        assertThat(GateLaw.judge(halted, GuardWord.TICKLESS, Intent.OPEN, Double.NaN)).isEqualTo(Reason.DENIED_STALE);
        assertThat(GateLaw.judge(halted, 0, Intent.OPEN, Double.NaN)).isEqualTo(Reason.DENIED_HALT);
        assertThat(GateLaw.judge(throttled, 0, Intent.OPEN, 0.1)).isEqualTo(Reason.DENIED_AGGRESSIVE);
        final long closed = GateWord.policy(0.5, 0.7, false) | GateWord.levels(Level.CLOSED, Level.CLOSED, null);
        for (final double bad : new double[] {Double.NaN, -0.001, 1.001, Double.POSITIVE_INFINITY})
        {
            assertThat(GateLaw.judge(closed, 0, Intent.OPEN, bad)).isEqualTo(Reason.DENIED_CONFIDENCE);
            assertThat(GateLaw.judge(closed, 0, Intent.CLOSE, bad)).isEqualTo(Reason.ALLOWED);
        }
        assertThat(GateLaw.judge(closed, 0, null, 0.9)).isEqualTo(Reason.ALLOWED);
        assertThat(GateLaw.judge(halted, 0, null)).isEqualTo(Reason.DENIED_HALT);
    }
}
