package io.interlock.host;

import io.interlock.config.HealthConfig;
import io.interlock.console.api.HealthStatus;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.model.CriticalError;
import io.interlock.core.report.Reporter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second how this process is, and reports what is past its limit as any host reports: an issue first, and a MEMORY_ERROR or a
 * SYSTEM_ERROR of the root where that is configured and has lasted (SEMANTICS 3; {@link HealthConfig} has the reasons). A critical error
 * acts on the guard word in this thread, so it needs no breaker thread that lives. The limits are those of the configuration in force: a
 * reload changes them.
 *
 * <p>What it meets itself counts too: where there is no memory for a look, that is the MEMORY_ERROR. A look that throws anything else is an
 * issue, and the next is made all the same.
 *
 * <p>Threading: its own thread; {@link #status()} and {@link #ownsProcess()} any.
 */
final class HealthWatch
{
    /** Between two looks. */
    static final long LOOK_MS = 1_000;
    /** What a process of the engine's own ends with where a critical error cannot be judged any more; documented. */
    static final int EXIT_CODE = 70;

    private static final Logger LOG = LoggerFactory.getLogger(HealthWatch.class);
    private static final long JOIN_MS = 1_000;
    private static final double PPB = 1e9;
    private static final int UNJUDGED_LOOKS = 3;
    private static final int MOST_FAULTS = 100;
    /** There once this class is: a constant that is used for the first time takes memory, and none of it is there then. */
    private static final String NO_MEMORY = held("there was no memory to look how the process is");
    private static final CriticalError FULL = CriticalError.MEMORY_ERROR;

    private final BreakerEngine engine;
    private final HealthReadings readings;
    private final IntConsumer halt;
    private final Reporter reporter;
    private final WatchedLimit heap = new WatchedLimit();
    private final WatchedLimit descriptors = new WatchedLimit();
    private final WatchedLimit disk = new WatchedLimit();
    private final WatchedLimit threads = new WatchedLimit();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private List<String> troubles = new ArrayList<>();
    private String directory;
    /** What a look threw, each told once. */
    private final Set<String> faults = new HashSet<>();
    private long collection;
    private int unjudged;
    private volatile HealthStatus status;
    private volatile boolean owner;

    HealthWatch(final BreakerEngine engine, final HealthReadings readings, final IntConsumer halt)
    {
        this.engine = engine;
        this.readings = readings;
        this.halt = halt;
        reporter = engine.root().exclusiveReporter();
        thread = new Thread(this::run, "interlock-health");
        thread.setDaemon(true);
    }

    static String held(final String text)
    {
        return text;
    }

    HealthWatch start()
    {
        thread.start();
        return this;
    }

    /** This process is the engine's own: it ends where the engine cannot even judge that it must end trading. */
    void ownsProcess()
    {
        owner = true;
    }

    /** As of the last look. */
    HealthStatus status()
    {
        return status;
    }

    private void run()
    {
        // The first at once: its classes are then there when there is no memory for any.
        boolean ends = closed.getCount() == 0;
        while (!ends)
        {
            try
            {
                look();
                ends = closed.await(LOOK_MS, TimeUnit.MILLISECONDS);
            }
            catch (final InterruptedException asked)
            {
                // Nobody but close() ends this thread: a watch that is gone says nothing.
                ends = closed.getCount() == 0;
            }
            catch (final Throwable thrown)
            {
                // What was to be said of a failure failed too.
                ends = false;
            }
        }
    }

    /** One look. */
    void look()
    {
        try
        {
            judge(engine.desk().config().engine().health());
        }
        catch (final OutOfMemoryError full)
        {
            if (engine.desk().config().engine().health().outOfMemory())
            {
                reporter.criticalError(FULL, NO_MEMORY);
            }
        }
        catch (final RuntimeException | Error strange)
        {
            complain(strange);
        }
        finally
        {
            judged();
        }
    }

    private void complain(final Throwable strange)
    {
        final String what = strange.toString();
        troubles.add("a look at how the process is failed: " + what);
        if (faults.size() < MOST_FAULTS && faults.add(what))
        {
            LOG.error("a look at how the process is failed", strange);
            engine.raise("HEALTH_WATCH", "", "a look at how the process is failed: " + what + "; the next is made all the same");
        }
    }

    /** A critical error that nobody judges keeps everything refused, but nobody cancels either. */
    private void judged()
    {
        unjudged = engine.desk().isShutDownUnjudged() ? unjudged + 1 : 0;
        if (owner && unjudged >= UNJUDGED_LOOKS)
        {
            halt.accept(EXIT_CODE);
        }
    }

    private void judge(final HealthConfig limits)
    {
        troubles = new ArrayList<>();
        final HealthReadings.Heap heapNow = read(readings::heap, HealthReadings.Heap.UNKNOWN);
        final HealthReadings.Descriptors open = read(readings::descriptors, HealthReadings.Descriptors.UNKNOWN);
        final long room = read(readings::room, -1L);
        final List<String> ended = read(readings::endedThreads, List.<String>of());
        heap(limits, heapNow);
        descriptors(limits, open);
        disk(limits, room);
        threads(limits, ended);
        directory();
        status = new HealthStatus(heapNow.share(), open.open(), open.most(), room, List.copyOf(ended), List.copyOf(troubles));
    }

    /** One that throws says nothing, and keeps no other from being judged. */
    private <T> T read(final Supplier<T> reading, final T unknown)
    {
        try
        {
            return reading.get();
        }
        catch (final OutOfMemoryError full)
        {
            throw full;
        }
        catch (final RuntimeException | Error strange)
        {
            complain(strange);
            return unknown;
        }
    }

    private void heap(final HealthConfig limits, final HealthReadings.Heap now)
    {
        final HealthConfig.Share limit = limits.heap();
        final boolean over = reached(now.share(), limit.causePpb());
        issue(heap, "HEALTH_HEAP", reached(now.share(), limit.issuePpb()) || over, limits.looks(), () -> used(now)
            + cause(limit.causePpb(), CriticalError.MEMORY_ERROR, limits.looks())
            + ". Give the JVM more heap (-Xmx), or find what fills it");
        if (over && now.collection() == collection)
        {
            // Nothing new is known: what was full then may be all garbage by now.
            return;
        }
        collection = now.collection();
        if (heap.lasts(over, limits.looks()))
        {
            report(CriticalError.MEMORY_ERROR, used(now) + ends(limit.causePpb()));
        }
    }

    private static String used(final HealthReadings.Heap now)
    {
        return "heap: " + percent(now.share()) + " is in use after a collection";
    }

    private void descriptors(final HealthConfig limits, final HealthReadings.Descriptors now)
    {
        final HealthConfig.Share limit = limits.descriptors();
        final double share = now.open() < 0 || now.most() <= 0 ? Double.NaN : (double)now.open() / now.most();
        final boolean over = reached(share, limit.causePpb());
        issue(descriptors, "HEALTH_DESCRIPTORS", reached(share, limit.issuePpb()) || over, limits.looks(), () -> open(now)
            + cause(limit.causePpb(), CriticalError.SYSTEM_ERROR, limits.looks()) + ". Without any, no session and no file of the journal "
            + "can be opened: raise the limit (ulimit -n), or find what holds them");
        if (descriptors.lasts(over, limits.looks()))
        {
            report(CriticalError.SYSTEM_ERROR, open(now) + ends(limit.causePpb()));
        }
    }

    private static String open(final HealthReadings.Descriptors now)
    {
        return "descriptors: " + now.open() + " of " + now.most() + " are open";
    }

    private void disk(final HealthConfig limits, final long room)
    {
        final HealthConfig.Room limit = limits.disk();
        final boolean over = room >= 0 && room < limit.causeBytes();
        issue(disk, "HEALTH_DISK", room >= 0 && room < limit.issueBytes() || over, limits.looks(), () -> left(room)
            + (limit.causeBytes() == HealthConfig.Room.OFF ? ""
            : "; below " + kib(limit.causeBytes()) + " at " + limits.looks() + " looks in a row that is a SYSTEM_ERROR")
            + ". Make room: a journal that cannot be written fails, and nothing loosens then");
        if (disk.lasts(over, limits.looks()))
        {
            report(CriticalError.SYSTEM_ERROR, left(room) + "; below " + kib(limit.causeBytes()) + " that ends trading");
        }
    }

    private static String left(final long room)
    {
        return "disk: " + kib(room) + " are left for the data directory";
    }

    private static String kib(final long bytes)
    {
        return (bytes >> 10) + " KiB";
    }

    private void threads(final HealthConfig limits, final List<String> ended)
    {
        issue(threads, "HEALTH_THREADS", !ended.isEmpty(), limits.looks(), () -> gone(ended) + ": stop it and start it again");
        // At the first look: it does not come back.
        if (limits.threads() && threads.lasts(!ended.isEmpty(), 1))
        {
            report(CriticalError.SYSTEM_ERROR, gone(ended));
        }
    }

    private static String gone(final List<String> ended)
    {
        return "threads: " + String.join(", ", ended) + (ended.size() == 1 ? " has" : " have") + " ended though nobody closed the engine";
    }

    private void directory()
    {
        final String now = read(readings::directory, null);
        if (now != null)
        {
            troubles.add(now);
            if (!now.equals(directory))
            {
                raise("DATA_DIRECTORY", now);
            }
        }
        directory = now;
    }

    private void issue(
        final WatchedLimit watched, final String type, final boolean now, final int looks, final Supplier<String> details)
    {
        final String said = now ? details.get() : null;
        if (now)
        {
            troubles.add(said);
        }
        if (watched.begins(now, looks))
        {
            raise(type, said);
        }
    }

    private void raise(final String type, final String details)
    {
        LOG.warn("{}: {}", type, details);
        engine.raise(type, "", details);
    }

    private void report(final CriticalError error, final String details)
    {
        reporter.criticalError(error, details);
        LOG.error("{}: {}", error, details);
    }

    private static String cause(final long ppb, final CriticalError error, final int looks)
    {
        return ppb == HealthConfig.Share.OFF ? ""
            : "; from " + percent(ppb / PPB) + " on at " + looks + " looks in a row that is a " + error;
    }

    private static String ends(final long ppb)
    {
        return ", from " + percent(ppb / PPB) + " on that ends trading";
    }

    private static boolean reached(final double share, final long ppb)
    {
        return ppb != HealthConfig.Share.OFF && share * PPB >= ppb;
    }

    private static String percent(final double share)
    {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /** Ends it, where there is one: from now on threads end as they should. */
    static void close(final HealthWatch watch)
    {
        if (watch == null)
        {
            return;
        }
        watch.closed.countDown();
        try
        {
            watch.thread.join(JOIN_MS);
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }
}
