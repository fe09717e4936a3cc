package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.engine.Scope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.Runs;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.FaultyStore;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.FrameStore;
import io.interlock.journal.store.MemoryStore;
import io.interlock.journal.verify.JournalVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The N-th I/O of a run fails, every N: nothing counts as durable that is not, the gate answers, and an operator's accept goes on. */
class FailingIoTest
{
    /** Each cycle is two transitions, one up and one down. */
    private static final int CYCLES = 250;
    /** Calls of a whole run, found by running one without a fault. */
    private static final int APPENDS = CYCLES * 5;
    private static final int FORCES = CYCLES;
    private static final int CYCLES_BEHIND = 3;

    @TempDir
    private Path temp;
    private int runs;
    private int faults;

    private void every(final FaultyStore.Call call, final int calls, final FaultyStore.Fault... kinds) throws IOException
    {
        // Every N of the journal alone is JournalFaultsTest's; of the whole engine each eleventh, a number that meets each kind of fault.
        final int step = Runs.of(calls / 4, 11);
        for (int nth = 3; nth <= calls; nth += step)
        {
            run(call, kinds[nth % kinds.length], nth);
        }
    }

    @Test
    void shouldSurviveAFailureOfEveryAppend() throws IOException
    {
        every(FaultyStore.Call.APPEND, APPENDS, FaultyStore.Fault.ENOSPC, FaultyStore.Fault.EIO);
        done("N-th append fails, whole engine");
    }

    @Test
    void shouldSurviveAFailureOfEveryForce() throws IOException
    {
        every(FaultyStore.Call.FORCE, FORCES, FaultyStore.Fault.EIO, FaultyStore.Fault.ENOSPC, FaultyStore.Fault.SHORT_WRITE);
        done("N-th force fails, whole engine");
    }

    /** The I/O of the start itself, in a directory that knows of a HALT: it starts, says so, and is never looser. */
    @Test
    void shouldNotStartLooserWhereTheFirstCallsFail() throws IOException
    {
        for (int nth = 1; nth <= 3; nth++)
        {
            start(FaultyStore.Call.APPEND, nth);
        }
        start(FaultyStore.Call.FORCE, 1);
    }

    private void start(final FaultyStore.Call call, final int nth) throws IOException
    {
        final String at = "start, " + call + " " + nth;
        final Path directory = Files.createDirectory(temp.resolve("start" + call + nth));
        final MemoryStore memory = new MemoryStore();
        try (Interlock first = HostRig.launch(memory, memory.source(), directory, HostRig.context(directory)))
        {
            first.scope("venue").reporter().apiLatency(HostRig.HALTING_NS);
            first.drain();
        }
        try (FaultyStore store = new FaultyStore(memory, call, FaultyStore.Fault.EIO, nth, 1);
            Interlock second = HostRig.launch(store, memory.source(), directory, HostRig.context(directory)))
        {
            final Scope venue = second.scope("venue");
            assertThat(venue.ownLevel()).as(at).isEqualTo(Level.HALT);
            assertThat(venue.gate().check(Intent.OPEN, 0.9).allowed()).as(at).isFalse();
            assertThat(venue.gate().check(Intent.CANCEL).allowed()).as(at).isTrue();
            second.desk().override("venue", true, "ann", "so that there is something to be forced");
            Await.until(at + " fails the journal", () -> HostRig.journalStands(second));
        }
        try (Interlock third = HostRig.launch(memory, memory.source(), directory, HostRig.context(directory)))
        {
            assertThat(third.scope("venue").ownLevel()).as(at).isEqualTo(Level.HALT);
        }
        assertThat(new JournalVerifier(null, null, null).verify(memory.source()).findings()).as(at).isEmpty();
    }

    private void done(final String what)
    {
        assertThat(faults).as("runs in which the fault came").isPositive();
        Runs.done(what, runs, faults + " faults: none falsely durable, none loosened, the gate answered");
    }

    private void run(final FaultyStore.Call call, final FaultyStore.Fault fault, final int nth) throws IOException
    {
        final String at = call + " " + nth + ", " + fault;
        final Path directory = Files.createDirectory(temp.resolve("run" + runs++));
        final MemoryStore memory = new MemoryStore();
        int loosened = 0;
        try (FaultyStore store = new FaultyStore(memory, call, fault, nth, 1);
            Interlock interlock = HostRig.launch(store, memory.source(), directory, HostRig.context(directory)))
        {
            final Scope venue = interlock.scope("venue");
            boolean accepted = false;
            for (int cycle = 0, left = CYCLES; cycle < CYCLES && left > 0; cycle++, left--)
            {
                cycle(interlock, venue, at);
                if (!accepted && venue.ownLevel() != Level.CLOSED)
                {
                    refused(interlock, venue, at);
                    accepted = true;
                    // It goes on as before; that it does for ever need not be shown for each N.
                    left = CYCLES_BEHIND;
                }
                assertThat(venue.ownLevel()).as(at).isEqualTo(Level.CLOSED);
                loosened++;
            }
            faults += accepted ? 1 : 0;
            memory.losePower();
            assertThat(durablyLoosened(memory)).as(at).isGreaterThanOrEqualTo(loosened);
        }
        assertThat(new JournalVerifier(null, null, null).verify(memory.source()).findings()).as(at).isEmpty();
    }

