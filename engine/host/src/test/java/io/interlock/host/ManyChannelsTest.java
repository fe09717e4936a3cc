package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.config.ChannelRoute;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.engine.EngineException;
import io.interlock.core.testing.Await;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.delivery.ChannelEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A host that makes a channel for each of its clients. */
@Timeout(300)
class ManyChannelsTest
{
    private static final ChannelRoute ROUTE =
        new ChannelRoute("CRITICAL", Set.of(), null, 30, 10_000_000_000L, 600_000_000_000L);

    private final AtomicInteger told = new AtomicInteger();
    @TempDir
    private Path folder;

    private Interlock launch(final int count)
    {
        return Interlock.launch(HostRig.config(), folder.resolve("data"), new EngineContext(),
            IntStream.range(0, count).mapToObj(number -> ChannelEntry.of(channel("own-" + number), ROUTE)).toList());
    }

    private NotificationChannel channel(final String name)
    {
        return new NotificationChannel()
        {
            @Override
            public String name()
            {
                return name;
            }

            @Override
            public String deliver(final Notification notification, final Duration timeout)
            {
                told.incrementAndGet();
                return "taken";
            }
        };
    }

    private static long workers()
    {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("interlock-notify-own-")).count();
    }

    @Test
    void shouldRefuseTwoThousandAndSayWhatToDo()
    {
        assertThatThrownBy(() -> launch(2_000)).isInstanceOf(EngineException.class)
            .hasMessageContaining("the host brings 2000 channels of its own, and at most 100 are allowed")
            .hasMessageContaining("let one channel tell several receivers");
        assertThat(workers()).isZero();
        // Nothing is held that the next start needs.
        launch(1).close();
    }

    @Test
    void shouldTellOneHundredAndLeaveNoThreadBehind()
    {
        try (Interlock interlock = launch(100))
        {
            interlock.scope("a").reporter().apiLatency(HostRig.HALTING_NS);
            Await.until("all are told", () -> told.get() >= 100);
        }
        Await.until("no worker is left", () -> workers() == 0);
    }
}
