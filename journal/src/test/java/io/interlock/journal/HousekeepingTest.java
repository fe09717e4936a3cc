package io.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.port.Issue;
import io.interlock.core.port.Recovered;
import io.interlock.core.port.ScopeVital;
import io.interlock.core.port.TransitionEvent;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Hash;
import io.interlock.journal.state.StateFile;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.StoreSettings;
import io.interlock.journal.verify.JournalVerifier;
import io.interlock.journal.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old files go, and with them nothing that a restart or an audit needs; a disk that fills up is told of in time. */
class HousekeepingTest
{
    private static final long MIB = 1 << 20;
    private static final RestoredScope HALTED =
        new RestoredScope(Level.HALT, false, ExchangeStatus.UP, NetworkStatus.CONNECTED, 0);

    private final List<Issue> issues = new ArrayList<>();
    private long wallMs = 1_800_000_000_000L;

    @TempDir
    private Path directory;

    private FileJournal open(final StoreSettings files) throws IOException
    {
        final FileJournal journal = FileJournal.open(
            directory, new FileJournal.Settings(Hash.ZERO, "preset: default", "test", null, () -> wallMs), files.withClock(() -> wallMs));
        journal.troubles(issues::add);
        return journal;
    }

    private static StoreSettings small()
    {
        return StoreSettings.defaults().withFiles(StoreSettings.MIN_PREALLOCATE_BYTES, MIB);
    }

    private void begin(final FileJournal journal) throws IOException
    {
        journal.append(UUID.randomUUID(), journal.recover());
        journal.force();
    }

    private void halt(final FileJournal journal, final long decision) throws IOException
    {
        journal.append(new TransitionEvent(
            decision, "id", decision, wallMs, "venue", new TransitionEvent.Change(Level.CLOSED, Level.HALT),
            new TransitionEvent.Why(Cause.API_LATENCY, 4_000_000_000L, 3_000_000_000L)));
        journal.append(new ScopeVital(decision, wallMs, "venue", HALTED));
        journal.force();
    }

    private void days(final FileJournal journal, final int days) throws IOException
    {
        for (int day = 0; day < days; day++)
        {
            wallMs += Duration.ofDays(1).toMillis();
            journal.append(new Issue(wallMs, "NOISE", "", Double.NaN, Double.NaN, "day " + day));
            journal.force();
        }
    }

    private Verification verified(final ChainHead anchor) throws IOException
    {
        try (FrameSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            return new JournalVerifier(null, null, anchor).verify(source);
        }
    }

    private List<Path> finished() throws IOException
    {
        try (var files = Files.list(directory.resolve(FileJournal.FOLDER)))
        {
            return files.filter(file -> file.toString().endsWith(".cq4")).sorted().toList();
        }
    }

    @Test
    void shouldDeleteOldFilesAndStillVerifyAndStillKnowWhatStands() throws IOException
    {
        try (FileJournal journal = open(small().withRetention(100 * MIB, Duration.ofDays(3))))
        {
            begin(journal);
            halt(journal, 1);
            days(journal, 10);
            assertThat(finished()).as("ten days, three kept").hasSizeLessThan(6);
        }
        final Verification result = verified(null);
        assertThat(result.findings()).isEmpty();
        assertThat(result.first()).as("the first records are gone").isGreaterThan(1);
        Files.delete(directory.resolve(StateFile.NAME));
        try (FileJournal journal = open(small()))
        {
            final Recovered recovered = journal.recover();
            assertThat(recovered.damaged()).as(recovered.findings().toString()).isFalse();
            assertThat(recovered.scopes()).anyMatch(scope -> scope.scope().equals("venue") && scope.vital().equals(HALTED));
            begin(journal);
        }
        assertThat(verified(null).findings()).isEmpty();
        assertThat(issues).isEmpty();
    }

