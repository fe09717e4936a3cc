package io.interlock.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.port.SafetyToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a gate makes of the words that it reads, by each of its checks (SEMANTICS 1). */
class GateTest
{
    private static final int ID = 2;
    private static final long STALE_LIMIT_NS = 100;
    private static final double SIZE_FACTOR = 0.25;

    private final GateWords words = new GateWords(4);
    private final SafetyToken token = new SafetyToken();
    private final Gate gate = new Gate(
        words, ID, "venue/one", new Gate.Settings(new GateVerdicts(SIZE_FACTOR), STALE_LIMIT_NS), token, path -> "explained " + path);

    @BeforeEach
    void live()
    {
        words.lower(0, GuardWord.RECOVERING);
        words.lower(ID, GuardWord.RECOVERING);
        words.heartbeatNs(1_000);
        level(Level.CLOSED);
    }

    private void level(final Level level)
    {
        words.gate(ID, GateWord.policy(SIZE_FACTOR, 0.7, false) | GateWord.levels(Level.CLOSED, level, null));
    }

    private Reason open(final double confidence)
    {
        final Reason reason = gate.check(Intent.OPEN, confidence).reason();
        assertThat(gate.check(Intent.OPEN, confidence, 1_000).reason()).as("with the time").isEqualTo(reason);
        return reason;
    }

    @Test
    void shouldTakeConfidencesFromNoughtToOneAndNoOther()
    {
        for (final Level level : new Level[] {Level.CLOSED, Level.ALERT})
        {
            level(level);
            assertThat(open(0.0)).isEqualTo(Reason.ALLOWED);
            assertThat(open(1.0)).isEqualTo(Reason.ALLOWED);
            for (final double none : new double[] {Math.nextDown(0.0), Math.nextUp(1.0), Double.NaN, Double.POSITIVE_INFINITY, -1})
            {
                assertThat(open(none)).isEqualTo(Reason.DENIED_CONFIDENCE);
                assertThat(gate.check(Intent.CLOSE, none).allowed()).isTrue();
            }
            assertThat(gate.check(Intent.OPEN).reason()).isEqualTo(Reason.ALLOWED);
        }
    }

    @Test
    void shouldCutTheSizeOfWhatThrottleLetsThroughAboveItsLimit()
    {
        level(Level.THROTTLE);
        assertThat(open(0.7)).isEqualTo(Reason.DENIED_CONFIDENCE);
        assertThat(open(Math.nextUp(0.7))).isEqualTo(Reason.ALLOWED_REDUCED);
        assertThat(open(1.0)).isEqualTo(Reason.ALLOWED_REDUCED);
        assertThat(open(Double.NaN)).isEqualTo(Reason.DENIED_CONFIDENCE);
        assertThat(gate.check(Intent.OPEN, 0.9).sizeFactor()).isEqualTo(SIZE_FACTOR);
        assertThat(gate.check(Intent.CLOSE, 0.9).sizeFactor()).isEqualTo(1.0);
        assertThat(gate.check(Intent.OPEN).reason()).isEqualTo(Reason.DENIED_CONFIDENCE);
        words.gate(ID, GateWord.policy(SIZE_FACTOR, 0.7, true) | GateWord.levels(Level.CLOSED, Level.THROTTLE, null));
        assertThat(open(0.9)).isEqualTo(Reason.DENIED_AGGRESSIVE);
    }