    private static void cycle(final Interlock interlock, final Scope venue, final String at)
    {
        venue.reporter().apiLatency(HostRig.HALTING_NS);
        interlock.drain();
        assertThat(venue.level()).as(at).isEqualTo(Level.HALT);
        interlock.desk().forceRecovery("venue", "ann", "checked");
        Await.until(at, () -> venue.ownLevel() == Level.CLOSED || HostRig.journalStands(interlock));
        if (HostRig.journalStands(interlock) && interlock.status().scope("").causes().stream().noneMatch(cause -> cause.stands()))
        {
            Await.until(at, () -> venue.ownLevel() == Level.CLOSED);
        }
    }

    private static void refused(final Interlock interlock, final Scope venue, final String at)
    {
        assertThat(venue.gate().check(Intent.OPEN, 0.9).allowed()).as(at).isFalse();
        assertThat(venue.gate().check(Intent.CANCEL).allowed()).as(at).isTrue();
        assertThat(interlock.status().scope("").causes()).as(at).anyMatch(cause -> cause.cause() == Cause.JOURNAL && cause.stands());
        assertThat(venue.ownLevel()).as(at).isEqualTo(Level.HALT);
        assertThat(interlock.desk().accept(Cause.JOURNAL, "ann", "new disk").accepted()).as(at).isTrue();
        Await.until(at + ": it loosens once it is accepted", () -> venue.ownLevel() == Level.CLOSED);
    }

    private static int durablyLoosened(final MemoryStore memory) throws IOException
    {
        final RecordDecoder decoder = new RecordDecoder();
        int loosened = 0;
        try (FrameSource source = memory.source())
        {
            for (FrameSource.Frame frame = source.next(); frame != null; frame = source.next())
            {
                final JournalRecord record = (JournalRecord)decoder.decode(frame.bytes());
                if (record.type() == RecordType.TRANSITION && record.content().change().to() == Level.CLOSED)
                {
                    loosened++;
                }
            }
        }
        return loosened;
    }

    /** Throws what no storage should, as a library does that runs out of memory or of stack. */
    @Test
    void shouldTakeAnErrorOfTheStorageForAFailedJournal() throws IOException
    {
        final MemoryStore memory = new MemoryStore();
        final FrameStore store = new FrameStore()
        {
            private int forces;

            @Override
            public void append(final byte[] bytes, final int length)
            {
                memory.append(bytes, length);
            }

            @Override
            public void force()
            {
                forces++;
                if (forces == 4)
                {
                    throw new OutOfMemoryError("planted");
                }
                if (forces == 5)
                {
                    throw new StackOverflowError("planted");
                }
                memory.force();
            }

            @Override
            public void newFile()
            {
                memory.newFile();
            }

            @Override
            public void close()
            {
                memory.close();
            }
        };
        final Path directory = Files.createDirectory(temp.resolve("error"));
        try (Interlock interlock = HostRig.launch(store, memory.source(), directory, HostRig.context(directory)))
        {
            interlock.scope("venue");
            interlock.desk().override("venue", true, "ann", "news");
            Await.until("JOURNAL", () -> HostRig.journalStands(interlock));
            interlock.desk().override("venue", false, "ann", "over");
            assertThat(interlock.scope("venue").gate().check(Intent.OPEN, 0.9).allowed()).isFalse();
            assertThat(interlock.desk().accept(Cause.JOURNAL, "ann", "first").accepted()).isTrue();
            Await.until("it fails again", () -> interlock.engine().issues(java.time.Duration.ofMinutes(1)).stream()
                .filter(issue -> issue.issueType().equals("JOURNAL") && issue.details().contains("planted")).count() == 2);
            Await.until("JOURNAL stands again", () -> interlock.status().scope("").causes().stream()
                .anyMatch(cause -> cause.cause() == Cause.JOURNAL && cause.stands()));
            assertThat(interlock.desk().accept(Cause.JOURNAL, "ann", "second").accepted()).isTrue();
            Await.until("it is durable", () -> !interlock.status().scope("venue").levels().ownOverride());
        }
    }
}
