package io.interlock.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.LatencyConfig;
import io.interlock.core.model.Level;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.Test;

/** Each scope's words are its own, the root's guard and attention are everybody's. */
class GateWordsTest
{
    private static final int SCOPES = 4;
    private static final LatencyConfig LATENCY = new LatencyConfig(500, 1_000, 3_000, 1);

    private final GateWords words = new GateWords(SCOPES);

    @Test
    void shouldRaiseAndLowerBitsOfOneGuardWordAlone()
    {
        for (int id = 0; id < SCOPES; id++)
        {
            words.lower(id, GuardWord.RECOVERING);
            assertThat(words.ownGuard(id)).isZero();
        }
        for (int id = 0; id < SCOPES; id++)
        {
            words.raise(id, GuardWord.STALE | GuardWord.KILLED);
            words.raise(id, GuardWord.STALE);
            words.raise(id, GuardWord.STALE | GuardWord.FAULT);
            assertThat(words.ownGuard(id)).isEqualTo(GuardWord.STALE | GuardWord.KILLED | GuardWord.FAULT);
            for (int other = 0; other < SCOPES; other++)
            {
                assertThat(words.ownGuard(other) != 0).isEqualTo(other == id);
                assertThat(words.guard(other)).isEqualTo(words.ownGuard(0) | words.ownGuard(other));
            }
            words.lower(id, GuardWord.STALE | GuardWord.CLOSED);
            assertThat(words.ownGuard(id)).isEqualTo(GuardWord.KILLED | GuardWord.FAULT);
            words.lower(id, GuardWord.CLOSED);
            assertThat(words.ownGuard(id)).isEqualTo(GuardWord.KILLED | GuardWord.FAULT);
            words.lower(id, GuardWord.KILLED | GuardWord.FAULT);
            assertThat(words.ownGuard(id)).isZero();
        }
    }

    @Test
    void shouldBeBornWithEachScopeRecoveringAndTheEngineToo()
    {
        for (int id = 0; id < SCOPES; id++)
        {
            assertThat(words.ownGuard(id)).isEqualTo(GuardWord.RECOVERING);
            assertThat(words.gate(id)).isEqualTo(GateWord.UNBORN);
            assertThat(attention(id)).isEqualTo(1);
        }
        words.lower(0, GuardWord.RECOVERING);
        assertThat(words.guard(0)).isZero();
        assertThat(words.guard(1)).isEqualTo(GuardWord.RECOVERING);
        assertThat(words.capacity()).isEqualTo(SCOPES);
    }

    private long attention(final int id)
    {
        return UnsafeApi.getLongVolatile(null, words.attentionAddress(id));
    }

    private long limit(final int id, final int at)
    {
        return UnsafeApi.getLongVolatile(null, words.limitsAddress(id) + at);
    }

    @Test
    void shouldHaveOneAttentionEach()
    {
        for (int id = 0; id < SCOPES; id++)
        {
            words.attention(id, false);
            for (int other = 0; other < SCOPES; other++)
            {
                assertThat(attention(other)).isEqualTo(other == id ? 0 : 1);
            }
            words.attention(id, true);
        }
    }

    @Test
    void shouldKeepTheLimitsOfEachScopeAndTheRoomOfItsLanes()
    {
        for (int id = 0; id < SCOPES; id++)
        {
            assertThat(words.laneNs(id)).isZero();
            assertThat(limit(id, 0)).as("nothing is healthy before anything was said").isZero();
        }
        for (int id = 0; id < SCOPES; id++)
        {
            words.limits(id, new LatencyConfig(500 + id, 1_000 + id, 3_000 + id, 1), 0.5 + id);
        }
        for (int id = 0; id < SCOPES; id++)
        {
            assertThat(limit(id, 0)).isEqualTo(500 + id);
            assertThat(Double.longBitsToDouble(limit(id, Long.BYTES))).isEqualTo(0.5 + id);
            assertThat(words.laneNs(id)).isEqualTo(500 + id);
            assertThat(words.latencyNs(id, Level.ALERT)).isEqualTo(500 + id);
            assertThat(words.latencyNs(id, Level.THROTTLE)).isEqualTo(1_000 + id);
            assertThat(words.latencyNs(id, Level.HALT)).isEqualTo(3_000 + id);
            assertThat(words.gate(id)).as("they lie beside it").isEqualTo(GateWord.UNBORN);
        }
    }

    @Test
    void shouldNeverHaveReportersGatherMoreThanTheLanesHaveRoomFor()
    {
        words.limits(1, LATENCY, 0.1);
        words.limits(1, new LatencyConfig(900, 1_000, 3_000, 1), 0.1);
        assertThat(limit(1, 0)).isEqualTo(500);
        assertThat(words.laneNs(1)).isEqualTo(500);
        assertThat(words.latencyNs(1, Level.ALERT)).isEqualTo(900);
        words.limits(1, new LatencyConfig(200, 1_000, 3_000, 1), Double.NaN);
        assertThat(limit(1, 0)).isEqualTo(200);
        assertThat(words.laneNs(1)).isEqualTo(500);
        assertThat(Double.longBitsToDouble(limit(1, Long.BYTES))).isNaN();
    }

    @Test
    void shouldKeepHeartbeatAndProgressApart()
    {
        assertThat(words.progress()).isEqualTo(-1);
        words.heartbeatNs(77);
        words.progress(0);
        assertThat(words.progress()).isZero();
        words.progress(123);
        assertThat(words.progress()).isEqualTo(123);
        assertThat(words.heartbeatNs()).isEqualTo(77);
    }

    @Test
    void shouldNameEachBitOfAGuardWord()
    {
        assertThat(GuardWord.describe(0)).isEmpty();
        assertThat(GuardWord.describe(GuardWord.STALE)).isEqualTo("STALE");
        assertThat(GuardWord.describe(-1)).isEqualTo("STALE KILLED RECOVERING CLOSED TICKLESS FAULT");
    }
}
