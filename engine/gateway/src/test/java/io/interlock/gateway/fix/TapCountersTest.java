package io.interlock.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Counts that are read while they grow. */
class TapCountersTest
{
    private static final int ORDERS = 2_000_000;

    /** Metrics tell sent less cut, and a counter that falls for a moment looks like a restart. */
    @Test
    void shouldNeverCountACutOrderAsAWholeOneOrLessThanNone() throws Exception
    {
        final TapCounters counters = new TapCounters();
        final AtomicBoolean done = new AtomicBoolean();
        final Thread sender = new Thread(() ->
        {
            for (int i = 0; i < ORDERS; i++)
            {
                counters.sent(true);
            }
            done.set(true);
        });
        sender.start();
        long looks = 0;
        while (!done.get() || looks == 0)
        {
            final TapCounts counts = counters.counts();
            assertThat(counts.sent() - counts.cut()).isZero();
            looks++;
        }
        sender.join();
        counters.sent(false);
        assertThat(counters.counts().sent()).isEqualTo(ORDERS + 1);
        assertThat(counters.counts().cut()).isEqualTo(ORDERS);
    }
}
