package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.Runs;
import io.interlock.notify.delivery.NotifyCenter;
import io.interlock.notify.kit.ChannelKit;
import io.interlock.notify.kit.WordsKit;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand flapping transitions in a minute of the clock, through the real rules and words to a real webhook: the limit bounds the
 * messages, one summary says what it was, and memory does not grow.
 */
class FlappingTest
{
    private static final int SCOPES = 20;
    private static final int RATE = 30;
    private static final int FLAPS = 10_000;
    /** By then the queue and the books of a center, which keep the last few thousand, are as full as they get. */
    private static final int EARLY = 5_000;
    private static final long MINUTE_NS = 60_000_000_000L;
    /** After it a storm counts as over, and its summary has long been sent. */
    private static final int CALM_MINUTES = 5;
    private static final Duration GENEROUS = Duration.ofMinutes(2);
    private static final Duration SETTLE = Duration.ofSeconds(20);
    private static final long FLAT_BYTES = 2L << 20;

    private final PrintStream usualErr = System.err;
    private final AtomicLong nowNs = new AtomicLong(1_000);
    private final EngineClock clock = new EngineClock()
    {
        @Override
        public long nanoTime()
        {
            return nowNs.get();
        }

        @Override
        public long wallMs()
        {
            return 1_700_000_000_000L + nowNs.get() / 1_000_000;
        }
    };

    @BeforeEach
    void hush()
    {
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    }

    @AfterEach
    void speak()
    {
        System.setErr(usualErr);
    }

    @Test
    void shouldTellAStormOnceAndForget() throws Exception
    {
        try (HttpSink sink = new HttpSink())
        {
            final BreakerConfig config = ConfigLoader.load("flapping", """
                preset: default
                notifications:
                  channels:
                    hook:
                      type: webhook
                      url: http://127.0.0.1:%d/hook
                      key: ${HOOK_KEY}
                      allow-private: yes
                      rate: %d
                """.formatted(sink.port(), RATE), "default", Map.of("HOOK_KEY", "the key of a test")::get);
            final NotifyCenter.Setup setup = new NotifyCenter.Setup(config.notifications(),
                ChannelKit.channels().of(config.notifications()), WordsKit.words(config, "data"), null, clock, () -> "");
            try (NotifyCenter center = new NotifyCenter(setup, FlappingTest::ignore, FlappingTest::ignore))
            {
                center.start();
                flap(center, 0, EARLY);
                final long early = reachable();
                flap(center, EARLY, FLAPS);
                final long inTheMinute = arrived(sink, "");
                calm(sink);
                final long late = settled(early + FLAT_BYTES);
                final long summaries = arrived(sink, "\"kind\":\"SUMMARY\"");
                Runs.done("flapping transitions in a minute of the clock", FLAPS, inTheMinute + " messages (limit " + RATE
                    + " a minute), " + arrived(sink, "") + " with what came to rest, " + summaries + " summary; reachable "
                    + early / 1024 + " KiB after " + EARLY + ", " + late / 1024 + " KiB after all");
                assertThat(inTheMinute).isBetween(1L, 2L * RATE);
                assertThat(summaries).isEqualTo(1);
                assertThat(arrived(sink, "")).isLessThanOrEqualTo((CALM_MINUTES + 2L) * RATE);
                assertThat(late - early).as("bytes more than after the first " + EARLY).isLessThan(FLAT_BYTES);
            }
        }
    }

    private static long arrived(final HttpSink sink, final String with)
    {
        return sink.taken().stream().filter(request -> request.body().contains(with)).count();
    }

    /** Up and down again, each scope in turn; the dispatch keeps pace, so that nothing is dropped before the rules. */
    private void flap(final NotifyCenter center, final int from, final int to)
    {
        for (int i = from; i < to; i++)
        {
            nowNs.addAndGet(MINUTE_NS / FLAPS);
            final boolean up = i / SCOPES % 2 == 0;
            center.transition(new TransitionEvent(i + 1, "life-" + (i + 1), nowNs.get(), clock.wallMs(), "venue/s" + i % SCOPES,
                up ? new TransitionEvent.Change(Level.CLOSED, Level.HALT) : new TransitionEvent.Change(Level.HALT, Level.CLOSED),
                up ? new TransitionEvent.Why(Cause.API_LATENCY, 4_000_000_000L, 3_000_000_000L)
                    : new TransitionEvent.Why(Cause.RECOVERY, Cause.NO_NUMBER, Cause.NO_NUMBER)));
            if (i % 100 == 0)
            {
                ask(center);
            }
        }
        rest(center);
    }

    /** A command is answered by the dispatch thread after what came before it. */
    private static void ask(final NotifyCenter center)
    {
        center.command(new NoticeCommand(NoticeCommand.Kind.UNSILENCE, "none", "", "ann", ""));
    }

    private static void rest(final NotifyCenter center)
    {
        Await.until("nothing is queued", GENEROUS, () ->
        {
            ask(center);
            return center.status().stream().allMatch(channel -> channel.counts().queued() == 0);
        });
    }

    private void calm(final HttpSink sink)
    {
        nowNs.addAndGet(CALM_MINUTES * MINUTE_NS);
        Await.until("the summary has arrived", GENEROUS, () -> arrived(sink, "\"kind\":\"SUMMARY\"") > 0);
    }

    /** What is reachable once what other tests of this JVM left behind is gone: a leak does not go. */
    private static long settled(final long limit)
    {
        long least = reachable();
        final long end = System.nanoTime() + SETTLE.toNanos();
        while (least >= limit && System.nanoTime() < end)
        {
            Thread.onSpinWait();
            least = Math.min(least, reachable());
        }
        return least;
    }

    private static long reachable()
    {
        for (int i = 0; i < 3; i++)
        {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void ignore(final Object nothing)
    {
        // Nobody is told.
    }
}