    @Test
    void shouldRefuseByTheGuardOfTheRootAndByItsOwnAndByNoOther()
    {
        for (final int id : new int[] {0, ID})
        {
            for (final long bit : new long[] {GuardWord.STALE, GuardWord.RECOVERING, GuardWord.CLOSED, GuardWord.TICKLESS, GuardWord.FAULT})
            {
                words.raise(id, bit);
                assertThat(open(0.9)).isEqualTo(Reason.DENIED_STALE);
                assertThat(gate.check(Intent.OPEN).reason()).isEqualTo(Reason.DENIED_STALE);
                assertThat(gate.check(null, 0.9).reason()).isEqualTo(Reason.DENIED_STALE);
                assertThat(gate.check(Intent.CLOSE, 0.9).allowed()).isTrue();
                assertThat(gate.check(Intent.CANCEL).allowed()).isTrue();
                words.lower(id, bit);
                assertThat(open(0.9)).isEqualTo(Reason.ALLOWED);
            }
            words.raise(id, GuardWord.KILLED);
            assertThat(gate.level()).isEqualTo(Level.SHUTDOWN);
            assertThat(open(0.9)).isEqualTo(Reason.DENIED_SHUTDOWN);
            assertThat(gate.check(Intent.CLOSE).reason()).isEqualTo(Reason.DENIED_SHUTDOWN);
            assertThat(gate.check(Intent.CANCEL, 0.9).allowed()).isTrue();
            words.lower(id, GuardWord.KILLED);
            assertThat(gate.level()).isEqualTo(Level.CLOSED);
        }
        words.raise(1, GuardWord.KILLED | GuardWord.STALE);
        words.raise(ID + 1, GuardWord.KILLED | GuardWord.STALE);
        assertThat(open(0.9)).isEqualTo(Reason.ALLOWED);
    }

    @Test
    void shouldRefuseAnOpenWhoseTimeIsPastTheStaleLimit()
    {
        assertThat(gate.check(Intent.OPEN, 0.9, 1_000 + STALE_LIMIT_NS).reason()).isEqualTo(Reason.ALLOWED);
        assertThat(gate.check(Intent.OPEN, 0.9, 1_001 + STALE_LIMIT_NS).reason()).isEqualTo(Reason.DENIED_STALE);
        assertThat(gate.check(Intent.CLOSE, 0.9, 1_001 + STALE_LIMIT_NS).allowed()).isTrue();
        assertThat(gate.check(Intent.CANCEL, 0.9, 1_001 + STALE_LIMIT_NS).allowed()).isTrue();
        words.raise(0, GuardWord.KILLED);
        assertThat(gate.check(Intent.CLOSE, 0.9, 1_001 + STALE_LIMIT_NS).reason()).isEqualTo(Reason.DENIED_SHUTDOWN);
    }

    @Test
    void shouldLetTheEnginesOwnTokenPassAndNoOther()
    {
        for (final Level level : Level.values())
        {
            level(level);
            assertThat(gate.level()).isEqualTo(level);
            for (final Intent intent : Intent.values())
            {
                assertThat(gate.check(intent, token).reason()).isEqualTo(Reason.ALLOWED);
                assertThat(gate.check(intent, new SafetyToken())).isSameAs(gate.check(intent));
                assertThat(gate.check(intent, (SafetyToken)null)).isSameAs(gate.check(intent));
            }
        }
    }

    @Test
    void shouldAnswerByOtherVerdictsOnceTheEngineHasChangedThem()
    {
        final GateVerdicts others = new GateVerdicts(0.5);
        assertThatThrownBy(() -> gate.settle(others, new SafetyToken())).isInstanceOf(IllegalArgumentException.class);
        level(Level.THROTTLE);
        assertThat(gate.check(Intent.OPEN, 0.9).sizeFactor()).isEqualTo(SIZE_FACTOR);
        gate.settle(others, token);
        assertThat(gate.check(Intent.OPEN, 0.9).sizeFactor()).isEqualTo(0.5);
        assertThat(gate.check(Intent.OPEN, 0.9)).isSameAs(others.of(Reason.ALLOWED_REDUCED));
        level(Level.CLOSED);
        assertThat(gate.check(Intent.OPEN, 0.9)).isSameAs(others.of(Reason.ALLOWED));
        assertThat(gate.check(Intent.OPEN)).isSameAs(others.of(Reason.ALLOWED));
    }

    @Test
    void shouldSayWhatItIsAndWhy()
    {
        assertThat(gate.path()).isEqualTo("venue/one");
        assertThat(gate.explain()).isEqualTo("explained venue/one");
    }
}
