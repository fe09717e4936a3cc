package io.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.port.Recovered;
import io.interlock.core.port.ScopeVital;
import io.interlock.journal.record.Hash;
import io.interlock.journal.record.JournalKey;
import io.interlock.journal.state.FileStateDirectory;
import io.interlock.journal.store.FaultyStore;
import io.interlock.journal.store.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recovery that dies after any of its records: damage that nobody accepted is found again, or stands. */
class KilledRecoveryTest
{
    private static final JournalKey KEY = JournalKey.of("a key that came later than all".getBytes(StandardCharsets.US_ASCII));
    private static final long BIT = 1L << Cause.JOURNAL_DAMAGE.ordinal();

    @TempDir
    private Path temp;

    private static FileJournal.Settings settings(final JournalKey key)
    {
        return new FileJournal.Settings(Hash.ZERO, "preset: default", "test", key, () -> 1_800_000_000_000L);
    }

    /** A life without a key. */
    private static MemoryStore lived(final Path directory) throws IOException
    {
        final MemoryStore memory = new MemoryStore();
        try (FileJournal journal = FileJournal.on(memory, memory.source(), new FileStateDirectory(directory), settings(null)))
        {
            journal.append(UUID.randomUUID(), journal.recover());
            journal.force();
        }
        return memory;
    }

    /** Somebody edits a record in the middle. */
    @Test
    void shouldNotForgetDamageWhereARecoveryDiesAfterAnyOfItsRecords() throws IOException
    {
        dies(null, memory -> memory.edit(1, new byte[300]));
    }

    /** There is a key now, and nothing before has its seal; the first records of the start that finds it have. */
    @Test
    void shouldNotForgetThatNothingBeforeIsSealedWhereARecoveryDiesAfterAnyOfItsRecords() throws IOException
    {
        dies(KEY, memory ->
        {
            // It is as it was.
        });
    }

    private void dies(final JournalKey key, final Consumer<MemoryStore> somebody) throws IOException
    {
        boolean whole = false;
        for (int nth = 1; !whole; nth++)
        {
            final Path directory = Files.createDirectory(temp.resolve("run" + nth));
            final MemoryStore memory = lived(directory);
            somebody.accept(memory);
            final FaultyStore store = new FaultyStore(memory, FaultyStore.Call.APPEND, FaultyStore.Fault.EIO, nth, Integer.MAX_VALUE / 2);
            final FileJournal dying = FileJournal.on(store, memory.source(), new FileStateDirectory(directory), settings(key));
            final Recovered known = dying.recover();
            assertThat(known.damaged()).isTrue();
            final RestoredScope halted = new RestoredScope(Level.HALT, false, ExchangeStatus.UP, NetworkStatus.CONNECTED, BIT);
            final Recovered decided = new Recovered(List.of(new ScopeVital(0, 0, "", halted)), true, false, known.findings());
            try
            {
                dying.append(UUID.randomUUID(), decided);
                dying.force();
                whole = true;
            }
            catch (final IOException dead)
            {
                assertThat(dead).hasMessageContaining("Input/output error");
            }
            // Whatever it could not write any more, it did not: as after a kill.
            final FileJournal next = FileJournal.on(memory, memory.source(), new FileStateDirectory(directory), settings(key));
            final Recovered again = next.recover();
            final boolean stands = again.scopes().stream()
                .anyMatch(scope -> scope.scope().isEmpty() && (scope.vital().standing() & BIT) != 0);
            assertThat(again.damaged() || stands).as("after %d records", nth - 1).isTrue();
        }
    }
}
