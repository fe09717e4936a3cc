package io.interlock.journal.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.interlock.config.ConfigLoader;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Side;
import io.interlock.core.port.Issue;
import io.interlock.journal.record.Hash;
import io.interlock.journal.store.FaultyStore;
import io.interlock.journal.store.FrameStore;
import io.interlock.journal.store.MemoryStore;
import io.interlock.journal.store.Retention;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A recording whose disk stalls, is full or fails: nobody waits for it, what is missing is told, and it goes on with a snapshot. */
@Timeout(300)
class InputLogTest
{
    private static final long SECOND = 1_000_000_000L;
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();

    private final BreakerStateMachine machine = new BreakerStateMachine(ConfigLoader.preset("default"));
    private final InputEvent event = new InputEvent();
    private final MemoryStore memory = new MemoryStore();
    private final AtomicLong wallMs = new AtomicLong(1_700_000_000_000L);
    private final Queue<Issue> issues = new ConcurrentLinkedQueue<>();
    private long fed;
    private long timeNs;

    /** A store that does nothing, to be made odd in one way. */
    private static class Odd implements FrameStore
    {
        @Override
        public void append(final byte[] bytes, final int length) throws IOException
        {
            // Nothing is kept.
        }

        @Override
        public void force()
        {
            // Nothing is.
        }

        @Override
        public void newFile()
        {
            // Nothing is.
        }

        @Override
        public void close()
        {
            // Nothing is held.
        }
    }

    private InputLog log(final FrameStore store, final int blocks, final long rollBytes)
    {
        final InputLog log = SmallLog.of(
            store, new InputSettings("preset: default\n", "test", Hash.ZERO, rollBytes, wallMs::get), blocks, 1_500);
        log.troubles(issues::add);
        log.begin(new UUID(1, 2));
        return log;
    }

    /** What the breaker thread does for each event, and at the end of a round. */
    private void feed(final InputLog log)
    {
        if (log.wantsSnapshot())
        {
            log.snapshot(machine, 0, timeNs, wallMs.get());
        }
        timeNs += 1_000;
        fed++;
        log.input(event.apiLatency(0, fed), null, timeNs, wallMs.get());
        log.roundEnds(timeNs, true);
    }

    /** Until an event is in the recording that was fed after the condition held. */
    private void feedUntilWritten(final InputLog log, final MemoryStore store, final int snapshots) throws IOException
    {
        final long end = System.nanoTime() + 60 * SECOND;
        while (System.nanoTime() - end < 0)
        {
            feed(log);
            wallMs.addAndGet(400);
            final List<String> lines = seen(store).lines;
            if (lines.stream().filter(line -> line.startsWith("snapshot")).count() >= snapshots
                && lines.get(lines.size() - 1).startsWith("API_LATENCY"))
            {
                return;
            }
        }
        throw new AssertionError("it does not go on: " + seen(store).lines + " " + issues);
    }

    private static Seen seen(final MemoryStore store) throws IOException
    {
        final Seen seen = new Seen();
        new InputReader(seen).read(store.source());
        return seen;
    }

    private static List<Long> events(final Seen seen)
    {
        return seen.lines.stream().filter(line -> line.startsWith("API_LATENCY"))
            .map(line -> Long.parseLong(line.split(" ")[3])).toList();
    }

