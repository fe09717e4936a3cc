package io.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.core.port.Recovered;
import io.interlock.core.testing.Runs;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.state.MemoryDisk;
import io.interlock.journal.store.FaultyStore;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.FrameStore;
import io.interlock.journal.store.MemoryStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The N-th call fails, every N of a run of 500 transitions: whatever was reported durable is there after a crash at any point later, and
 * no level is looser. What the engine's journal thread does with a failure is done here in its stead: it stops, keeps what was not durable,
 * and after an operator's accept begins a new file and appends that again.
 */
class JournalFaultsTest
{
    private static final int TRANSITIONS = 500;
    private static final long WALL_MS = 1_800_000_000_000L;
    private static final long SEED = Long.getLong("interlock.seed", 4_011L);
    /** Appends of a run: of the start and two a decision. */
    private static final int APPENDS = 2 * TRANSITIONS + 2;
    private static final int ACCEPTED_AFTER = 5;

    private final RecordDecoder decoder = new RecordDecoder();
    private long runs;
    private long crashes;

    /** One run. */
    private final class Run
    {
        private final String name;
        private final Random random = new Random(SEED + runs);
        private final Truth truth = new Truth(random);
        private final MemoryStore memory = new MemoryStore();
        private final MemoryDisk disk = new MemoryDisk(random);
        private final Deque<Truth.Decision> kept = new ArrayDeque<>();
        private final FileJournal journal;
        private int failures;
        private int waiting;

        Run(final String name, final FrameStore store) throws IOException
        {
            this.name = name + ", seed " + SEED + ", run " + runs++;
            journal = FileJournal.on(store == null ? memory : store, memory.source(), disk, Truth.SETTINGS);
        }

        /** A thing that may fail; then it waits for the operator. */
        private void guarded(final Work work)
        {
            try
            {
                work.run();
            }
            catch (final IOException injected)
            {
                failures++;
                waiting = ACCEPTED_AFTER;
                // A force that failed may have dropped the pages for good.
                if (random.nextBoolean())
                {
                    memory.losePower();
                }
                crash();
            }
        }

        private void force()
        {
            guarded(() ->
            {
                truth.forcing();
                journal.force();
                truth.durable();
                kept.clear();
            });
        }

        private void reopen()
        {
            guarded(() ->
            {
                journal.reopen("an operator accepted a failed journal");
                for (final Truth.Decision decision : kept)
                {
                    decision.append(journal);
                }
                truth.forcing();
                journal.force();
                truth.durable();
                kept.clear();
            });
        }

        void run()
        {
            guarded(() -> journal.append(Truth.BOOT, journal.recover()));
            if (waiting == 0)
            {
                force();
            }
            for (int n = 0; n < TRANSITIONS; n++)
            {
                final Truth.Decision decision = truth.next(WALL_MS + n);
                kept.add(decision);
                if (waiting == 0)
                {
                    guarded(() -> decision.append(journal));
                }
                else if (--waiting == 0)
                {
                    reopen();
                }
                if (waiting == 0 && random.nextInt(3) != 0)
                {
                    force();
                }
                if (random.nextInt(TRANSITIONS / 4) == 0)
                {
                    crash();
                }
            }
            accept();
            force();
            accept();
            crash();
            assertThat(truth.reported()).as(name + ": it goes on after a failure").isEqualTo(TRANSITIONS);
            truth.isSomething();
        }

        private void accept()
        {
            while (waiting > 0)
            {
                waiting = 0;
                reopen();
            }
        }

        /** A loss of power now, and a restart. */
        private void crash()
        {
            crashes++;
            final String when = name + ", reported " + truth.reported();
            try
            {
                final List<byte[]> left = left();
                final FileJournal next =
                    FileJournal.on(new MemoryStore(), MemoryJournal.source(left), Truth.state(disk.crash()), Truth.SETTINGS);
                truth.holds(next.recover(), when);
                final Set<Long> decisions = new HashSet<>();
                for (final byte[] frame : left)
                {
                    if (decoder.decode(frame) instanceof JournalRecord record && record.type() == RecordType.TRANSITION)
                    {
                        decisions.add(record.content().stamp().decision());
                    }
                }
                for (long decision = 1; decision <= truth.reported(); decision++)
                {
                    assertThat(decisions.contains(decision)).as("%s: decision %d is there", when, decision).isTrue();
                }
            }
            catch (final IOException refused)
            {
                throw new AssertionError(when, refused);
            }
        }

        private List<byte[]> left() throws IOException
        {
            final List<byte[]> frames = new ArrayList<>();
            final int count = memory.forced() + random.nextInt(memory.size() - memory.forced() + 1);
            final FrameSource source = memory.source();
            for (int i = 0; i < count; i++)
            {
                frames.add(source.next().bytes());
            }
            return frames;
        }
    }

    /** What may fail. */
    @FunctionalInterface
    private interface Work
    {
        void run() throws IOException;
    }

