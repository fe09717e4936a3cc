package io.interlock.notify.route;

import static io.interlock.core.model.Level.CLOSED;
import static io.interlock.core.model.Level.HALT;
import static io.interlock.core.model.Level.SHUTDOWN;
import static io.interlock.core.model.Level.THROTTLE;
import static io.interlock.notify.route.Scene.HOUR;
import static io.interlock.notify.route.Scene.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.NotificationsConfig;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.NoticeHistory;
import io.interlock.core.port.NoticeHistory.Past;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.NoticeRecord.Outcome;
import io.interlock.core.port.TransitionEvent;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestoreTest
{
    private static final NotificationsConfig CONFIG = Scene.config(
        List.of(Scene.step(2 * MINUTE, "sms"), Scene.step(10 * MINUTE, "sms")), Scene.channel("mail", "WARNING"),
        Scene.channel("chat", "CRITICAL"), Scene.channel("sms", "EMERGENCY"));

    private final Scene scene = new Scene(CONFIG, "second");

    private static TransitionEvent event(final long number, final String scope, final Level from, final Level to, final long agoMs)
    {
        return new TransitionEvent(number, "first-" + number, 0, Scene.START_MS - agoMs, scope, new TransitionEvent.Change(from, to),
            new TransitionEvent.Why(Cause.LOSS, 60_000_000, 50_000_000));
    }

    private static NoticeRecord record(final String id, final String channel, final Outcome outcome, final String details)
    {
        return new NoticeRecord(Scene.START_MS - 1, id, "a", channel, outcome, 1, new NoticeRecord.Words("bob", details));
    }

    private Scene restore(final Past... pasts)
    {
        scene.router.restore(new NoticeHistory(List.of(pasts), List.of()), scene.nowMs());
        return scene;
    }

    @Test
    void shouldSendWhatAChannelHasNotTakenWithItsIdAndTheWordLate()
    {
        restore(new Past(event(4, "a", CLOSED, HALT, MINUTE), List.of(record("first-4", "mail", Outcome.DELIVERED, "250 ok"),
            record("first-4", "chat", Outcome.RETRIED, "503"), record("first-4", "chat", Outcome.FAILED, "503")), false));

        assertThat(scene.sent("mail")).isEmpty();
        assertThat(scene.ids("chat")).containsExactly("first-4");
        assertThat(scene.sent("chat").get(0).extras().note()).startsWith("late");
        assertThat(scene.sent("chat").get(0).trail().episode()).isEqualTo("first-4");
        assertThat(scene.sent("sms")).isEmpty();
        scene.at(MINUTE).down("a", HALT, CLOSED);
        assertThat(scene.sent("mail", Kind.RESOLVED)).hasSize(1);
        assertThat(scene.sent("chat", Kind.RESOLVED)).hasSize(1);
    }

    @Test
    void shouldNotSendWhatWasSuppressedOrJoinedIntoWhatWasDelivered()
    {
        restore(
            new Past(event(1, "a", CLOSED, THROTTLE, MINUTE), List.of(record("first-1", "mail", Outcome.DELIVERED, ""),
                record("first-1", "chat", Outcome.SUPPRESSED, "inhibited by HALT first-2")), false),
            new Past(event(2, "a", THROTTLE, HALT, MINUTE), List.of(record("first-2", "mail", Outcome.SUPPRESSED, "joined into first-1"),
                record("first-2", "chat", Outcome.SUPPRESSED, "joined into first-9")), false));

        assertThat(scene.at(10_000).ids("mail")).isEmpty();
        assertThat(scene.ids("chat")).containsExactly("first-2");
    }

    @Test
    void shouldKeepTheEpisodeThatAnAlertOfTheHistoryBegan()
    {
        restore(new Past(event(1, "a", CLOSED, Level.ALERT, HOUR), List.of(), false),
            new Past(event(2, "a", Level.ALERT, HALT, MINUTE), List.of(), false));

        assertThat(scene.ids("mail")).containsExactly("first-2");
        assertThat(scene.sent("mail").get(0).trail().episode()).isEqualTo("first-1");
    }

    /** Found by the simulation: the end of the later one was not told. */
    @Test
    void shouldStillOweTheEndOfALaterEpisodeOnceALateEndIsTold()
    {
        restore(new Past(event(1, "a", CLOSED, HALT, HOUR), List.of(), true), new Past(event(2, "a", HALT, CLOSED, HOUR), List.of(), true),
            new Past(event(3, "a", CLOSED, HALT, MINUTE), List.of(record("first-3", "mail", Outcome.DELIVERED, "250 ok")), false));
        scene.at(MINUTE);
        assertThat(scene.ids("mail")).containsExactly("first-1", "first-2");

        final String end = scene.at(2 * MINUTE).down("a", HALT, CLOSED);

        assertThat(scene.at(3 * MINUTE).ids("mail")).last().isEqualTo(end);
        assertThat(scene.sent("mail", Kind.RESOLVED)).last().extracting(draft -> draft.trail().episode()).isEqualTo("first-3");
    }

    /** Found by the simulation: the late beginning opened an incident that nothing closed. */
    @Test
    void shouldTellTheEndAgainWhereTheBeginningIsToldAgain()
    {
        restore(new Past(event(1, "a", CLOSED, HALT, HOUR), List.of(), true),
            new Past(event(2, "a", HALT, CLOSED, MINUTE), List.of(record("first-2", "mail", Outcome.DELIVERED, "250 ok")), true));

        assertThat(scene.at(MINUTE).ids("mail")).containsExactly("first-1", "first-2");
    }

    /** Found by the simulation: what had gone on as one incident was closed as another, and stayed open. */
    @Test
    void shouldCloseTheIncidentThatTheReceiverHasOpen()
    {
        restore(new Past(event(1, "a", CLOSED, HALT, HOUR), List.of(record("first-1", "mail", Outcome.DELIVERED, "250 ok"),
            record("first-1", "chat", Outcome.DELIVERED, "200")), true),
            new Past(event(2, "a", HALT, CLOSED, MINUTE), List.of(record("first-2", "mail", Outcome.SUPPRESSED, "joined into first-3"),
                record("first-2", "chat", Outcome.SUPPRESSED, "overtaken by first-3")), true),
            new Past(event(3, "a", CLOSED, SHUTDOWN, MINUTE), List.of(
                record("first-3", "mail", Outcome.DELIVERED, "250 ok; incident first-1"),
                record("first-3", "chat", Outcome.DELIVERED, "200; incident first-1")), false));

        scene.at(MINUTE).down("a", SHUTDOWN, CLOSED);

        assertThat(scene.sent("mail")).singleElement().extracting(draft -> draft.trail().episode()).isEqualTo("first-1");
        assertThat(scene.sent("chat")).singleElement().extracting(draft -> draft.trail().episode()).isEqualTo("first-1");
    }

    @Test
    void shouldSendWhatFoundNoRoom()
    {
        restore(new Past(event(1, "a", CLOSED, HALT, HOUR), List.of(record("first-1", "mail", Outcome.DELIVERED, "250 ok"),
            record("first-1", "chat", Outcome.DELIVERED, "200")), true),
            new Past(event(2, "a", HALT, CLOSED, MINUTE), List.of(record("first-2", "mail", Outcome.SUPPRESSED, Outbox.FULL),
                record("first-2", "chat", Outcome.SUPPRESSED, "overtaken by first-3")), true));

        assertThat(scene.at(MINUTE).ids("mail")).containsExactly("first-2");
        assertThat(scene.ids("chat")).isEmpty();
    }

    @Test
    void shouldNotSendWhatIsTooOld()
    {
        restore(new Past(event(1, "a", CLOSED, SHUTDOWN, 25 * HOUR), List.of(), false));

        assertThat(scene.sent("mail", Kind.TRANSITION)).isEmpty();
        assertThat(scene.router.open()).hasSize(1);
    }

    @Test
    void shouldResolveALateMessageOfWhatHasEnded()
    {
        restore(new Past(event(1, "a", CLOSED, HALT, HOUR), List.of(), true));
        scene.at(MINUTE);

        assertThat(scene.ids("mail")).containsExactly("first-1", "first-1.x");
        assertThat(scene.sent("mail")).extracting(Draft::kind).containsExactly(Kind.TRANSITION, Kind.RESOLVED);
        assertThat(scene.sent("mail").get(0).extras().note()).contains("ended since");
        assertThat(scene.router.open()).isEmpty();
        assertThat(scene.at(HOUR).sent("sms")).isEmpty();
    }

    @Test
    void shouldResolveForThoseWhoWereToldAndDidNotHearOfTheEnd()
    {
        restore(
            new Past(event(1, "a", CLOSED, HALT, HOUR),
                List.of(record("first-1", "mail", Outcome.DELIVERED, ""), record("first-1", "chat", Outcome.DELIVERED, "")), true),
            new Past(event(2, "a", HALT, CLOSED, MINUTE), List.of(record("first-2", "mail", Outcome.DELIVERED, "")), true));

        assertThat(scene.sent("mail")).isEmpty();
        assertThat(scene.ids("chat")).containsExactly("first-2");
        assertThat(scene.sent("chat").get(0).trail().episode()).isEqualTo("first-1");
        assertThat(scene.sent("chat").get(0).extras().note()).startsWith("late").contains("it lasted 59");
        assertThat(scene.router.open()).isEmpty();
    }

    @Test
    void shouldGoOnBelowAStepDownAndResolveByTheSameEpisode()
    {
        restore(new Past(event(1, "a", CLOSED, HALT, HOUR), List.of(record("first-1", "chat", Outcome.DELIVERED, "")), true),
            new Past(event(2, "a", HALT, THROTTLE, MINUTE), List.of(), false));

        assertThat(scene.router.open()).singleElement().satisfies(open ->
        {
            assertThat(open.episode()).isEqualTo("first-1");
            assertThat(open.level()).isEqualTo(THROTTLE);
        });
        scene.at(MINUTE).down("a", THROTTLE, CLOSED);
        assertThat(scene.sent("chat", Kind.RESOLVED)).singleElement()
            .satisfies(draft -> assertThat(draft.trail().episode()).isEqualTo("first-1"));
    }

    @Test
    void shouldGoOnCallingBelowAStepDownToThrottleAndEndByTheKeyOfTheAlert()
    {
        restore(new Past(event(1, "a", CLOSED, Level.ALERT, HOUR), List.of(record("first-1", "mail", Outcome.DELIVERED, "")), false),
            new Past(event(2, "a", Level.ALERT, HALT, 5 * MINUTE), List.of(
                record("first-2", "mail", Outcome.DELIVERED, "250 ok; incident first-1")), false),
            new Past(event(3, "a", HALT, THROTTLE, MINUTE), List.of(), false));
        assertThat(scene.ids("sms")).containsExactly("first-2.e1");
        assertThat(scene.sent("chat")).singleElement()
            .satisfies(draft -> assertThat(draft.extras().note()).doesNotContain("ended"));
        assertThat(scene.at(6 * MINUTE).ids("sms")).containsExactly("first-2.e1", "first-2.e2");
        assertThat(scene.ack("first-2").accepted()).isTrue();
        final long calls = scene.sent("sms", Kind.ESCALATION).size();
        assertThat(scene.at(HOUR).sent("sms", Kind.ESCALATION)).hasSize((int)calls);

        scene.down("a", THROTTLE, CLOSED);
        for (final String channel : List.of("mail", "chat", "sms"))
        {
            assertThat(scene.sent(channel, Kind.RESOLVED)).as(channel).last()
                .satisfies(draft -> assertThat(draft.trail().episode()).isEqualTo("first-1"));
        }
    }

    @Test
    void shouldBeginAnewAfterAnEndThatWasTold()
    {
        restore(
            new Past(event(1, "a", CLOSED, HALT, HOUR), List.of(record("first-1", "chat", Outcome.DELIVERED, "")), true),
            new Past(event(2, "a", HALT, CLOSED, 30 * MINUTE), List.of(record("first-2", "chat", Outcome.DELIVERED, "")), true),
            new Past(event(3, "a", CLOSED, HALT, MINUTE), List.of(), false));

        assertThat(scene.ids("chat")).containsExactly("first-3");
        assertThat(scene.sent("chat").get(0).trail().episode()).isEqualTo("first-3");
    }

    @Test
    void shouldGoOnCallingByElapsedTime()
    {
        restore(new Past(event(1, "a", CLOSED, HALT, 5 * MINUTE), List.of(record("first-1", "mail", Outcome.DELIVERED, "")), false));
        assertThat(scene.ids("sms")).containsExactly("first-1.e1");
        scene.at(6 * MINUTE);

        assertThat(scene.ids("sms")).containsExactly("first-1.e1", "first-1.e2");
    }

    @Test
    void shouldNotCallAgainWhereAStepWasTaken()
    {
        restore(new Past(event(1, "a", CLOSED, HALT, 21 * MINUTE), List.of(record("first-1.e1", "sms", Outcome.DELIVERED, "")), false));

        assertThat(scene.ids("sms")).containsExactly("first-1.e4");
    }

    @Test
    void shouldSendAgainThatAnActionFailedWhereThatWasNotTaken()
    {
        restore(new Past(event(1, "a", CLOSED, HALT, MINUTE), List.of(record("first-1", "mail", Outcome.DELIVERED, ""),
            record("first-1", "chat", Outcome.DELIVERED, ""), record("first-1.uf", "mail", Outcome.DELIVERED, ""),
            record("first-1.uf", "chat", Outcome.RETRIED, "503")), false));

        assertThat(scene.ids("mail")).isEmpty();
        assertThat(scene.sent("chat")).singleElement().satisfies(draft ->
        {
            assertThat(draft.id()).isEqualTo("first-1.uf");
            assertThat(draft.priority()).isEqualTo(io.interlock.core.port.Priority.CRITICAL);
            assertThat(draft.extras().note()).contains("a safety action failed", "journal");
        });
    }

    private static ActionEvent failed(final String order, final String action, final long agoMs)
    {
        return new ActionEvent(order + '-' + action, action, "a", ActionEvent.Stage.TIMED_OUT, 3, Scene.START_MS - agoMs, "no answer");
    }

    @Test
    void shouldTellThatAnActionFailedWhereNoAttemptWasMadeBeforeTheCrash()
    {
        restore(new Past(event(1, "a", CLOSED, HALT, MINUTE), List.of(record("first-1", "mail", Outcome.DELIVERED, ""),
            record("first-1", "chat", Outcome.DELIVERED, ""), record("first-1.uf", "mail", Outcome.DELIVERED, "")), false,
            List.of(failed("first-1", "cancelAll", 1), failed("zero-resumed-a", "flatten", 1))));

        assertThat(scene.ids("mail")).containsExactly("zero-resumed-a.uf");
        assertThat(scene.ids("chat")).containsExactly("first-1.uf", "zero-resumed-a.uf");
        assertThat(scene.sent("chat").get(0).extras().actions()).extracting(ActionEvent::action).containsExactly("cancelAll");
        assertThat(scene.sent("chat").get(0).priority()).isEqualTo(io.interlock.core.port.Priority.CRITICAL);
        assertThat(scene.sent("sms", Kind.UPDATE)).as("it is not for it, and it was told of nothing").isEmpty();
    }

    @Test
    void shouldNotTellOfAFailureThatCameWithTheChangesOwnMessageOrIsTooOld()
    {
        restore(
            new Past(event(1, "a", CLOSED, HALT, 25 * HOUR), List.of(), true, List.of(failed("first-1", "cancelAll", 25 * HOUR))),
            new Past(event(2, "a", CLOSED, HALT, MINUTE), List.of(record("first-2", "mail", Outcome.DELIVERED, ""),
                record("first-2", "chat", Outcome.DELIVERED, ""), record("first-2.uf", "mail", Outcome.SUPPRESSED, "joined into first-2"),
                record("first-2.uf", "chat", Outcome.SUPPRESSED, "joined into first-9")), false,
                List.of(failed("first-2", "cancelAll", 1))));

        assertThat(scene.ids("mail")).isEmpty();
        assertThat(scene.ids("chat")).containsExactly("first-2.uf");
    }

    @Test
    void shouldNotCallOnTopOfALateMessage()
    {
        final Scene desk = new Scene(Scene.config(List.of(Scene.step(0, "desk")), Scene.channel("desk", "WARNING")), "second");
        desk.router.restore(new NoticeHistory(List.of(new Past(event(1, "a", CLOSED, HALT, MINUTE), List.of(), false)), List.of()),
            desk.nowMs());

        assertThat(desk.at(MINUTE).ids("desk")).containsExactly("first-1");
    }

    @Test
    void shouldKeepAnAcknowledgement()
    {
        restore(new Past(event(1, "a", CLOSED, HALT, MINUTE), List.of(record("first-1", "", Outcome.ACKNOWLEDGED, "mine")), false));

        assertThat(scene.at(24 * HOUR).sent("sms")).isEmpty();
        assertThat(scene.router.open()).singleElement().extracting(OpenNotice::acknowledgedBy).isEqualTo("bob");
        assertThat(scene.sent("mail", Kind.REPEAT)).isEmpty();
    }

    @Test
    void shouldKeepASilenceUntilItsEnd()
    {
        final Scene before = new Scene(CONFIG, "first");
        before.silence("a", "2h deploying: now");
        scene.at(HOUR).router.restore(new NoticeHistory(
            List.of(new Past(event(1, "a", CLOSED, HALT, MINUTE), List.of(), false)), before.records), scene.nowMs());

        assertThat(scene.sent("mail")).isEmpty();
        assertThat(scene.router.silences()).isEqualTo(before.router.silences());
        assertThat(scene.at(2 * HOUR).sent("mail")).extracting(Draft::id).contains("first-1");
    }

    @Test
    void shouldKeepTheNumbersOfRepeats()
    {
        restore(new Past(event(1, "a", CLOSED, HALT, 9 * HOUR), List.of(record("first-1", "mail", Outcome.DELIVERED, "")), false));

        assertThat(scene.at(4 * HOUR).sent("mail", Kind.REPEAT)).extracting(Draft::id).containsExactly("first-1.r3");
    }

    @Test
    void shouldFollowActionsThatARestartResumes()
    {
        restore(new Past(event(1, "a", CLOSED, SHUTDOWN, MINUTE), List.of(record("first-1", "mail", Outcome.DELIVERED, "")), false));
        scene.action("second-resumed-a", "saveAgain", "a", io.interlock.core.port.ActionEvent.Stage.SUCCEEDED);

        assertThat(scene.ids("mail")).contains("second-resumed-a.u");
    }

    @Test
    void shouldSendNothingWhereNothingIsKnown()
    {
        scene.router.restore(NoticeHistory.NOTHING, scene.nowMs());

        assertThat(scene.got).isEmpty();
        assertThat(scene.router.nextDueMs()).isEqualTo(Long.MAX_VALUE);
    }
}
