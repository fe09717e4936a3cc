package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.NotificationsConfig;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NoticeHistory;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.NoticeRecord.Outcome;
import io.interlock.core.port.Priority;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The center with the real rules. */
class NotifyRouterTest
{
    private final ManualClock clock = new ManualClock();
    private final List<NoticeRecord> records = new CopyOnWriteArrayList<>();
    private final List<Issue> issues = new CopyOnWriteArrayList<>();
    private final ScriptedChannel mail = new ScriptedChannel("mail", message -> "taken");
    private final ScriptedChannel hook = new ScriptedChannel("hook", message -> "taken");
    @TempDir
    private Path directory;

    @Test
    void shouldTellBothRecordBothAndBeAcknowledged()
    {
        try (NotifyCenter center = center())
        {
            center.start();
            center.transition(Events.of(1, Priority.CRITICAL, "A"));
            Eventually.holds("both told", () -> delivered("boot-1") == 2);
            Eventually.holds("it is open", () ->
            {
                move(center, 1_000);
                return center.open().size() == 1;
            });
            Eventually.holds("the file has it", () ->
            {
                move(center, 1_000);
                return inFile() == 1;
            });
            final NoticeCommand.Answer answer =
                center.command(new NoticeCommand(NoticeCommand.Kind.ACKNOWLEDGE, "boot-1", "", "ann", "I look at it"));
            assertThat(answer.accepted()).as(answer.message()).isTrue();
            Eventually.holds("it is recorded", () -> records.stream().anyMatch(record -> record.outcome() == Outcome.ACKNOWLEDGED));
            Eventually.holds("it is shown", () -> "ann".equals(center.open().get(0).acknowledgedBy()));
            Eventually.holds("the file has it no more", () ->
            {
                move(center, 1_000);
                return inFile() == 0;
            });
        }
    }

    private int inFile()
    {
        try
        {
            final StatusFile.Contents contents = StatusFile.read(directory);
            return contents == null ? -1 : contents.open().size();
        }
        catch (final IOException unreadable)
        {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void shouldTellOfEachBrokenChannelOnTheOthers()
    {
        final ScriptedChannel third = new ScriptedChannel("third", message -> "taken");
        mail.does(NotifyRouterTest::refuse);
        hook.does(NotifyRouterTest::refuse);
        try (NotifyCenter center = center(third))
        {
            center.start();
            center.transition(Events.of(1, Priority.CRITICAL, "A"));
            Eventually.holds("both are told of", () -> third.asked.stream().filter(told -> told.kind() == Kind.ISSUE).count() == 2);
            // The host hears of it after the channels do.
            Eventually.holds("the host has both", () -> issues.size() == 2);
            assertThat(issues).allMatch(issue -> issue.scope().isEmpty());
            assertThat(mail.asked.stream().filter(told -> told.kind() == Kind.ISSUE))
                .allMatch(told -> told.draft().extras().note().startsWith("channel hook "));
        }
    }

    @Test
    void shouldSendAfterARestartWhatHadNoOutcome()
    {
        try (NotifyCenter center = center())
        {
            final NoticeRecord taken = new NoticeRecord(
                clock.wallMs(), "boot-1", "A", "mail", Outcome.DELIVERED, 1, new NoticeRecord.Words("", "taken"));
            center.restore(new NoticeHistory(
                List.of(new NoticeHistory.Past(Events.of(1, Priority.EMERGENCY, "A"), List.of(taken), false)), List.of()));
            center.start();
            Eventually.holds("told", () -> hook.ids().contains("boot-1"));
            center.transition(Events.of(2, Priority.EMERGENCY, "B"));
            Eventually.holds("told", () -> mail.ids().contains("boot-2"));
            assertThat(mail.ids()).doesNotContain("boot-1");
        }
    }

    private static String refuse(final Notification message) throws DeliveryException
    {
        throw DeliveryException.permanent("401: see the token");
    }

    private void move(final NotifyCenter center, final long ms)
    {
        clock.advanceMs(ms);
        center.look();
        center.wake();
    }

    private long delivered(final String id)
    {
        return records.stream().filter(record -> record.outcome() == Outcome.DELIVERED && record.id().equals(id)).count();
    }

    private NotifyCenter center(final ScriptedChannel... more)
    {
        final List<ChannelEntry> entries = new ArrayList<>(List.of(
            ChannelEntry.of(mail, Notes.ROUTE), ChannelEntry.of(hook, Notes.ROUTE)));
        for (final ScriptedChannel channel : more)
        {
            entries.add(ChannelEntry.of(channel, Notes.ROUTE));
        }
        return CenterRig.patient(new NotifyCenter.Setup(NotificationsConfig.NONE, entries, FallbackWords::of, directory, clock, () -> ""),
            records::add, issues::add);
    }
}
