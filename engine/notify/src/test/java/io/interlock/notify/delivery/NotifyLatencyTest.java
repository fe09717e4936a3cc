package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.core.port.EngineClock;
import io.interlock.core.port.Priority;
import io.interlock.core.testing.Runs;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long from a transition to the call of a channel, with the machine's clock. Measured in the nightly form. */
class NotifyLatencyTest
{
    private static final int WARM_UP = 2_000;
    private static final int MEASURED = 10_000;
    private static final double MOST_MS = 50;

    @Test
    void shouldCallAChannelSoonAfterATransition() throws InterruptedException
    {
        assumeTrue(Runs.nightly(), "measured under -Pnightly");
        final SynchronousQueue<Long> called = new SynchronousQueue<>();
        final ScriptedChannel channel = new ScriptedChannel("near", message ->
        {
            called.put(System.nanoTime());
            return "taken";
        });
        final DeliveryParts delivery =
            new DeliveryParts(EngineClock.SYSTEM, WorkerRig::daemon, Notes::ignore, Notes::ignore, FailsafeBackoff::new);
        try (NotifyCenter center = new NotifyCenter(new CenterParts(List.of(ChannelEntry.of(channel, Notes.ROUTE)), FallbackWords::of,
            post -> new TestRules(post, List.of("near")), null, delivery, CenterParts.Limits.DEFAULTS)))
        {
            center.start();
            final long[] tookNs = new long[MEASURED];
            for (int i = -WARM_UP; i < MEASURED; i++)
            {
                final long startNs = System.nanoTime();
                center.transition(Events.of(i + WARM_UP + 1, Priority.CRITICAL, "S" + i));
                final Long atNs = called.poll(30, TimeUnit.SECONDS);
                assertThat(atNs).as("transition %d was told", i).isNotNull();
                if (i >= 0)
                {
                    tookNs[i] = atNs - startNs;
                }
            }
            Arrays.sort(tookNs);
            final double p99Ms = tookNs[MEASURED * 99 / 100] / 1e6;
            Runs.done("transitions told to a channel of this process", MEASURED, String.format(Locale.ROOT,
                "p50 %.3f ms, p99 %.3f ms, most %.3f ms until the channel was called (at most %.0f ms at p99)",
                tookNs[MEASURED / 2] / 1e6, p99Ms, tookNs[MEASURED - 1] / 1e6, MOST_MS));
            assertThat(p99Ms).isLessThan(MOST_MS);
        }
    }
}
