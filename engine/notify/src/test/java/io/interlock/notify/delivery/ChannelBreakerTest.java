package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.notify.DeliveryException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelBreakerTest
{
    @Test
    void shouldOpenOnTheFifthFailureInARowAndWaitLongerEachTime()
    {
        final ChannelBreaker breaker = new ChannelBreaker();
        for (int i = 0; i < 4; i++)
        {
            assertThat(breaker.failed(0)).isFalse();
        }
        breaker.answered();
        for (int i = 0; i < 4; i++)
        {
            assertThat(breaker.failed(0)).isFalse();
        }
        assertThat(breaker.failed(0)).isTrue();
        final List<Long> waits = new ArrayList<>();
        long nowNs = 0;
        for (int i = 0; i < 7; i++)
        {
            waits.add(breaker.waitNs(nowNs) / Notes.SECOND_NS);
            nowNs += breaker.waitNs(nowNs);
            assertThat(breaker.failed(nowNs)).isFalse();
        }
        assertThat(waits).containsExactly(30L, 60L, 120L, 240L, 480L, 600L, 600L);
        breaker.answered();
        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.waitNs(nowNs)).isZero();
    }

    @Test
    void shouldBackOffFromOneSecondToSixtyAndNotAfterWhatAPersonMustMend()
    {
        final Backoff backoff = new FailsafeBackoff();
        long base = 1;
        for (int i = 0; i < 12; i++)
        {
            final double seconds = backoff.afterFailure(DeliveryException.passing("busy")) / 1e9;
            assertThat(seconds).isBetween(base * 0.79, base * 1.21);
            base = Math.min(60, base * 2);
        }
        assertThat(new FailsafeBackoff().afterFailure(DeliveryException.permanent("wrong password"))).isNegative();
    }
}
