package io.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.CommandRecord;
import io.interlock.core.port.Issue;
import io.interlock.core.port.ScopeVital;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.testing.Runs;
import io.interlock.journal.record.Hash;
import io.interlock.journal.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start on a long journal: what a gateway's life leaves, record by record. The time is shown, and asserted generously alone. */
class RecoveryTimeTest
{
    private static final long LIMIT_NS = Runs.nightly() ? 20_000_000_000L : 120_000_000_000L;
    private static final int SCOPES = 40;
    private static final int FORCE_EVERY = 1_000;

    @TempDir
    private Path directory;
    private long written;

    private FileJournal open() throws IOException
    {
        return FileJournal.open(
            directory, new FileJournal.Settings(Hash.ZERO, "preset: production", "test", null, System::currentTimeMillis),
            StoreSettings.defaults());
    }

    /** Six records a decision, as an engine keeps them: a command now and then, what came of it, the actions, an issue. */
    private void decision(final FileJournal journal, final long decision) throws IOException
    {
        final String scope = "venue-" + decision % 8 + "/maker-" + decision % SCOPES;
        final Level from = Level.of((int)(decision % 4));
        final Level to = Level.of((int)((decision + 1) % 4));
        final long wallMs = 1_800_000_000_000L + decision * 40;
        final String id = "5c2a0f9e-4f3f-4a0e-9d2f-0b7f2f4f1a11:" + decision;
        if (decision % 5 == 0)
        {
            journal.append(new CommandRecord(decision, wallMs, "override", scope, "ann@desk", "news at the venue, checked by phone",
                new CommandRecord.Outcome(true, "done")));
            written++;
        }
        journal.append(new TransitionEvent(
            decision, id, decision * 1_000, wallMs, scope, new TransitionEvent.Change(from, to),
            new TransitionEvent.Why(Cause.API_LATENCY, 512_000_000L + decision, 500_000_000L)));
        journal.append(new ScopeVital(
            decision, wallMs, scope, new RestoredScope(to, decision % 50 == 0, ExchangeStatus.UP, NetworkStatus.CONNECTED, 0)));
        journal.append(new ActionEvent(id, "cancel_all", scope, ActionEvent.Stage.STARTED, 1, wallMs, ""));
        journal.append(new ActionEvent(
            id, "cancel_all", scope, ActionEvent.Stage.SUCCEEDED, 1, wallMs + 3, "17 orders cancelled"));
        journal.append(new Issue(wallMs, "SLOW", scope, 512.0, 500.0, "the venue answers more slowly than is usual for this hour"));
        written += 5;
    }

    private long bytes() throws IOException
    {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(directory.resolve(FileJournal.FOLDER)))
        {
            for (final Path file : files.filter(path -> path.toString().endsWith(".cq4")).toList())
            {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    @Test
    void shouldStartQuicklyOnALongJournal() throws IOException
    {
        final int records = Runs.of(100_000, 1_000_000);
        try (FileJournal journal = open())
        {
            journal.append(UUID.randomUUID(), journal.recover());
            for (long decision = 1; written < records; decision++)
            {
                decision(journal, decision);
                if (decision % FORCE_EVERY == 0)
                {
                    journal.force();
                }
            }
        }
        final long mib = bytes() >> 20;
        final long before = System.nanoTime();
        try (FileJournal journal = open())
        {
            assertThat(journal.recover().damaged()).isFalse();
            assertThat(journal.recover().scopes()).hasSizeGreaterThanOrEqualTo(SCOPES);
            final long tookNs = System.nanoTime() - before;
            final String shown = String.format(Locale.ROOT, "opened and recovered in %.2f s, %d MiB, %.0f MiB a second",
                tookNs / 1e9, mib, mib * 1e9 / tookNs);
            System.out.println("recovery of " + journal.head().sequence() + " records: " + shown);
            assertThat(tookNs).as(shown).isLessThan(LIMIT_NS);
            Runs.done("recovery of a long journal, records", journal.head().sequence(), shown);
        }
    }
}
