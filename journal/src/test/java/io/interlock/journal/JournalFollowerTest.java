package io.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.AttemptRecord;
import io.interlock.core.port.CommandRecord;
import io.interlock.core.port.HistorySource;
import io.interlock.core.port.Issue;
import io.interlock.core.port.ReloadRecord;
import io.interlock.core.port.TransitionEvent;
import io.interlock.journal.record.Hash;
import io.interlock.journal.store.StoreSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal that is read while it is written: each look by the test's own thread, so nothing depends on when. */
@Timeout(300)
class JournalFollowerTest
{
    private static final long MIB = 1 << 20;

    @TempDir
    private Path data;
    private long wallMs = 1_800_000_000_000L;
    private UUID life;
    private long decision;

    private FileJournal open() throws IOException
    {
        final StoreSettings files = StoreSettings.defaults().withFiles(StoreSettings.MIN_PREALLOCATE_BYTES, MIB)
            .withClock(() -> wallMs);
        final FileJournal journal = FileJournal.open(
            data, new FileJournal.Settings(Hash.parse("ab".repeat(Hash.SIZE)), "preset: default", "test", null, () -> wallMs), files);
        life = UUID.randomUUID();
        decision = 0;
        journal.append(life, journal.recover());
        journal.force();
        return journal;
    }

    private void transition(final FileJournal journal, final String scope) throws IOException
    {
        decision++;
        journal.append(new TransitionEvent(decision, life + "-" + decision, decision, wallMs, scope,
            new TransitionEvent.Change(Level.CLOSED, Level.HALT),
            new TransitionEvent.Why(Cause.API_LATENCY, 4_000_000_000L, 3_000_000_000L)));
        journal.force();
    }

    private static List<String> scopes(final JournalFollower follower)
    {
        return follower.transitions(0, 1_000).transitions().stream().map(HistorySource.Kept::event).map(TransitionEvent::scope).toList();
    }

    @Test
    void shouldTellTransitionsAndIssuesOfAllLivesAsTheyCome() throws IOException
    {
        try (JournalFollower follower = new JournalFollower(data))
        {
            follower.look();
            assertThat(follower.note()).contains("cannot be read");
            assertThat(follower.transitions(0, 10).complete()).as("nobody knows").isFalse();
            try (FileJournal journal = open())
            {
                transition(journal, "a");
                journal.append(new Issue(wallMs, "NOISE", "a", 1.5, Double.NaN, "loud"));
                journal.append(new AttemptRecord(wallMs, "mia", "POST /kill", "refused"));
                journal.force();
                follower.look();
                assertThat(follower.note()).isNull();
                assertThat(scopes(follower)).containsExactly("a");
                assertThat(follower.transitions(0, 10).complete()).isTrue();
                assertThat(follower.issues(wallMs - 1)).as("an attempt is no issue").extracting(Issue::details).containsExactly("loud");
                assertThat(follower.issues(wallMs - 1).complete()).isTrue();
                assertThat(follower.life()).isEqualTo(new JournalFollower.Life(life.toString(), "test", "ab".repeat(Hash.SIZE)));
                assertThat(follower.lastSequence()).isEqualTo(journal.head().sequence());
                final CommandRecord reload = new CommandRecord(
                    decision, wallMs, ReloadRecord.COMMAND, "", "mia", "", new CommandRecord.Outcome(true, ""));
                journal.append(new ReloadRecord(reload, ""));
                journal.force();
                follower.look();
                assertThat(follower.life().config()).as("announced only").isEqualTo("ab".repeat(Hash.SIZE));
                journal.append(new ReloadRecord(reload, "cd".repeat(Hash.SIZE)));
                journal.force();
                follower.look();
                assertThat(follower.life()).isEqualTo(new JournalFollower.Life(life.toString(), "test", "cd".repeat(Hash.SIZE)));
            }
            for (int lives = 0; lives < 3; lives++)
            {
                wallMs += Duration.ofDays(1).toMillis();
                try (FileJournal journal = open())
                {
                    transition(journal, "life" + lives);
                    follower.look();
                    assertThat(follower.life()).isEqualTo(new JournalFollower.Life(life.toString(), "test", "ab".repeat(Hash.SIZE)));
                }
            }
            follower.look();
            assertThat(scopes(follower)).containsExactly("a", "life0", "life1", "life2");
            final HistorySource.Page page = follower.transitions(0, 2);
            assertThat(page.more()).isTrue();
            assertThat(follower.transitions(page.transitions().get(1).sequence(), 10).transitions()).hasSize(2);
            assertThat(follower.note()).isNull();
        }
    }

    @Test
    void shouldBeginWithTheNewestFilesAndSayThatItDoes() throws IOException
    {
        for (int day = 0; day < 4; day++)
        {
            wallMs += Duration.ofDays(1).toMillis();
            try (FileJournal journal = open())
            {
                transition(journal, "day" + day);
            }
        }
        try (JournalFollower follower = new JournalFollower(data, 2))
        {
            follower.look();
            assertThat(scopes(follower)).endsWith("day3").doesNotContain("day0");
            assertThat(follower.transitions(0, 10).complete()).isFalse();
            assertThat(follower.issues(0).complete()).isFalse();
            assertThat(follower.transitions(follower.lastSequence() - 1, 10).complete()).as("what is after its beginning is").isTrue();
        }
    }

    @Test
    void shouldFollowAJournalThatIsPutInAnothersPlace() throws IOException
    {
        try (JournalFollower follower = new JournalFollower(data))
        {
            try (FileJournal journal = open())
            {
                transition(journal, "old");
            }
            follower.look();
            final long end = follower.lastSequence();
            Files.move(data.resolve("journal"), data.resolve("aside"));
            follower.look();
            assertThat(follower.note()).contains("is not there any more");
            assertThat(scopes(follower)).as("as it was").containsExactly("old");
            // Earlier files than those that were read.
            wallMs -= Duration.ofDays(30).toMillis();
            Files.deleteIfExists(data.resolve("state.dat"));
            try (FileJournal journal = open())
            {
                transition(journal, "new");
                follower.look();
                assertThat(scopes(follower)).containsExactly("new");
                assertThat(follower.lastSequence()).isLessThanOrEqualTo(end);
                assertThat(follower.note()).isNull();
            }
        }
    }

    @Test
    void shouldSayThatRecordsAreDamagedAndGoOn() throws IOException
    {
        try (FileJournal journal = open())
        {
            transition(journal, "first");
            transition(journal, "broken");
            transition(journal, "last");
        }
        flip("broken");
        try (JournalFollower follower = new JournalFollower(data))
        {
            follower.look();
            assertThat(scopes(follower)).containsExactly("first", "last");
            assertThat(follower.note()).contains("missing or cannot be read", "interlock verify");
            assertThat(follower.transitions(0, 10).complete()).isFalse();
            assertThat(follower.issues(wallMs).complete()).isFalse();
        }
    }

    /** A letter of a scope's name. */
    private void flip(final String name) throws IOException
    {
        try (Stream<Path> walk = Files.walk(data.resolve("journal")))
        {
            for (final Path file : walk.filter(path -> path.toString().endsWith(".cq4")).toList())
            {
                final byte[] bytes = Files.readAllBytes(file);
                final byte[] wanted = name.getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i + wanted.length <= bytes.length; i++)
                {
                    if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length))
                    {
                        bytes[i] ^= 1;
                        Files.write(file, bytes);
                        return;
                    }
                }
            }
        }
        throw new AssertionError(name + " is nowhere");
    }
}