    private void store(final FaultyStore.Call call, final FaultyStore.Fault fault, final int nth) throws IOException
    {
        assertThat(fails(call, fault, nth)).as("%s at %s %d", fault, call, nth).isEqualTo(1);
    }

    /** How many failures the journal saw: 1, or 0 where the run had no such call. */
    private int fails(final FaultyStore.Call call, final FaultyStore.Fault fault, final int nth) throws IOException
    {
        final Late late = new Late();
        final Run run = new Run(fault + " at " + call + " " + nth, new FaultyStore(late, call, fault, nth, 1));
        late.store = run.memory;
        run.run();
        assertThat(run.failures).as(run.name).isLessThanOrEqualTo(1);
        return run.failures;
    }

    /** A store that is known later. */
    private static final class Late implements FrameStore
    {
        private FrameStore store;

        @Override
        public void append(final byte[] bytes, final int length) throws IOException
        {
            store.append(bytes, length);
        }

        @Override
        public void force() throws IOException
        {
            store.force();
        }

        @Override
        public void newFile() throws IOException
        {
            store.newFile();
        }

        @Override
        public void close()
        {
            store.close();
        }
    }

    @Test
    void shouldReportNothingDurableFalselyWhicheverCallOfTheStoreFails() throws IOException
    {
        final int step = Runs.of(41, 1);
        for (final FaultyStore.Fault fault : List.of(FaultyStore.Fault.ENOSPC, FaultyStore.Fault.EIO, FaultyStore.Fault.SHORT_WRITE))
        {
            for (int nth = 1; nth <= APPENDS; nth += step)
            {
                store(FaultyStore.Call.APPEND, fault, nth);
            }
            // Each run has decisions of its own, and so as many forces as it needs.
            int nth = 1;
            while (fails(FaultyStore.Call.FORCE, fault, nth) > 0)
            {
                nth += step;
            }
            assertThat(nth).as("forces of a run").isGreaterThan(TRANSITIONS / 2);
        }
        Runs.done("the N-th append or force of the store fails", runs, crashes + " crashes: nothing reported durable was missing");
    }

    @Test
    void shouldReportNothingDurableFalselyWhicheverOperationOnTheStateFileFails() throws IOException
    {
        final Run whole = new Run("no fault", null);
        whole.run();
        assertThat(whole.failures).isZero();
        final int operations = whole.disk.operations();
        assertThat(operations).isGreaterThan(TRANSITIONS);
        final int step = Runs.of(41, 1);
        for (final MemoryDisk.Fault fault : MemoryDisk.Fault.values())
        {
            for (int at = 0; at < operations; at += step)
            {
                final Run run = new Run(fault + " at operation " + at + " of the state file", null);
                run.disk.failAt(at, fault);
                run.run();
            }
        }
        Runs.done("the N-th operation on the state file fails", runs, crashes + " crashes: nothing reported durable was missing");
    }

    @Test
    void shouldReportNothingDurableFalselyWhereTheNewFileFailsToo() throws IOException
    {
        final int step = Runs.of(97, 3);
        for (int nth = 1; nth <= APPENDS; nth += step)
        {
            final Late late = new Late();
            final FaultyStore inner = new FaultyStore(late, FaultyStore.Call.APPEND, FaultyStore.Fault.EIO, nth, 1);
            final Run run = new Run("append " + nth + " and two new files fail",
                new FaultyStore(inner, FaultyStore.Call.NEW_FILE, FaultyStore.Fault.ENOSPC, 1, 2));
            late.store = run.memory;
            run.run();
            assertThat(run.failures).as(run.name).isEqualTo(3);
        }
        Runs.done("the N-th append fails, and the next two files", runs, crashes + " crashes: nothing reported durable was missing");
    }

    /** Else the next start would take it for damage in the middle, and halt. */
    @Test
    void shouldMarkATornTailOnceTheJournalCanBeWrittenAgain() throws IOException
    {
        final MemoryStore memory = new MemoryStore();
        final MemoryDisk disk = new MemoryDisk(new Random(SEED));
        try (FileJournal first = FileJournal.on(memory, memory.source(), disk, Truth.SETTINGS))
        {
            first.append(new UUID(1, 1), Recovered.NOTHING);
        }
        memory.append(new byte[] {1, 2, 3}, 3);
        // Its STARTED record is written, the mark is not.
        final FaultyStore faulty = new FaultyStore(memory, FaultyStore.Call.APPEND, FaultyStore.Fault.ENOSPC, 2, 1);
        final FileJournal second = FileJournal.on(faulty, memory.source(), disk, Truth.SETTINGS);
        assertThat(second.recover().damaged()).as("a torn tail is no damage").isFalse();
        assertThatThrownBy(() -> second.append(new UUID(2, 2), second.recover())).isInstanceOf(IOException.class);
        second.reopen("an operator accepted a failed journal");
        second.close();
        assertThat(FileJournal.on(memory, memory.source(), disk, Truth.SETTINGS).recover().damaged()).isFalse();
    }
}
