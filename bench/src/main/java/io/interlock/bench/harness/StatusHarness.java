package io.interlock.bench.harness;

import io.interlock.bench.result.Distribution;
import io.interlock.bench.result.Results;
import io.interlock.bench.suite.StatusReader;
import io.interlock.bench.suite.Worlds;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.report.Reporter;
import io.interlock.core.status.CounterStatus;
import io.interlock.host.Interlock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How long a console takes to answer with a status while a thread reports a million times a second, which lanes take ({@code
 * reports=1M}), or which the breaker thread judges one by one ({@code events=1M}, lanes off), beside an engine without reports. All in this
 * JVM, with a journal and 16 venues; the client is on the loopback. 40 requests a second, so that about every fourth is answered by a
 * status that is made for it, and the others by a copy that is at most 100 ms old.
 *
 * <p>A latency runs from the time that a request was due where the one before kept it waiting, else from when it is sent. It does not
 * measure many readers, thousands of scopes, or TLS.
 *
 * <p>Threading: one thread that asks, one that reports, and the engine's.
 */
final class StatusHarness implements Harness
{
    private static final long HIGHEST_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(25);
    private static final int WARM_UP = 4_000;
    /** The first of a new server makes its connection. */
    private static final int WARM_AGAIN = 100;
    private static final int REQUESTS = 500;
    private static final int ROUNDS = 2;
    private static final int VENUES = 16;
    private static final double MEDIAN = 50;
    private static final double HUNDREDTH = 99;
    private static final Map<String, Load> SERIES = series();

    private final double scale;

    /** What is done beside the asking. */
    private record Load(String lanes, boolean reports)
    {
    }

    StatusHarness()
    {
        this(1);
    }

    /** For tests: a part of the requests. */
    StatusHarness(final double scale)
    {
        this.scale = scale;
    }

    private static Map<String, Load> series()
    {
        final Map<String, Load> all = new LinkedHashMap<>();
        all.put("idle", new Load("on", false));
        all.put("reports=1M", new Load("on", true));
        all.put("events=1M", new Load("off", true));
        return all;
    }

    @Override
    public String name()
    {
        return "status";
    }

    @Override
    public void run(final Results results, final PrintStream progress) throws IOException
    {
        final Map<String, Histogram> histograms = new LinkedHashMap<>();
        final Map<String, Long> behind = new LinkedHashMap<>();
        SERIES.keySet().forEach(name -> histograms.put(name, new Histogram(HIGHEST_NS, 3)));
        // In turns: the machine is not the same from one half of a minute to the next.
        for (int round = 0; round < ROUNDS; round++)
        {
            for (final Map.Entry<String, Load> each : SERIES.entrySet())
            {
                behind.merge(each.getKey(), block(each.getValue(), histograms.get(each.getKey()), round == 0), Math::max);
            }
        }
        histograms.forEach((name, histogram) ->
        {
            results.row("status.p50/" + name, histogram.getValueAtPercentile(MEDIAN), "ns");
            results.row("status.p99/" + name, histogram.getValueAtPercentile(HUNDREDTH), "ns");
            results.row("status.max/" + name, histogram.getMaxValue(), "ns");
            results.distribution(Distribution.of("status", name, "ns", histogram));
            if (SERIES.get(name).reports())
            {
                results.row("status.behind/" + name, behind.get(name), "events");
            }
            progress.println("status: " + name + " p99 " + TimeUnit.NANOSECONDS.toMicros(histogram.getValueAtPercentile(HUNDREDTH))
                + " us, most " + TimeUnit.NANOSECONDS.toMicros(histogram.getMaxValue()) + " us, reports behind their time at most "
                + behind.get(name));
        });
    }

