package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.engine.Scope;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Side;
import io.interlock.core.report.Reporter;
import io.interlock.core.status.CounterStatus;
import io.interlock.core.testing.Runs;
import io.interlock.journal.FileJournal;
import io.interlock.journal.store.StoreSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole engine, its journal, recording and notifications, under a million reports a second for as long as {@code interlock.soak.minutes}
 * says (10 under {@code -Pnightly}; a few seconds otherwise): the journal's files roll and are deleted, scopes trip and recover, somebody
 * looks at the status, and after the warm-up nothing that the process holds grows by more than 2 %.
 */
@Timeout(value = 100, unit = TimeUnit.MINUTES)
class SoakTest
{
    private static final int PRODUCERS = 2;
    private static final long REPORTS_PER_S = 1_000_000;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MS_NS = 1_000_000L;
    private static final long ALERTING_NS = 600_000_000L;
    /** As many transitions as are kept in memory for whoever asks. */
    private static final int SHELF = 8_192;
    private static final long MOST_FILLING_NS = 240 * SECOND_NS;
    private static final int KEPT_FILES = 4;
    private static final long AHEAD_BYTES = StoreSettings.MIN_PREALLOCATE_BYTES;

    private final PrintStream before = System.err;
    private final AtomicLong offered = new AtomicLong();
    private final Set<String> files = new HashSet<>();
    private final boolean whole = Runs.nightly() || System.getProperty("interlock.soak.minutes") != null;
    private final long minutes = Long.getLong("interlock.soak.minutes", 10);
    private volatile boolean running = true;

    @TempDir
    private Path directory;

