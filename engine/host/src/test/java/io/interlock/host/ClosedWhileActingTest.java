package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.gate.GuardWord;
import io.interlock.core.mapped.HeartbeatReader;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.TradingActions;
import io.interlock.core.testing.Await;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine is closed while the market is still being asked for something: the journal tells how that ended, or that it cannot. */
class ClosedWhileActingTest
{
    private final MemoryStore memory = new MemoryStore();

    @TempDir
    private Path directory;

    /** Cancels when it is told to. */
    private static final class Desk implements TradingActions
    {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CompletableFuture<String> cancelled = new CompletableFuture<>();

        @Override
        public CompletionStage<String> cancelAll(final ActionContext context)
        {
            asked.countDown();
            return cancelled;
        }
    }

    private List<JournalRecord> records() throws IOException
    {
        final RecordDecoder decoder = new RecordDecoder();
        final List<JournalRecord> records = new ArrayList<>();
        try (FrameSource source = memory.source())
        {
            for (FrameSource.Frame frame = source.next(); frame != null; frame = source.next())
            {
                records.add((JournalRecord)decoder.decode(frame.bytes()));
            }
        }
        return records;
    }

    private Interlock launch(final TradingActions actions) throws IOException
    {
        return HostRig.launch(memory, memory.source(), directory, HostRig.context(directory).actions(actions));
    }

    /** What a watcher in another process sees. */
    private boolean isClosed()
    {
        try (HeartbeatReader reader = new HeartbeatReader(directory))
        {
            assertThat(reader.look(true)).isEqualTo(HeartbeatReader.Found.SOUND);
            return (reader.guard() & GuardWord.CLOSED) != 0;
        }
    }

    private static void halt(final Interlock interlock)
    {
        interlock.scope("venue").reporter().apiLatency(HostRig.HALTING_NS);
        interlock.drain();
    }

    @Test
    void shouldWaitForHowAnActionEnds() throws Exception
    {
        final Desk desk = new Desk();
        final Interlock interlock = launch(desk);
        halt(interlock);
        assertThat(desk.asked.await(60, TimeUnit.SECONDS)).isTrue();
        final Thread closing = new Thread(interlock::close);
        closing.start();
        Await.until("the close waits", () -> closing.getState() == Thread.State.TIMED_WAITING);
        assertThat(isClosed()).as("not before all is done").isFalse();
        desk.cancelled.complete("all of them");
        closing.join();
        assertThat(interlock.isStoppedAsPlanned()).isTrue();
        assertThat(isClosed()).isTrue();
        final List<JournalRecord> records = records();
        assertThat(records).filteredOn(record -> record.type() == RecordType.ACTION)
            .extracting(record -> record.content().texts().details()).contains("all of them");
        assertThat(records.get(records.size() - 1).type()).isEqualTo(RecordType.STOPPED);
    }

    @Test
    void shouldNotCountAsPlannedWhereAnActionHangs() throws Exception
    {
        final Desk desk = new Desk();
        final Interlock interlock = launch(desk);
        halt(interlock);
        assertThat(desk.asked.await(60, TimeUnit.SECONDS)).isTrue();
        interlock.close();
        assertThat(interlock.isStoppedAsPlanned()).isFalse();
        assertThat(isClosed()).as("who watches from outside has to cancel").isFalse();
        assertThat(records()).noneMatch(record -> record.type() == RecordType.STOPPED);
        final Desk next = new Desk();
        try (Interlock again = launch(next))
        {
            assertThat(next.asked.await(60, TimeUnit.SECONDS)).as("it is asked for again").isTrue();
            next.cancelled.complete("now");
            assertThat(again.scope("venue").ownLevel()).isEqualTo(Level.HALT);
        }
    }

    /** It cannot wait for its own end. */
    @Test
    void shouldCloseAtOnceWhereAnActionClosesIt() throws Exception
    {
        final Interlock[] engine = new Interlock[1];
        final CountDownLatch launched = new CountDownLatch(1);
        final CompletableFuture<Boolean> planned = new CompletableFuture<>();
        final TradingActions closing = new TradingActions()
        {
            @Override
            public CompletionStage<String> cancelAll(final ActionContext context)
            {
                try
                {
                    launched.await();
                    engine[0].close();
                    planned.complete(engine[0].isStoppedAsPlanned());
                }
                catch (final InterruptedException | RuntimeException wrong)
                {
                    planned.completeExceptionally(wrong);
                }
                return CompletableFuture.completedFuture("closed");
            }
        };
        engine[0] = launch(closing);
        launched.countDown();
        halt(engine[0]);
        assertThat(planned.get(60, TimeUnit.SECONDS)).isFalse();
    }
}