    /** Returns by how many reports the thread that makes them was behind at the end. */
    private long block(final Load load, final Histogram histogram, final boolean cold) throws IOException
    {
        final Path directory = Files.createTempDirectory("interlock-status");
        final BreakerConfig config = ConfigLoader.load(
            "bench", "engine: { stale-limit: 60s, lanes: " + load.lanes() + " }\nconsole: { port: 0 }");
        try (Interlock interlock = Interlock.launch(config, directory, new EngineContext().commandDeadline(Duration.ofSeconds(10)));
            StatusReader reader = new StatusReader(interlock.console().orElseThrow()))
        {
            for (int i = 0; i < (cold ? WARM_UP : WARM_AGAIN) * scale; i++)
            {
                reader.ask();
            }
            final Pace pace = load.reports() ? new Pace(interlock) : null;
            final long behind;
            try
            {
                ask(reader, histogram, (int)Math.max(1, REQUESTS * scale));
            }
            finally
            {
                behind = pace == null ? 0 : pace.end();
            }
            check(interlock, load, pace);
            return behind;
        }
        finally
        {
            Worlds.delete(directory);
        }
    }

    private static void ask(final StatusReader reader, final Histogram histogram, final int requests) throws IOException
    {
        long dueNs = System.nanoTime();
        for (int i = 0; i < requests; i++)
        {
            dueNs += INTERVAL_NS;
            boolean waited = false;
            for (long nowNs = System.nanoTime(); nowNs - dueNs < 0; nowNs = System.nanoTime())
            {
                waited = true;
                LockSupport.parkNanos(dueNs - nowNs);
            }
            // How late this thread wakes is no answer's fault, that the last answer was late is.
            final long fromNs = waited ? System.nanoTime() : dueNs;
            reader.ask();
            histogram.recordValue(Math.min(System.nanoTime() - fromNs, HIGHEST_NS));
        }
    }

    /** A run in which lanes took what was to be events, or the other way round, is no result. */
    private static void check(final Interlock interlock, final Load load, final Pace pace)
    {
        interlock.drain();
        final CounterStatus counters = interlock.status().counters();
        final long made = pace == null ? 0 : pace.made;
        final long expected = load.lanes().equals("on") ? counters.reports().lanes() : counters.judged() + counters.folded();
        if (expected < made - made / 100)
        {
            throw new IllegalStateException("of " + made + " reports " + expected + " went where they were to: " + counters);
        }
    }

    /** A million healthy reports a second, a thousand each millisecond. One that is late makes up for it. */
    private static final class Pace
    {
        private static final long TURN_NS = TimeUnit.MILLISECONDS.toNanos(1);
        private static final int A_TURN = 1_000;
        private static final long LATENCY_NS = 1_500_000;

        private final Interlock interlock;
        private final Thread thread = new Thread(this::run, "bench-reports");
        private volatile boolean ended;
        private volatile long made;
        private volatile long behind;

        Pace(final Interlock interlock)
        {
            this.interlock = interlock;
            thread.setDaemon(true);
            thread.start();
        }

        private void run()
        {
            final Reporter[] reporters = new Reporter[VENUES];
            for (int i = 0; i < VENUES; i++)
            {
                reporters[i] = interlock.scope("venue-" + i).exclusiveReporter();
            }
            final long startNs = System.nanoTime();
            long turns = 0;
            while (!ended)
            {
                final long due = (System.nanoTime() - startNs) / TURN_NS;
                for (; turns < due; turns++)
                {
                    for (int i = 0; i < A_TURN; i++)
                    {
                        reporters[i % VENUES].apiLatency(LATENCY_NS + i);
                    }
                }
                LockSupport.parkNanos(Math.max(1, startNs + (turns + 1) * TURN_NS - System.nanoTime()));
            }
            made = turns * A_TURN;
            behind = Math.max(0, (System.nanoTime() - startNs) / TURN_NS - 1 - turns) * A_TURN;
        }

        long end()
        {
            ended = true;
            try
            {
                thread.join();
            }
            catch (final InterruptedException interrupted)
            {
                Thread.currentThread().interrupt();
            }
            return behind;
        }
    }
}
