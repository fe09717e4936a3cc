package io.interlock.console.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.console.api.ServiceStatus;
import io.interlock.core.report.Reporter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** As many scopes as an engine is made for: the text goes out as it is made, and the breaker thread is asked once. */
class ManyScopesTest
{
    private static final int SCOPES = 8_192;
    /** What an encoder of text into bytes may hold at once. */
    private static final int MOST_AT_ONCE = 64 * 1_024;

    /** Remembers how much came and how much of it at once, and keeps nothing. */
    private static final class Counting extends OutputStream
    {
        private long bytes;
        private int largest;

        @Override
        public void write(final int one)
        {
            bytes++;
        }

        @Override
        public void write(final byte[] source, final int offset, final int length)
        {
            bytes += length;
            largest = Math.max(largest, length);
        }
    }

    @Test
    void shouldWriteAsItGoesAndAskTheBreakerThreadOnce() throws IOException
    {
        final BreakerConfig config = BreakerConfig.builder().set("engine.max-scopes", SCOPES).set("engine.stale-limit", "60s").build();
        try (MetricsRig rig = new MetricsRig(config))
        {
            for (int i = 1; i < SCOPES; i++)
            {
                final Reporter reporter = rig.engine.scope("venue-" + i).reporter();
                if (i % 16 == 0)
                {
                    reporter.apiLatency(20 * MetricsRig.MS);
                }
            }
            rig.engine.drain();
            final AtomicInteger asked = new AtomicInteger();
            rig.view.status = () ->
            {
                asked.incrementAndGet();
                return rig.engine.status();
            };
            rig.view.service = () -> new ServiceStatus(0, 64, 0, "NONE", 0, 0, "", "c0ffee", "1");
            final Counting output = new Counting();
            new MetricsText(rig.context()).writeTo(output);
            assertThat(asked).hasValue(1);
            assertThat(output.bytes).isBetween(4_000_000L, 40_000_000L);
            assertThat(output.largest).isLessThanOrEqualTo(MOST_AT_ONCE);
        }
    }
}