    @Test
    void shouldSayThatOldFilesCannotBeDeletedGoOnAndDeleteThemOnceTheyCan() throws IOException
    {
        try (FileJournal journal = open(small().withRetention(100 * MIB, Duration.ofDays(3))))
        {
            begin(journal);
            halt(journal, 1);
            days(journal, 2);
            // What nobody can delete, not even root: a folder with something in it.
            final Path oldest = finished().get(0);
            final byte[] bytes = Files.readAllBytes(oldest);
            Files.delete(oldest);
            Files.createDirectory(oldest);
            final Path inIt = Files.createFile(oldest.resolve("kept"));

            days(journal, 6);
            assertThat(issues).anySatisfy(issue ->
            {
                assertThat(issue.issueType()).isEqualTo("JOURNAL_RETENTION");
                assertThat(issue.details()).contains("cannot be deleted, so it grows", oldest.getFileName().toString());
            });
            assertThat(finished()).as("nothing younger is deleted before it").hasSizeGreaterThan(6);

            Files.delete(inIt);
            Files.delete(oldest);
            Files.write(oldest, bytes);
            issues.clear();
            days(journal, 4);
            assertThat(finished()).hasSizeLessThan(6).doesNotContain(oldest);
            assertThat(issues).isEmpty();
        }
        assertThat(verified(null).findings()).isEmpty();
    }

    @Test
    void shouldFindThatSomebodyElseDeletedTheOldestFile() throws IOException
    {
        try (FileJournal journal = open(small()))
        {
            begin(journal);
            days(journal, 3);
        }
        Files.delete(finished().get(0));
        assertThat(verified(null).findings()).singleElement().asString().contains("no record says that retention deleted");
        try (FileJournal journal = open(small()))
        {
            assertThat(journal.recover().damaged()).isTrue();
            begin(journal);
        }
        try (FileJournal journal = open(small()))
        {
            assertThat(journal.recover().damaged()).as("it is recorded, and only the operator's accept is missing").isFalse();
        }
    }

    @Test
    void shouldFindThatTheEndWasCutOffWhatTheStateFileNames() throws IOException
    {
        try (FileJournal journal = open(small()))
        {
            begin(journal);
            days(journal, 3);
            halt(journal, 1);
        }
        final List<Path> files = finished();
        Files.delete(files.get(files.size() - 1));
        try (FileJournal journal = open(small()))
        {
            assertThat(journal.recover().damaged()).isTrue();
            assertThat(journal.recover().findings()).anyMatch(finding -> finding.contains("its end was cut off"));
            begin(journal);
        }
        try (FileJournal journal = open(small()))
        {
            assertThat(journal.recover().damaged()).isFalse();
        }
    }

    @Test
    void shouldSayOnceThatTheDiskIsNearlyFull() throws IOException
    {
        try (FileJournal journal = open(small().withLowSpace(Long.MAX_VALUE)))
        {
            begin(journal);
            days(journal, 2);
        }
        assertThat(issues).singleElement().satisfies(issue ->
        {
            assertThat(issue.issueType()).isEqualTo("JOURNAL_SPACE");
            assertThat(issue.details()).contains("nearly full", "journal.keep-mib");
        });
    }

    @Test
    void shouldTellWhoeverListensLaterWhatTheLaunchFound() throws IOException
    {
        try (FileJournal journal = FileJournal.open(
            directory, new FileJournal.Settings(Hash.ZERO, "preset: default", "test", null, () -> wallMs),
            small().withLowSpace(Long.MAX_VALUE).withClock(() -> wallMs)))
        {
            begin(journal);
            journal.troubles(issues::add);
            assertThat(issues).singleElement().satisfies(issue -> assertThat(issue.issueType()).isEqualTo("JOURNAL_SPACE"));
        }
    }

    @Test
    void shouldSayWhereTheLevelCameFrom() throws IOException
    {
        try (FileJournal journal = open(small()))
        {
            begin(journal);
            halt(journal, 1);
        }
        try (FileJournal journal = open(small()))
        {
            assertThat(journal.recover().findings())
                .anyMatch(finding -> finding.startsWith("venue was HALT since 2027-") && finding.contains(
                    "because of API_LATENCY 4000 ms (threshold 3000 ms)"));
            assertThat(journal.recover().scopes()).anyMatch(scope -> scope.since() != null
                && scope.since().why().value() == 4_000_000_000L);
        }
    }

    @Test
    void shouldTellTheHeadThatIsDurableAndNoOther() throws IOException
    {
        try (FileJournal journal = open(small()))
        {
            begin(journal);
            final long durable = journal.durableHead().sequence();
            assertThat(durable).isEqualTo(journal.head().sequence());
            journal.append(new Issue(wallMs, "NOISE", "", Double.NaN, Double.NaN, "not forced"));
            assertThat(journal.durableHead().sequence()).isEqualTo(durable);
            journal.force();
            assertThat(journal.durableHead().toString()).isEqualTo(journal.head().toString());
        }
    }
}
