package io.interlock.host;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.engine.Scope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.testing.Await;
import io.interlock.journal.FileJournal;
import io.interlock.journal.store.StoreSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A gateway whose disk fills up, in a process of its own: a fault of memory there must not take the test with it. Says what it saw. */
final class FullDiskChild
{
    private static final long MIB = 1 << 20;

    private FullDiskChild()
    {
    }

    /** A directory on the small disk. */
    public static void main(final String[] args) throws Exception
    {
        final Path directory = Path.of(args[0]);
        final Path filler = directory.resolveSibling("filler");
        final BreakerConfig config = ConfigLoader.load("test", "engine: { stale-limit: 30s, max-scopes: 16 }");
        final StoreSettings files = StoreSettings.defaults().withFiles(StoreSettings.MIN_PREALLOCATE_BYTES, 4 * MIB).withLowSpace(MIB);
        final EngineContext context = new EngineContext().config(config).directory(directory).commandDeadline(Duration.ofSeconds(30));
        final FileJournal journal = FileJournal.open(directory, JournalSetup.settings(config), files);
        final Interlock interlock = Interlock.launch(context, journal);
        final Scope venue = interlock.scope("venue");
        final AtomicBoolean running = new AtomicBoolean(true);
        final AtomicLong checks = new AtomicLong();
        final AtomicLong longestNs = new AtomicLong();
        final Thread asking = new Thread(() -> ask(venue, running, checks, longestNs));
        asking.start();
        int cycles = 0;
        long startNs = System.nanoTime();
        while (!HostRig.journalStands(interlock))
        {
            if (cycles == 20)
            {
                fill(filler);
            }
            startNs = System.nanoTime();
            venue.reporter().apiLatency(HostRig.HALTING_NS);
            interlock.drain();
            interlock.desk().forceRecovery("venue", "child", "checked");
            Await.until("it loosens or fails", () -> venue.ownLevel() == Level.CLOSED || HostRig.journalStands(interlock));
            cycles++;
        }
        final long reportedMs = (System.nanoTime() - startNs) / 1_000_000;
        Await.until("the issue", () -> interlock.engine().issues(Duration.ofMinutes(1)).stream()
            .anyMatch(issue -> issue.issueType().equals("JOURNAL")));
        final boolean held = venue.ownLevel() == Level.HALT && !venue.gate().check(Intent.OPEN, 0.9).allowed()
            && venue.gate().check(Intent.CANCEL).allowed();
        final String durable = interlock.status().journal().toString();
        Files.delete(filler);
        final boolean accepted = interlock.desk().accept(Cause.JOURNAL, "child", "made room").accepted();
        Await.until("it loosens", () -> venue.ownLevel() == Level.CLOSED);
        running.set(false);
        asking.join();
        interlock.close();
        System.out.println("cycles=" + cycles + " reported_ms=" + reportedMs + " held=" + held + " accepted=" + accepted + " checks="
            + checks + " longest_check_us=" + longestNs.get() / 1_000 + " durable=" + durable);
    }

    private static void ask(final Scope venue, final AtomicBoolean running, final AtomicLong checks, final AtomicLong longestNs)
    {
        while (running.get())
        {
            final long beforeNs = System.nanoTime();
            venue.gate().check(Intent.OPEN, 0.9);
            longestNs.accumulateAndGet(System.nanoTime() - beforeNs, Math::max);
            checks.incrementAndGet();
            Thread.yield();
        }
    }

    private static void fill(final Path file)
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE))
        {
            final ByteBuffer block = ByteBuffer.allocate(4_096);
            while (true)
            {
                channel.write(block.clear(), channel.size());
            }
        }
        catch (final IOException full)
        {
            // As it was meant.
            return;
        }
    }
}
