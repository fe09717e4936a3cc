package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ChannelRoute;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.testing.Await;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.delivery.ChannelEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.LangUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A channel that the host wrote does what it likes: the one beside it tells of everything, and the engine goes on and can be closed. */
@Timeout(120)
class HostileChannelTest
{
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ChannelRoute ROUTE =
        new ChannelRoute("CRITICAL", Set.of(), null, 30, 1_000_000_000L, 600_000_000_000L);

    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile Interlock interlock;

    @TempDir
    private Path folder;

    /** What it does where it is to deliver, and again where it is closed. */
    enum Kind
    {
        HANGS, THROWS, FAILS, OVERFLOWS, SNEAKS, MUMBLES, RECURSES, INTERRUPTS, CLOSES
    }

    /** Its text throws too. */
    private static final class Mumbling extends RuntimeException
    {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage()
        {
            throw new IllegalStateException("no text");
        }
    }

    private final class Hostile implements NotificationChannel
    {
        private final Kind kind;

        Hostile(final Kind kind)
        {
            this.kind = kind;
        }

        @Override
        public String name()
        {
            return "hostile";
        }

        @Override
        public String deliver(final Notification notification, final Duration timeout)
        {
            calls.incrementAndGet();
            act();
            return null;
        }

        @Override
        public void close()
        {
            act();
        }

        private void act()
        {
            switch (kind)
            {
                case HANGS -> hang();
                case THROWS -> throw new IllegalStateException("planted");
                case FAILS -> throw new AssertionError("planted");
                case OVERFLOWS -> overflow(0);
                case SNEAKS -> LangUtil.rethrowUnchecked(new IOException("planted"));
                case MUMBLES -> throw new Mumbling();
                case RECURSES -> recurse();
                case INTERRUPTS -> Thread.currentThread().interrupt();
                default -> interlock.close();
            }
        }

        private void recurse()
        {
            interlock.drain();
            interlock.desk().override("made", true, "host", "");
            interlock.notifications().status();
            interlock.status();
        }
    }

    private final class Sound implements NotificationChannel
    {
        @Override
        public String name()
        {
            return "sound";
        }

        @Override
        public String deliver(final Notification notification, final Duration timeout)
        {
            told.add(notification.scope());
            return "taken";
        }
    }

    private void hang()
    {
        while (never.getCount() > 0)
        {
            try
            {
                never.await();
            }
            catch (final InterruptedException ignored)
            {
                continue;
            }
        }
    }

    private static int overflow(final int depth)
    {
        return depth < 0 ? depth : overflow(depth + 1) + 1;
    }

    @AfterEach
    void letGo()
    {
        never.countDown();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldHurtNobodyButItself(final Kind kind)
    {
        final Interlock launched = Interlock.launch(HostRig.config(), folder.resolve("data"), new EngineContext(),
            List.of(ChannelEntry.of(new Hostile(kind), ROUTE), ChannelEntry.of(new Sound(), ROUTE)));
        interlock = launched;
        try (launched)
        {
            interlock.scope("a").reporter().apiLatency(HostRig.HALTING_NS);
            Await.until("it was called", LIMIT, () -> calls.get() > 0);
            if (kind == Kind.CLOSES)
            {
                Await.until("it is closed", LIMIT, () -> interlock.engine().find("a").guard().contains("CLOSED"));
                return;
            }
            Await.until("the sound one tells", LIMIT, () -> told.contains("a"));
            interlock.scope("b").reporter().apiLatency(HostRig.HALTING_NS);
            Await.until("judged", LIMIT, () -> interlock.scope("b").level() == Level.HALT);
            Await.until("and tells of the next", LIMIT, () -> told.contains("b"));
            assertThat(interlock.scope("a").gate().check(Intent.CLOSE).allowed()).isTrue();
            Await.until("a kill is judged", LIMIT, () -> interlock.desk().kill("a", "ann", "").level() == Level.SHUTDOWN);
            assertThat(interlock.status().counters().faults()).isZero();
        }
        assertThat(interlock.engine().find("a").gate().check(Intent.OPEN).allowed()).isFalse();
    }
}