    @Test
    void shouldNeitherWaitForAStalledDiskNorLoseCount() throws Exception
    {
        final FaultyStore stalled = new FaultyStore(memory, FaultyStore.Call.APPEND, FaultyStore.Fault.STALL, 4, 1);
        final InputLog log = log(stalled, 4, 1 << 20);
        final long end = System.nanoTime() + 60 * SECOND;
        while (stalled.reached().getCount() > 0 && System.nanoTime() - end < 0)
        {
            feed(log);
        }
        // As fast as it comes: that this ends is the proof.
        for (int i = 0; i < 50_000; i++)
        {
            feed(log);
        }
        stalled.letGo();
        feedUntilWritten(log, memory, 2);
        log.end(machine, 0, timeNs, wallMs.get());
        log.close();
        final Seen seen = seen(memory);
        final List<Long> events = events(seen);
        long skipped = 0;
        for (final String gap : seen.gaps)
        {
            assertThat(gap).startsWith("BEHIND ");
            skipped += Long.parseLong(gap.split(" ")[1]);
        }
        assertThat(skipped).isGreaterThan(40_000);
        assertThat(events.size() + skipped).as("each event is there, or counted as missing").isEqualTo(fed);
        assertThat(events).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldGoOnAfterEveryFaultOfTheDisk() throws Exception
    {
        for (final FaultyStore.Fault fault : List.of(FaultyStore.Fault.ENOSPC, FaultyStore.Fault.EIO, FaultyStore.Fault.SHORT_WRITE))
        {
            for (int nth = 1; nth <= 8; nth++)
            {
                goesOn(FaultyStore.Call.APPEND, fault, nth, 1 << 20);
            }
            goesOn(FaultyStore.Call.NEW_FILE, fault, 1, 600);
            goesOn(FaultyStore.Call.NEW_FILE, fault, 2, 600);
        }
    }

    private void goesOn(final FaultyStore.Call call, final FaultyStore.Fault fault, final int nth, final long rollBytes)
        throws IOException
    {
        final String at = fault + " of " + call + " " + nth;
        final MemoryStore store = new MemoryStore();
        final FaultyStore faulty = new FaultyStore(store, call, fault, nth, 2);
        fed = 0;
        issues.clear();
        final InputLog log = log(faulty, 64, rollBytes);
        final long end = System.nanoTime() + 60 * SECOND;
        while (issues.size() < 2 && System.nanoTime() - end < 0)
        {
            feed(log);
            wallMs.addAndGet(300);
            Thread.yield();
        }
        assertThat(issues).as(at).hasSize(2);
        assertThat(issues.peek().issueType()).isEqualTo("RECORDING");
        assertThat(issues.peek().details()).as(at).contains("cannot be recorded").contains("trading goes on");
        final long before = fed;
        while (fed < before + 20 || events(seen(store)).stream().noneMatch(number -> number > before))
        {
            assertThat(System.nanoTime() - end).as(at).isNegative();
            feed(log);
        }
        log.close();
        final Seen seen = seen(store);
        assertThat(events(seen)).as(at).isSorted().doesNotHaveDuplicates().allMatch(number -> number >= 1 && number <= fed);
        if (events(seen).size() < fed)
        {
            assertThat(seen.gaps.size() + (events(seen).get(0) > 1 ? 1 : 0)).as(at).isPositive();
        }
        assertThat(issues).as(at).hasSize(2);
    }

    /** A life may be shorter than a file. */
    @Test
    void shouldDeleteOldFilesFromTheFirstOfALifeOnAndGoOnWhereItCannot() throws Exception
    {
        final AtomicLong retained = new AtomicLong();
        final AtomicLong appended = new AtomicLong();
        final InputLog log = log(new Odd()
        {
            @Override
            public void append(final byte[] bytes, final int length)
            {
                appended.incrementAndGet();
            }

            @Override
            public List<String> retain(final Retention.Listener listener) throws IOException
            {
                retained.incrementAndGet();
                throw new IOException("it cannot be deleted");
            }
        }, 16, 1 << 20);
        final long end = System.nanoTime() + 60 * SECOND;
        while (appended.get() < 10 && System.nanoTime() - end < 0)
        {
            feed(log);
        }
        log.close();
        assertThat(retained).hasValue(1);
        assertThat(issues).singleElement().satisfies(issue -> assertThat(issue.details()).contains("old inputs cannot be deleted"));
        assertThat(appended).as("life, snapshot and blocks").hasValueGreaterThan(9);
    }

    @Test
    void shouldTellAGapOnce() throws Exception
    {
        final FaultyStore faulty = new FaultyStore(memory, FaultyStore.Call.APPEND, FaultyStore.Fault.EIO, 4, 1);
        final InputLog log = log(faulty, 64, 2_000);
        feed(log);
        feed(log);
        feed(log);
        assertThat(faulty.reached().await(60, TimeUnit.SECONDS)).isTrue();
        final long end = System.nanoTime() + 60 * SECOND;
        // As fast as blocks are free, so that some are on their way, and dropped, when a snapshot is taken; over several files.
        while (seen(memory).lines.stream().filter(line -> line.startsWith("snapshot")).count() < 8)
        {
            assertThat(System.nanoTime() - end).isNegative();
            for (int i = 0; i < 10; i++)
            {
                feed(log);
                wallMs.addAndGet(120);
            }
        }
        log.close();
        assertThat(seen(memory).gaps).isNotEmpty();
        assertThat(seen(memory).gaps.stream().filter(gap -> gap.startsWith("LOST"))).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void shouldSurviveErrorsAndListenersThatThrow() throws Exception
    {
        final AtomicLong calls = new AtomicLong();
        final InputLog log = log(new Odd()
        {
            @Override
            public void append(final byte[] bytes, final int length) throws IOException
            {
                final long call = calls.incrementAndGet();
                if (call == 3)
                {
                    throw new OutOfMemoryError("on purpose");
                }
                if (call == 7)
                {
                    throw new IllegalStateException("on purpose");
                }
                memory.append(bytes, length);
            }
        }, 64, 1 << 20);
        log.troubles(issue ->
        {
            throw new IllegalStateException("a listener's own");
        });
        feedUntilWritten(log, memory, 3);
        log.close();
        // One for each error; a machine that is slow adds its own.
        assertThat(seen(memory).gaps).hasSizeGreaterThanOrEqualTo(2);
        assertThat(events(seen(memory))).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldCloseThoughTheDiskStalls() throws Exception
    {
        final CountDownLatch closed = new CountDownLatch(1);
        final CountDownLatch moves = new CountDownLatch(1);
        final InputLog log = log(new Odd()
        {
            @Override
            public void append(final byte[] bytes, final int length) throws IOException
            {
                try
                {
                    moves.await();
                }
                catch (final InterruptedException interrupted)
                {
                    Thread.currentThread().interrupt();
                    throw new IOException(interrupted);
                }
            }

            @Override
            public void close()
            {
                closed.countDown();
            }
        }, 4, 1 << 20);
        for (int i = 0; i < 1_000; i++)
        {
            feed(log);
        }
        log.end(machine, 0, timeNs, wallMs.get());
        log.close();
        assertThat(closed.getCount()).as("the store is still in the writer's hands").isEqualTo(1);
        moves.countDown();
        assertThat(closed.await(60, TimeUnit.SECONDS)).as("and is let go of when the disk moves again").isTrue();
    }

    @Test
    void shouldCloseWhatNeverBegan()
    {
        final List<String> closed = new ArrayList<>();
        final InputLog log = new InputLog(new Odd()
        {
            @Override
            public void close()
            {
                closed.add("closed");
            }
        }, new InputSettings("preset: default\n", "test", Hash.ZERO, 1 << 20, wallMs::get));
        log.close();
        assertThat(closed).hasSize(1);
    }

    @Test
    void shouldNotAllocateOnTheBreakerThread()
    {
        final InputLog log = log(memory, 64, 1 << 30);
        feed(log);
        final String actor = "carol \u00e9";
        event.plain(InputKind.KILL, 3).text("enough is enough");
        final InputEvent fill = new InputEvent().fill(2, 1_000, Side.BUY, 50_000, 50_001);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 8; round++)
        {
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 20_000; i++)
            {
                timeNs += 700;
                log.input(event, actor, timeNs, 1);
                log.input(fill, null, timeNs, 1);
                log.scope(3, 1, actor);
                log.guard(i, timeNs, 1);
                log.intentsLost(1, timeNs, 1);
                log.roundEnds(timeNs, i % 100 == 0);
            }
            // A compilation that ends during one measurement may cost it a little. What finds no room costs nothing either.
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        log.close();
        assertThat(least).isZero();
    }
}
