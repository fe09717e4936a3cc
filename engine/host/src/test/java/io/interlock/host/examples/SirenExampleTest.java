package io.interlock.host.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ChannelRoute;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.engine.EngineException;
import io.interlock.host.Interlock;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.delivery.ChannelEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The channel of a host's own that the documentation shows, run. */
final class SirenExampleTest
{
    private static final long HALTS_NS = 4_000_000_000L;
    private static final long GENEROUS_S = 180;

    @TempDir
    private Path folder;

    private final Horn horn = new Horn();

    /** It does not answer at first. */
    private static final class Horn
    {
        private final BlockingQueue<String> sounded = new LinkedBlockingQueue<>();
        private boolean answers;

        boolean sound(final String title)
        {
            final boolean answered = answers;
            answers = true;
            return answered && sounded.add(title);
        }
    }

    private final class Siren implements NotificationChannel
    {
        @Override
        public String name()
        {
            return "siren";
        }

        @Override
        public String deliver(final Notification notification, final Duration timeout) throws DeliveryException
        {
            if (!horn.sound(notification.title()))
            {
                throw DeliveryException.passing("the horn does not answer");
            }
            return "sounded";
        }
    }

    private static BreakerConfig config()
    {
        return ConfigLoader.load("test", "engine: { stale-limit: 30s }");
    }

    @Test
    void shouldDeliverThroughAChannelOfTheHostsOwn() throws Exception
    {
        final ChannelRoute route = new ChannelRoute(
            "CRITICAL", Set.of(), null, 30, Duration.ofSeconds(10).toNanos(), Duration.ofMinutes(10).toNanos());
        try (Interlock interlock = Interlock.launch(
            config(), folder.resolve("data"), new EngineContext(), List.of(ChannelEntry.of(new Siren(), route))))
        {
            interlock.scope("binance").reporter().apiLatency(HALTS_NS);

            assertThat(horn.sounded.poll(GENEROUS_S, TimeUnit.SECONDS)).contains("HALT of binance");
            assertThat(interlock.notifications().status()).anySatisfy(status ->
            {
                assertThat(status.name()).isEqualTo("siren");
                assertThat(status.type()).isEqualTo("code");
            });
        }
    }

    @Test
    void shouldRefuseTwoChannelsOfOneName()
    {
        final ChannelRoute route = new ChannelRoute("CRITICAL", Set.of(), null, 30, 1_000_000_000L, 1_000_000_000L);
        final List<ChannelEntry> twice = List.of(ChannelEntry.of(new Siren(), route), ChannelEntry.of(new Siren(), route));

        assertThatThrownBy(() -> Interlock.launch(config(), folder.resolve("data"), new EngineContext(), twice))
            .isInstanceOf(EngineException.class).hasMessageContaining("siren");
        Interlock.launch(config(), folder.resolve("data")).close();
    }
}
