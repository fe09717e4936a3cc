package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.Secret;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.NoticeRecord.Outcome;
import io.interlock.core.port.Priority;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels that a person mends: by another secret, or elsewhere. */
class MendedChannelTest
{
    private static final int CHANNELS = 12;
    private static final String RIGHT = "the right one";

    private final ManualClock clock = new ManualClock();
    private final List<NoticeRecord> records = new CopyOnWriteArrayList<>();
    private final List<Issue> issues = new CopyOnWriteArrayList<>();
    private Path file;
    @TempDir
    private Path directory;

    @BeforeEach
    void begin() throws IOException
    {
        file = Files.writeString(directory.resolve("token"), "the wrong one");
    }

    private DeliveryParts parts()
    {
        return new DeliveryParts(clock, WorkerRig::daemon, records::add, issues::add, () -> failure -> WorkerRig.BACKOFF_NS);
    }

    /** As its own secret says: refused where it is wrong, not possible for the moment where it is missing. */
    private ChannelEntry entry(final String name)
    {
        final Secret secret = Secret.file(file);
        final ScriptedChannel channel = new ScriptedChannel(name, message -> answer(secret));
        return new ChannelEntry(name, "webhook", Notes.ROUTE, channel, "", List.of(secret));
    }

    private static String answer(final Secret secret) throws DeliveryException
    {
        final String value;
        try
        {
            value = secret.reveal();
        }
        catch (final IOException missing)
        {
            throw DeliveryException.passing("no secret");
        }
        if (!RIGHT.equals(value))
        {
            throw DeliveryException.permanent("401: see the token");
        }
        return "taken";
    }

    private void replace() throws IOException
    {
        final Path next = Files.writeString(directory.resolve("next"), RIGHT);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private long delivered(final String id)
    {
        return records.stream().filter(record -> record.outcome() == Outcome.DELIVERED && record.id().equals(id)).count();
    }

    @Test
    void shouldTryWhatWasRefusedAtOnceWithAReplacedSecret() throws IOException
    {
        final ChannelWorker worker = new ChannelWorker(entry("mail"), ChannelState.CAPACITY, parts());
        worker.start();
        worker.offer(Notes.of("a", Priority.CRITICAL));
        worker.offer(Notes.of("b", Priority.EMERGENCY));
        Eventually.holds("both are refused", () -> worker.status().counts().failed() == 2);
        worker.lookAtSecrets();
        worker.lookAtSecrets();
        assertThat(worker.status().counts().failed()).as("nothing has changed").isEqualTo(2);

        replace();
        worker.lookAtSecrets();
        Eventually.holds("both are taken, and no time has passed", () -> delivered("a") + delivered("b") == 2);
        assertThat(worker.status().counts().failed()).isEqualTo(2);
        worker.stop();
    }

    @Test
    void shouldTryABrokenChannelAtOnceWhereItsSecretIsThereAgain() throws IOException
    {
        Files.delete(file);
        final ChannelWorker worker = new ChannelWorker(entry("mail"), ChannelState.CAPACITY, parts());
        clock.onMove(worker::wake);
        worker.start();
        worker.offer(Notes.of("a", Priority.CRITICAL));
        for (int failed = 1; failed <= ChannelBreaker.FAILURES; failed++)
        {
            final int count = failed;
            Eventually.holds(count + " attempts", () -> worker.status().counts().failed() == count);
            clock.advanceMs(failed < ChannelBreaker.FAILURES ? 1_000 : 0);
        }
        assertThat(worker.status().state()).isEqualTo(ChannelStatus.State.OPEN);

        replace();
        worker.lookAtSecrets();
        Eventually.holds("it is taken, and no time has passed", () -> delivered("a") == 1);
        assertThat(worker.status().state()).isEqualTo(ChannelStatus.State.UP);
        worker.stop();
    }

    @Test
    void shouldLookAtSecretsByItself() throws IOException
    {
        final ChannelEntry entry = entry("mail");
        try (NotifyCenter center = center(List.of(entry)))
        {
            center.start();
            center.transition(Events.of(1, Priority.CRITICAL, "A"));
            Eventually.holds("refused", () -> center.status().get(0).counts().failed() == 1);
            replace();
            Eventually.holds("taken, and no time has passed", () -> delivered("boot-1") == 1);
            assertThat(entry.toString() + records + issues + center.status()).doesNotContain(RIGHT).doesNotContain("wrong one");
        }
    }

    @Test
    void shouldLoseNothingUrgentWhereEveryChannelRefusesForLongAndIsMendedThen()
    {
        final List<ScriptedChannel> channels = IntStream.range(0, CHANNELS)
            .mapToObj(i -> new ScriptedChannel("c" + i, MendedChannelTest::refuse)).toList();
        final List<ChannelEntry> entries =
            channels.stream().map(channel -> ChannelEntry.of(channel, Notes.PATIENT)).toList();
        final List<String> urgent = new ArrayList<>();
        try (NotifyCenter center = center(entries))
        {
            clock.onMove(center::look);
            clock.onMove(center::wake);
            center.start();
            for (int i = 1; i <= 60; i++)
            {
                final Priority priority = Priority.values()[i % 4];
                center.transition(Events.of(i, priority, "S" + i % 7));
                if (priority.compareTo(Priority.CRITICAL) >= 0)
                {
                    urgent.add("boot-" + i);
                }
                clock.advanceMs(60_000);
            }
            Eventually.holds("all are down", () -> center.status().stream()
                .allMatch(channel -> channel.state() == ChannelStatus.State.DOWN && channel.counts().queued() >= urgent.size()));
            assertThat(records.stream().filter(record -> record.outcome() == Outcome.DELIVERED)).isEmpty();
            Eventually.holds("each is told of",
                () -> issues.stream().filter(issue -> issue.issueType().equals(ChannelNews.DOWN)).count() >= CHANNELS);
            assertThat(issues).as("each is told of once").extracting(Issue::issueType)
                .filteredOn(type -> !type.equals(ChannelNews.TROUBLE)).containsOnly(ChannelNews.DOWN).hasSize(CHANNELS);

            channels.forEach(channel -> channel.does(message -> "taken"));
            clock.advanceMs(600_000);
            for (final String id : urgent)
            {
                Eventually.holds(id + " on all", () -> delivered(id) == CHANNELS);
            }
            Eventually.holds("each says that it works again",
                () -> issues.stream().filter(issue -> issue.issueType().equals(ChannelNews.UP)).count() == CHANNELS);
        }
        for (final ScriptedChannel channel : channels)
        {
            assertThat(records.stream().filter(record -> record.channel().equals(channel.name())
                && record.outcome() == Outcome.DELIVERED && urgent.contains(record.id())).map(NoticeRecord::id))
                .as("once each on " + channel.name()).containsExactlyInAnyOrderElementsOf(urgent);
        }
    }

    private static String refuse(final Notification message) throws DeliveryException
    {
        throw DeliveryException.permanent(message.kind() == Kind.ISSUE ? "400" : "401: see the token");
    }

    /** Tells everything to all; issues to none. */
    private NotifyCenter center(final List<ChannelEntry> entries)
    {
        return new NotifyCenter(new CenterParts(entries, FallbackWords::of, post -> new TestRules(
            post, entries.stream().map(ChannelEntry::name).toList()), null, parts(), CenterRig.PATIENT));
    }
}
