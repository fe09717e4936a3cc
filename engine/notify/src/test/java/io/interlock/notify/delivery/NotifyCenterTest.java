package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NoticeHistory;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.Priority;
import io.interlock.core.port.TransitionEvent;
import io.interlock.notify.DeliveryException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NotifyCenterTest
{
    private static final String CANARY = "canary-s3cr3t";
    private static final NoticeCommand ACK = new NoticeCommand(NoticeCommand.Kind.ACKNOWLEDGE, "boot-1", "", "ann", "");

    private final CountDownLatch release = new CountDownLatch(1);
    private final ScriptedChannel slow = new ScriptedChannel("slow", message ->
    {
        release.await();
        return "at last";
    });
    private final ScriptedChannel fast = new ScriptedChannel("fast", message -> "taken");

    @Test
    void shouldNotLetASlowChannelDelayAnother()
    {
        try (CenterRig rig = new CenterRig(slow, fast).start())
        {
            for (int i = 1; i <= 100; i++)
            {
                rig.center.transition(Events.of(i, Priority.CRITICAL, "S" + i));
            }
            Eventually.holds("all on the fast one", () -> fast.asked.size() == 100);
            Eventually.holds("one on the slow one", () -> slow.asked.size() == 1);
            assertThat(fast.ids()).containsExactlyElementsOf(IntStream.rangeClosed(1, 100).mapToObj(i -> "boot-" + i).toList());
            release.countDown();
            Eventually.holds("all on the slow one", () -> slow.asked.size() == 100);
        }
    }

    @Test
    void shouldLookAtTheHistoryFirst()
    {
        try (CenterRig rig = new CenterRig(fast))
        {
            final NoticeHistory history = new NoticeHistory(List.of(), List.of());
            rig.center.restore(history);
            rig.center.transition(Events.of(1, Priority.CRITICAL, "A"));
            rig.start();
            rig.awaitDelivered("fast", "boot-1");
            assertThat(rig.rules.seen.get(0)).isSameAs(history);
            assertThatThrownBy(() -> rig.center.restore(history)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void shouldTellAnUrgentChangePlainlyWhereTheRulesFail()
    {
        try (CenterRig rig = new CenterRig(fast).start())
        {
            rig.rules.first = entry ->
            {
                throw new IllegalStateException(CANARY);
            };
            rig.center.transition(Events.of(1, Priority.EMERGENCY, "A"));
            rig.awaitDelivered("fast", "boot-1");
            rig.rules.first = Notes::ignore;
            rig.center.transition(Events.of(2, Priority.WARNING, "A"));
            rig.awaitDelivered("fast", "boot-2");
            assertThat(fast.asked.get(0).text()).contains("EMERGENCY: TRANSITION HALT -> SHUTDOWN", "in A");
            Eventually.holds("it is raised", () -> rig.issues.stream().anyMatch(issue -> issue.issueType().equals(ChannelNews.TROUBLE)));
            assertThat(rig.issues.toString()).contains("IllegalStateException").doesNotContain(CANARY);
        }
    }

    @Test
    void shouldTellPlainlyWhereTheWordingFails()
    {
        try (CenterRig rig = new CenterRig(CenterRig.PATIENT, draft ->
        {
            throw new StackOverflowError(CANARY);
        }, fast).start())
        {
            rig.center.transition(Events.of(1, Priority.WARNING, "<b>A\u202e\r\n</b>"));
            rig.awaitDelivered("fast", "boot-1");
            assertThat(fast.asked.get(0).title()).isEqualTo("WARNING: TRANSITION CLOSED -> ALERT " + Events.of(1, Priority.INFO, "").cause()
                + " in ?b?A????/b?");
            assertThat(fast.asked.get(0).text() + rig.issues).contains("StackOverflowError").doesNotContain(CANARY);
        }
    }

    @Test
    void shouldAnswerACommandFromTheDispatchThread()
    {
        try (CenterRig rig = new CenterRig(fast).start())
        {
            assertThat(rig.center.command(ACK)).isEqualTo(new NoticeCommand.Answer(true, "done by interlock-notify"));
            rig.rules.first = entry ->
            {
                throw new IllegalStateException(CANARY);
            };
            assertThat(rig.center.command(ACK).message()).isEqualTo("it failed: java.lang.IllegalStateException");
        }
    }

    @Test
    void shouldShowWhatACommandChangedBeforeItAnswers()
    {
        try (CenterRig rig = new CenterRig(fast).start())
        {
            // The rest of its round takes as long as it likes.
            rig.rules.onTick = this::awaitQuietly;
            assertThat(rig.center.command(ACK).accepted()).isTrue();
            assertThat(rig.center.silences()).containsExactly(TestRules.SILENCE);
            release.countDown();
        }
    }

    @Test
    void shouldAnswerACommandInTimeAlsoWhereTheDispatchHangs()
    {
        final CenterParts.Limits limits = new CenterParts.Limits(4, 4, 1, 1);
        try (CenterRig rig = new CenterRig(limits, FallbackWords::of, fast).start())
        {
            rig.rules.first = entry -> awaitQuietly();
            final NoticeCommand.Answer answer = rig.center.command(ACK);
            assertThat(answer.accepted()).isFalse();
            assertThat(answer.message()).startsWith("no answer yet");
            release.countDown();
        }
        try (CenterRig closed = new CenterRig(fast).start())
        {
            closed.center.close();
            assertThat(closed.center.command(ACK).message()).isEqualTo("notifications are closed");
        }
    }

    @Test
    void shouldTellOfABrokenChannelOnTheOthersAndToTheEngineOnce()
    {
        final ScriptedChannel broken = new ScriptedChannel("broken", message ->
        {
            throw DeliveryException.permanent("401: the token is wrong");
        });
        try (CenterRig rig = new CenterRig(broken, fast).start())
        {
            rig.center.transition(Events.of(1, Priority.CRITICAL, "A"));
            rig.center.transition(Events.of(2, Priority.CRITICAL, "B"));
            Eventually.holds("three on the other", () -> fast.asked.size() == 3);
            Eventually.holds("raised", () -> rig.issues.size() == 1);
            assertThat(rig.issues.get(0).issueType()).isEqualTo(ChannelNews.DOWN);
            // The engine brings back what was raised.
            rig.center.issue(rig.issues.get(0));
            broken.does(message -> "taken");
            rig.center.transition(Events.of(3, Priority.CRITICAL, "C"));
            Eventually.holds("up again", () -> fast.asked.size() == 5);
            assertThat(fast.asked).extracting(told -> told.draft().facts().cause())
                .filteredOn(ChannelNews::isOurs).containsExactly(ChannelNews.DOWN, ChannelNews.UP);
            assertThat(broken.asked).as("not of itself").extracting(told -> told.draft().facts().cause()).noneMatch(ChannelNews::isOurs);
        }
    }

    @Test
    void shouldTickTheRulesWhenTheyAreDueAndPassOnIssuesAndActions()
    {
        try (CenterRig rig = new CenterRig(fast).start())
        {
            final ActionEvent action = new ActionEvent("a", "cancelAll", "A", ActionEvent.Stage.SUCCEEDED, 1, 1, "");
            rig.center.action(action);
            rig.center.issue(new Issue(1, "STALE", "A", 1, 2, "old"));
            Eventually.holds("both", () -> rig.rules.seen.size() == 3);
            assertThat(rig.rules.seen.get(1)).isSameAs(action);
            final int before = rig.rules.ticks.get();
            rig.rules.waitMs = 0;
            rig.center.wake();
            Eventually.holds("ticks without anything that came", () -> rig.rules.ticks.get() > before + 10);
            rig.rules.waitMs = Long.MAX_VALUE;
        }
    }

    @Test
    void shouldNeverBlockNorLoseAnUrgentOneWhereTheDispatchHangs()
    {
        final CenterParts.Limits limits = new CenterParts.Limits(10, 1_000, CenterRig.PATIENT.answerMs(), CenterRig.PATIENT.closeMs());
        try (CenterRig rig = new CenterRig(limits, FallbackWords::of, fast).start())
        {
            rig.rules.first = entry -> awaitQuietly();
            for (int i = 1; i <= 1_000; i++)
            {
                rig.center.transition(Events.of(i, i % 3 == 0 ? Priority.CRITICAL : Priority.WARNING, "S" + i % 5));
                rig.center.issue(new Issue(1, "STALE", "A", 1, 2, "old"));
            }
            release.countDown();
            // The dispatch has taken all, and the channel has tried all: time passes only then, so that no attempt seems to hang.
            assertThat(rig.center.command(ACK).accepted()).isTrue();
            Eventually.holds("all tried", () -> rig.center.status().get(0).counts().queued() == 0);
            rig.clock.advanceMs(10_000);
            for (int i = 3; i <= 1_000; i += 3)
            {
                final String id = "boot-" + i;
                Eventually.holds(id + " has an outcome", () -> rig.each().anyMatch(record -> record.id().equals(id)));
            }
            for (int i = 996; i <= 1_000; i++)
            {
                rig.awaitDelivered("fast", "boot-" + i);
            }
            for (int i = 987; i <= 1_000; i += 3)
            {
                rig.awaitDelivered("fast", "boot-" + i);
            }
            // Each time that the dispatch took, at most 10 and then two for each of five scopes.
            assertThat(rig.rules.seen.stream().filter(TransitionEvent.class::isInstance).count()).isLessThan(100);
            Eventually.holds("it is raised", () -> rig.issues.stream().anyMatch(issue -> issue.details().contains("found no room")));
        }
    }

    @Test
    void shouldRaiseADispatchThatHangsOnce()
    {
        try (CenterRig rig = new CenterRig(fast).start())
        {
            final CountDownLatch entered = new CountDownLatch(1);
            rig.rules.first = entry ->
            {
                entered.countDown();
                awaitQuietly();
            };
            rig.center.transition(Events.of(1, Priority.CRITICAL, "A"));
            Eventually.holds("it is at it", () -> entered.getCount() == 0);
            rig.clock.advanceMs(9_999);
            assertThat(rig.issues).isEmpty();
            rig.clock.advanceMs(1);
            rig.clock.advanceMs(60_000);
            // The center's own watch may have been the first to see it.
            Eventually.holds("it is raised", () -> !rig.issues.isEmpty());
            assertThat(rig.issues).hasSize(1).allMatch(issue -> issue.details().contains("has been at one thing for 10 s"));
            release.countDown();
            rig.awaitDelivered("fast", "boot-1");
        }
    }

    @Test
    void shouldGoOnWhereTheJournalThrows()
    {
        final NoticeRecord[] got = new NoticeRecord[1];
        final DeliveryParts delivery = new DeliveryParts(new ManualClock(), WorkerRig::daemon, record ->
        {
            got[0] = record;
            throw new IllegalStateException(CANARY);
        }, issue ->
        {
            throw new IllegalStateException(CANARY);
        }, () -> failure -> 0);
        final NotifyCenter center = new NotifyCenter(new CenterParts(List.of(ChannelEntry.of(fast, Notes.ROUTE)), FallbackWords::of,
            post -> new TestRules(post, List.of("fast")), null, delivery, CenterRig.PATIENT));
        center.start();
        center.transition(Events.of(1, Priority.CRITICAL, "A"));
        center.transition(Events.of(2, Priority.CRITICAL, "A"));
        Eventually.holds("both", () -> fast.asked.size() == 2);
        center.close();
        assertThat(got[0]).isNotNull();
    }

    @Test
    void shouldCloseInTheMiddleAndLeaveWhatHangsWithoutAnOutcome()
    {
        final CenterParts.Limits limits = new CenterParts.Limits(10, 1_000, 2_000, 50);
        final CenterRig rig = new CenterRig(limits, FallbackWords::of, slow, fast).start();
        rig.center.transition(Events.of(1, Priority.EMERGENCY, "A"));
        rig.awaitDelivered("fast", "boot-1");
        Eventually.holds("on its way", () -> slow.asked.size() == 1);
        rig.center.transition(Events.of(2, Priority.CRITICAL, "B"));
        // So that it waits for the slow one too, which is closed in the middle.
        rig.awaitDelivered("fast", "boot-2");
        rig.center.close();
        assertThat(rig.records).noneMatch(record -> record.channel().equals("slow"));
        Eventually.holds("channels are closed", () -> slow.closed && fast.closed);
    }

    private void awaitQuietly()
    {
        try
        {
            release.await();
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }
}
