package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.testing.Await;
import io.interlock.journal.FileJournal;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.state.FileStateDirectory;
import io.interlock.journal.state.StateReader;
import io.interlock.journal.store.FaultyStore;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.MemoryStore;
import io.interlock.journal.verify.JournalVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that fails in a launch, or does not answer at a stop: nothing is forgotten, and no stop is called planned that was not. */
class FailedLaunchTest
{
    private final MemoryStore memory = new MemoryStore();

    @TempDir
    private Path directory;

    private List<String> records() throws IOException
    {
        final List<String> all = new ArrayList<>();
        final RecordDecoder decoder = new RecordDecoder();
        final FrameSource source = memory.source();
        for (FrameSource.Frame frame = source.next(); frame != null; frame = source.next())
        {
            final JournalRecord record = (JournalRecord)decoder.decode(frame.bytes());
            all.add(record.type() + " " + record.content().texts().scope()
                + (record.content().vital() == null ? "" : " " + record.content().vital().level()));
        }
        assertThat(new JournalVerifier(null, null, null).verify(memory.source()).findings()).isEmpty();
        return all;
    }

    /** Before the first record of the life, and in the middle of what was recovered. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void shouldForgetNoScopeWhereALaunchCannotKeepThem(final int failing) throws Exception
    {
        try (Interlock interlock = HostRig.launch(memory, memory.source(), directory, HostRig.context(directory)))
        {
            interlock.scope("a").reporter().apiLatency(HostRig.HALTING_NS);
            interlock.scope("b").reporter().apiLatency(HostRig.HALTING_NS);
            interlock.drain();
        }
        final int former = records().size();
        final FaultyStore store = new FaultyStore(memory, FaultyStore.Call.APPEND, FaultyStore.Fault.EIO, failing, 1);
        try (Interlock interlock = HostRig.launch(store, memory.source(), directory, HostRig.context(directory)))
        {
            Await.until("the journal has failed", () -> HostRig.journalStands(interlock));
            assertThat(interlock.desk().accept(Cause.JOURNAL, "ann", "mended").accepted()).isTrue();
            assertThat(interlock.desk().override("a", true, "ann", "careful").accepted()).isTrue();
            assertThat(interlock.desk().override("a", false, "ann", "calm").accepted()).isTrue();
            Await.until("all is durable", () -> !interlock.status().scope("a").levels().ownOverride());
            assertThat(StateReader.read(new FileStateDirectory(directory)).snapshot().scopes().toString()).contains("path=a", "path=b");
        }
        final List<String> life = records().subList(former, records().size());
        assertThat(life).contains(RecordType.STARTED + " ", RecordType.GAP + " ", "RECOVERED a HALT", "RECOVERED b HALT");
        try (Interlock interlock = HostRig.launch(memory, memory.source(), directory, HostRig.context(directory)))
        {
            assertThat(interlock.scope("a").ownLevel()).isEqualTo(Level.HALT);
            assertThat(interlock.scope("b").ownLevel()).isEqualTo(Level.HALT);
        }
    }

    @Test
    void shouldNotCallAStopPlannedInFrontOfWhatTheDiskHeldUp() throws Exception
    {
        // The launch forces three times.
        final FaultyStore store = new FaultyStore(memory, FaultyStore.Call.FORCE, FaultyStore.Fault.STALL, 4, 1);
        final Interlock interlock = HostRig.launch(store, memory.source(), directory, HostRig.context(directory));
        try (interlock)
        {
            interlock.scope("a").reporter().apiLatency(HostRig.HALTING_NS);
            assertThat(store.reached().await(60, TimeUnit.SECONDS)).as("the force stalls").isTrue();
            interlock.scope("c").reporter().apiLatency(HostRig.HALTING_NS);
            interlock.drain();
            // As soon as the journal waits for its thread, which it does for a second after the two in which the engine does.
            final Thread closing = Thread.currentThread();
            CompletableFuture.runAsync(() ->
            {
                Await.until("the journal is being closed", () -> Arrays.stream(closing.getStackTrace())
                    .anyMatch(at -> at.getClassName().equals(FileJournal.class.getName()) && at.getMethodName().equals("close")));
                store.letGo();
            });
        }
        assertThat(interlock.isStoppedAsPlanned()).isFalse();
        assertThat(records()).noneMatch(record -> record.startsWith("STOPPED"));
        try (Interlock next = HostRig.launch(memory, memory.source(), directory, HostRig.context(directory)))
        {
            assertThat(next.scope("c").ownLevel()).isEqualTo(Level.HALT);
            assertThat(next.engine().issues(Duration.ofMinutes(1)))
                .anyMatch(issue -> issue.details().contains("not stopped as planned"));
        }
    }
}