    /** Thousands of lines about what is meant to happen. */
    @BeforeEach
    void silence()
    {
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false));
    }

    @AfterEach
    void restore()
    {
        running = false;
        System.setErr(before);
    }

    private Interlock launch() throws IOException
    {
        final BreakerConfig config = ConfigLoader.load("soak", "preset: production\nengine: { stale-limit: 30s }");
        final Duration roll = whole ? Duration.ofMinutes(1) : Duration.ofSeconds(1);
        final FileJournal journal = FileJournal.open(directory, JournalSetup.settings(config), new StoreSettings(
            AHEAD_BYTES, 128 << 20, roll, KEPT_FILES * AHEAD_BYTES, Duration.ofDays(1), 0, System::currentTimeMillis));
        final HostNotifications notifications = HostNotifications.open(config, directory, journal, List.of());
        return Interlock.launch(
            new EngineContext().config(config).directory(directory).notificationSink(notifications.sink())
                .commandDeadline(Duration.ofSeconds(30)),
            journal, new Beside(Recording.open(config, directory), null, notifications, null));
    }

    /** At its rate, in bursts of what is due each millisecond. */
    private void produce(final Scope scope)
    {
        final Reporter reporter = scope.exclusiveReporter();
        final long startNs = System.nanoTime();
        long done = 0;
        while (running)
        {
            final long due = (System.nanoTime() - startNs) / 1_000 * (REPORTS_PER_S / PRODUCERS) / 1_000_000;
            for (; done < due; done++)
            {
                report(reporter, scope, done);
            }
            LockSupport.parkNanos(MS_NS);
        }
        offered.addAndGet(done);
    }

    private static void report(final Reporter reporter, final Scope scope, final long index)
    {
        if (index % 1_000 == 0)
        {
            reporter.exchange(ExchangeStatus.UP);
        }
        else if (index % 4 == 0)
        {
            scope.gate().check(Intent.OPEN, 0.9);
            reporter.fill(1_000_000 + index % 1_000, Side.BUY, 100.0, 100.0);
        }
        else if (index % 4 == 1)
        {
            reporter.success();
        }
        else
        {
            reporter.apiLatency(1_000_000 + index % 100_000);
        }
    }

    private void flap(final Interlock interlock)
    {
        interlock.scope("flapping").reporter().apiLatency(ALERTING_NS);
        offered.incrementAndGet();
        interlock.desk().forceRecovery("flapping", "ann", "soak");
    }

    /** Trips and recovers once a period, and looks as a console does. */
    private void live(final Interlock interlock, final long spanNs, final long periodMs) throws IOException
    {
        final long endNs = System.nanoTime() + spanNs;
        while (System.nanoTime() - endNs < 0)
        {
            flap(interlock);
            interlock.status();
            try (Stream<Path> all = Files.list(directory.resolve(FileJournal.FOLDER)))
            {
                all.map(path -> path.getFileName().toString()).filter(name -> name.endsWith(".cq4")).forEach(files::add);
            }
            LockSupport.parkNanos(periodMs * MS_NS);
        }
    }

    private void warmUp(final Interlock interlock) throws IOException
    {
        final long startNs = System.nanoTime();
        for (int i = 0; whole && i < SHELF / 2 && System.nanoTime() - startNs < MOST_FILLING_NS; i++)
        {
            flap(interlock);
        }
        live(interlock, Math.max(SECOND_NS, (whole ? 120 : 6) * SECOND_NS - (System.nanoTime() - startNs)), 100);
    }

    @Test
    void shouldHoldNoMoreAfterAWhileThanAtItsBeginning() throws Exception
    {
        assumeTrue(ProcessUse.isKnown(), "the system tells in /proc what a process holds");
        final Interlock interlock = launch();
        try (interlock)
        {
            final Thread[] producers = new Thread[PRODUCERS];
            for (int i = 0; i < PRODUCERS; i++)
            {
                final Scope scope = interlock.scope("venue/maker-" + i);
                producers[i] = new Thread(() -> produce(scope), "soak-producer");
                producers[i].start();
            }
            warmUp(interlock);
            final ProcessUse first = ProcessUse.least(whole ? 5_000 : 1_000);
            final int filesBefore = files.size();
            final long startNs = System.nanoTime();
            live(interlock, whole ? TimeUnit.MINUTES.toNanos(minutes) : 8 * SECOND_NS, whole ? 1_000 : 100);
            final double seconds = (System.nanoTime() - startNs) / 1e9;
            final ProcessUse last = ProcessUse.least(whole ? 5_000 : 1_000);
            running = false;
            for (final Thread producer : producers)
            {
                producer.join();
            }
            interlock.drain();
            flat(first, last);
            nothingForgotten(interlock);
            assertThat(files.size() - filesBefore).as("files of the journal begun meanwhile").isGreaterThan(1);
            Runs.done("seconds of a soak at 1 M reports/s", Math.round(seconds), String.format(
                Locale.ROOT, "%s; %d reports, %d files rolled", first.to(last), offered.get(), files.size() - filesBefore));
        }
        assertThat(interlock.isStoppedAsPlanned()).isTrue();
    }

    private void nothingForgotten(final Interlock interlock)
    {
        final CounterStatus counters = interlock.status().counters();
        assertThat(counters.judged() + counters.folded() + counters.lanes()).isEqualTo(offered.get());
        assertThat(counters.faults()).isZero();
    }

    /** In the short form what is bounded still fills: the latest transitions and issues, a thread's own buffer at its first long read. */
    private void flat(final ProcessUse first, final ProcessUse last)
    {
        final long filling = whole ? 0 : 4 << 20;
        final long direct = whole ? 1 << 16 : 1 << 20;
        assertThat(last.descriptors()).as("descriptors: %s", first.to(last)).isLessThanOrEqualTo(within(first.descriptors(), 2));
        assertThat(last.threads()).as("threads: %s", first.to(last)).isLessThanOrEqualTo(within(first.threads(), 1));
        assertThat(last.mappings()).as("mappings of files: %s", first.to(last)).isLessThanOrEqualTo(within(first.mappings(), 2));
        assertThat(last.heap()).as("heap: %s", first.to(last)).isLessThanOrEqualTo(within(first.heap(), filling));
        assertThat(last.direct()).as("direct buffers: %s", first.to(last)).isLessThanOrEqualTo(within(first.direct(), direct));
    }

    /** Two in a hundred more, or so few as come and go: a file that is being listed, a buffer of a thread that is new. */
    private static long within(final long before, final long few)
    {
        return before + Math.max(before / 50, few);
    }
}
