package io.interlock.core.machine.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.gate.GateLaw;
import io.interlock.core.gate.GateWord;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The gate against {@link LawGate}: every level, override, tag, intent and limit, with confidences at and beside all that matters.
 *
 * <p>Threading: one test thread.
 */
final class GateParityTest
{
    private static final double[] LIMITS = {0.0, 0.000001, 0.3, 0.7, 0.999999, 1.0};
    private static final double[] CONFIDENCES = {
        LawGate.NONE, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -1.0, -Double.MIN_VALUE, -0.0, 0.0, Double.MIN_VALUE,
        0.000001, 0.29, 0.3, 0.31, 0.69, 0.7, 0.70001, 0.82, 0.999999, 1.0, Math.nextUp(1.0), 2.0};
    private static final boolean[] BOTH = {false, true};

    @Test
    void shouldAnswerAsTheTableSays()
    {
        final Set<Reason> seen = EnumSet.noneOf(Reason.class);
        for (final Level level : Level.values())
        {
            for (final boolean override : BOTH)
            {
                for (final boolean aggressive : BOTH)
                {
                    for (final double limit : LIMITS)
                    {
                        final long word = GateWord.policy(0.5, limit, aggressive) | GateWord.levels(level, level, null) |
                            GateWord.overrides(override, override);
                        for (final double around : CONFIDENCES)
                        {
                            ask(word, level, override, aggressive, limit, around, seen);
                        }
                        ask(word, level, override, aggressive, limit, Math.nextUp(limit), seen);
                        ask(word, level, override, aggressive, limit, Math.nextDown(limit), seen);
                    }
                }
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Reason.DENIED_STALE)));
    }

    private static void ask(
        final long word, final Level level, final boolean override, final boolean aggressive, final double limit,
        final double confidence, final Set<Reason> seen)
    {
        for (final Intent intent : Intent.values())
        {
            final Reason law = LawGate.check(level, override, aggressive, limit, intent, confidence);
            final Reason gate = confidence == LawGate.NONE ? GateLaw.judge(word, 0, intent) : GateLaw.judge(word, 0, intent, confidence);
            assertThat(gate).as("%s override %s aggressive %s limit %s: %s %s", level, override, aggressive, limit, intent, confidence)
                .isEqualTo(law);
            seen.add(law);
        }
    }
}
