package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.port.EngineClock;
import org.junit.jupiter.api.Test;

class SteadyWallTest
{
    private long nanos;
    private long wall = 1_000_000;
    private final SteadyWall steady = new SteadyWall(new EngineClock()
    {
        @Override
        public long nanoTime()
        {
            return nanos;
        }

        @Override
        public long wallMs()
        {
            return wall;
        }
    });

    @Test
    void shouldFollowTheClockForward()
    {
        pass(1_000);
        assertThat(steady.nowMs()).isEqualTo(1_001_000);
        wall += 3_600_000;
        assertThat(steady.nowMs()).isEqualTo(4_601_000);
    }

    @Test
    void shouldGoOnALittleSlowerWhereTheClockWasSetBackUntilBothMeet()
    {
        wall -= 100_000;
        assertThat(steady.nowMs()).isEqualTo(1_000_000);
        pass(80_000);
        assertThat(steady.nowMs()).isEqualTo(1_070_000);
        pass(800_000);
        assertThat(steady.nowMs()).isEqualTo(1_780_000).isEqualTo(wall);
    }

    @Test
    void shouldKnowByHowMuchItIsAhead()
    {
        assertThat(steady.aheadMs()).isZero();
        wall += 36_000_000;
        assertThat(steady.nowMs() + steady.aheadMs()).isEqualTo(37_000_000);
        wall -= 36_000_000;
        assertThat(steady.aheadMs()).isEqualTo(36_000_000);
        pass(8_000);
        assertThat(steady.nowMs() - steady.aheadMs()).isEqualTo(wall);
    }

    private void pass(final long ms)
    {
        nanos += ms * 1_000_000;
        wall += ms;
    }
}
