package io.interlock.notify.route;

import static io.interlock.core.model.Level.ALERT;
import static io.interlock.core.model.Level.CLOSED;
import static io.interlock.core.model.Level.HALT;
import static io.interlock.core.model.Level.SHUTDOWN;
import static io.interlock.core.model.Level.THROTTLE;
import static io.interlock.notify.route.Scene.HOUR;
import static io.interlock.notify.route.Scene.MINUTE;
import static io.interlock.notify.route.Scene.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.NotificationsConfig;
import io.interlock.config.QuietHours;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.ActionEvent.Stage;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallsTest
{
    private final Scene scene = new Scene(Scene.config(
        List.of(Scene.step(2 * MINUTE, "sms"), Scene.step(10 * MINUTE, "sms", "boss")),
        Scene.channel("mail", "WARNING"), Scene.channel("sms", "EMERGENCY"), Scene.channel("boss", "EMERGENCY")));

    @Test
    void shouldRepeatACriticalWhileItLasts()
    {
        final String halt = scene.up("a", CLOSED, HALT);
        scene.up("b", CLOSED, ALERT);
        scene.at(9 * HOUR).down("a", HALT, CLOSED);
        scene.at(24 * HOUR);

        assertThat(scene.sent("mail", Kind.REPEAT)).extracting(Draft::id).containsExactly(halt + ".r1", halt + ".r2");
        assertThat(scene.sent("mail", Kind.REPEAT)).extracting(Draft::priority).containsOnly(Priority.CRITICAL);
        assertThat(scene.sent("log", Kind.REPEAT)).hasSize(2);
        assertThat(scene.sent("sms", Kind.REPEAT)).isEmpty();
    }

    /** Found by the simulation: its message came twice, the second time as if it were of the episode that had begun meanwhile. */
    @Test
    void shouldTellTheEndOfWhatARestartAskedForOnce()
    {
        final String halt = scene.up("a", CLOSED, HALT);
        scene.action("life-resumed-a", "cancelAll", "a", Stage.STARTED);
        scene.at(MINUTE).down("a", HALT, CLOSED);
        scene.up("a", CLOSED, SHUTDOWN);
        scene.action("life-resumed-a", "cancelAll", "a", Stage.SUCCEEDED);
        scene.action("life-resumed-a", "saveAgain", "a", Stage.SUCCEEDED);

        assertThat(scene.at(HOUR).sent("mail", Kind.UPDATE)).singleElement().satisfies(draft ->
        {
            assertThat(draft.id()).isEqualTo("life-resumed-a.u");
            assertThat(draft.trail().episode()).isEqualTo(halt);
        });
    }

    @Test
    void shouldCallTheNextStepUntilSomebodyAcknowledges()
    {
        final String halt = scene.up("a", CLOSED, HALT);
        scene.at(2 * MINUTE - 1);
        assertThat(scene.sent("sms")).isEmpty();
        scene.at(21 * MINUTE);

        assertThat(scene.ids("sms")).containsExactly(halt + ".e1", halt + ".e2", halt + ".e3", halt + ".e4");
        assertThat(scene.ids("boss")).containsExactly(halt + ".e2", halt + ".e3", halt + ".e4");
        assertThat(scene.sent("boss")).allSatisfy(draft -> assertThat(draft.kind()).isEqualTo(Kind.ESCALATION));
        assertThat(scene.sent("boss").get(1).extras().note()).startsWith("step 2 of 2, round 2: nobody has acknowledged for 15 min");
        assertThat(scene.ack(halt).accepted()).isTrue();
        scene.at(24 * HOUR);
        assertThat(scene.sent("boss", Kind.ESCALATION)).hasSize(3);
        assertThat(scene.sent("mail", Kind.REPEAT)).isEmpty();
    }

    @Test
    void shouldNotCallWhoWasToldJustNow()
    {
        final Scene desk = new Scene(Scene.config(List.of(Scene.step(0, "desk")), Scene.channel("desk", "WARNING")));
        final String halt = desk.up("a", CLOSED, HALT);
        desk.at(MINUTE);

        assertThat(desk.ids("desk")).containsExactly(halt);
        assertThat(desk.suppressed("desk")).singleElement().satisfies(one ->
        {
            assertThat(one.draft().id()).isEqualTo(halt + ".e1");
            assertThat(one.why()).startsWith("told just now");
        });
        assertThat(desk.at(10 * MINUTE).ids("desk")).contains(halt + ".e2");
    }

    @Test
    void shouldNotCallOnTopOfTheChangeWhereThereIsNoGroupWait()
    {
        final NotificationsConfig.Policy usual = NotificationsConfig.Policy.DEFAULTS;
        final Scene desk = new Scene(new NotificationsConfig(
            new NotificationsConfig.Policy(0, usual.repeatNs(), usual.redeliverNs(), usual.escalateRepeatNs(), "", ""),
            List.of(Scene.channel("desk", "WARNING"), Scene.channel("boss", "EMERGENCY")),
            List.of(Scene.step(0, "desk", "boss"), Scene.step(SECOND, "desk"))));
        final String halt = desk.up("a", CLOSED, HALT);
        desk.at(SECOND - 1);
        assertThat(desk.ids("desk")).containsExactly(halt);
        assertThat(desk.ids("boss")).as("whom the change was not for").containsExactly(halt + ".e1");

        assertThat(desk.at(SECOND).ids("desk")).as("what is due after it is no echo").containsExactly(halt, halt + ".e2");
    }

    @Test
    void shouldSayWhoIsCalledNext()
    {
        assertThat(scene.up("b", CLOSED, ALERT)).isNotNull();
        assertThat(scene.router.open()).singleElement().extracting(OpenNotice::next).isNull();
        scene.down("b", ALERT, CLOSED);
        final String halt = scene.up("a", CLOSED, HALT);

        assertThat(next()).isEqualTo(new OpenNotice.Next(Scene.START_MS + 2 * MINUTE, List.of("sms")));
        scene.at(2 * MINUTE);
        assertThat(next()).isEqualTo(new OpenNotice.Next(Scene.START_MS + 10 * MINUTE, List.of("sms", "boss")));
        scene.at(10 * MINUTE);
        assertThat(next()).isEqualTo(new OpenNotice.Next(Scene.START_MS + 15 * MINUTE, List.of("sms", "boss")));
        scene.ack(halt);
        assertThat(next()).isNull();
    }

    private OpenNotice.Next next()
    {
        return scene.router.open().get(0).next();
    }

    @Test
    void shouldEndTheEscalationBelowThrottle()
    {
        scene.up("a", CLOSED, HALT);
        scene.at(MINUTE).down("a", HALT, ALERT);
        scene.up("b", CLOSED, SHUTDOWN);
        scene.at(MINUTE + 1).down("b", SHUTDOWN, CLOSED);

        assertThat(scene.at(HOUR).sent("sms", Kind.ESCALATION)).isEmpty();
    }

    @Test
    void shouldCallAgainWhenItBecomesStricterAfterAnAcknowledgement()
    {
        scene.up("a", CLOSED, THROTTLE);
        scene.at(MINUTE).ack("");
        assertThat(scene.at(HOUR).sent("sms")).isEmpty();
        final String halt = scene.up("a", THROTTLE, HALT);

        assertThat(scene.at(HOUR + 2 * MINUTE).ids("sms")).containsExactly(halt + ".e1");
    }

    @Test
    void shouldJournalAnAcknowledgementAndTellThoseWhoWereTold()
    {
        final String alert = scene.up("a", CLOSED, ALERT);
        final String halt = scene.at(10 * SECOND).up("a", ALERT, HALT);
        final NoticeCommand.Answer answer = scene.at(3 * MINUTE).say(NoticeCommand.Kind.ACKNOWLEDGE, halt + ".e1", "", "looking");

        assertThat(answer.accepted()).isTrue();
        assertThat(scene.records).singleElement().satisfies(record ->
        {
            assertThat(record.outcome()).isEqualTo(NoticeRecord.Outcome.ACKNOWLEDGED);
            assertThat(record.id()).isEqualTo(halt);
            assertThat(record.words()).isEqualTo(new NoticeRecord.Words("ann", "looking"));
            assertThat(record.wallMs()).isEqualTo(scene.nowMs());
        });
        assertThat(scene.ids("mail")).last().isEqualTo(halt + ".a");
        assertThat(scene.ids("sms")).last().isEqualTo(halt + ".a");
        assertThat(scene.sent("boss")).as("who was not called is told nothing").isEmpty();
        assertThat(scene.sent("mail")).last().satisfies(told ->
        {
            assertThat(told.kind()).isEqualTo(Kind.ACKNOWLEDGED);
            assertThat(told.priority()).isEqualTo(Priority.INFO);
            assertThat(told.extras().note()).isEqualTo("by ann: looking");
        });
        assertThat(scene.router.open().get(0).acknowledgedBy()).isEqualTo("ann");

        assertThat(scene.ack(alert)).satisfies(again ->
        {
            assertThat(again.accepted()).isTrue();
            assertThat(again.message()).contains("by ann").contains("already");
        });
        assertThat(scene.records).hasSize(1);
    }

    @Test
    void shouldRefuseAnUnknownIdAndNameThoseOpen()
    {
        final String halt = scene.up("a", CLOSED, HALT);
        assertThat(scene.ack("x-1.e1")).satisfies(answer ->
        {
            assertThat(answer.accepted()).isFalse();
            assertThat(answer.message()).contains("'x-1.e1'").contains(halt + " (HALT of a)");
        });
        scene.at(MINUTE).down("a", HALT, CLOSED);
        assertThat(scene.ack(halt)).satisfies(answer ->
        {
            assertThat(answer.accepted()).isTrue();
            assertThat(answer.message()).contains("over since");
        });
        assertThat(scene.records).isEmpty();
    }

    @Test
    void shouldAcknowledgeWhatTheReceiverKnowsByAnOlderEpisode()
    {
        final String first = scene.up("a", CLOSED, HALT);
        scene.at(SECOND).down("a", HALT, CLOSED);
        scene.at(2 * SECOND).up("a", CLOSED, HALT);
        scene.at(MINUTE);
        assertThat(scene.sent("mail")).last().extracting(draft -> draft.trail().episode()).isEqualTo(first);

        assertThat(scene.ack(first).accepted()).isTrue();
        assertThat(scene.records).hasSize(1);
        assertThat(scene.at(HOUR).sent("sms")).isEmpty();
    }

    @Test
    void shouldHoldACallInQuietHoursButNotOfAnEmergency()
    {
        final QuietHours noon = new QuietHours(LocalTime.of(12, 0), LocalTime.of(13, 0), ZoneOffset.UTC);
        final Scene quiet = new Scene(Scene.config(List.of(Scene.step(MINUTE, "sms")), Scene.quiet("sms", "EMERGENCY", noon)));
        final String halt = quiet.up("a", CLOSED, HALT);
        quiet.at(2 * MINUTE);
        assertThat(quiet.sent("sms")).isEmpty();
        final String shutdown = quiet.up("b", CLOSED, SHUTDOWN);
        quiet.at(3 * MINUTE);
        assertThat(quiet.ids("sms")).containsExactly(shutdown, shutdown + ".e1");
        quiet.ack(shutdown);
        quiet.at(HOUR);

        assertThat(quiet.sent("sms", Kind.ESCALATION)).extracting(Draft::scope).contains("a");
        assertThat(quiet.ids("sms")).last().asString().startsWith(halt + ".e");
    }

    @Test
    void shouldSayOnceWhatTheActionsCameTo()
    {
        final String halt = scene.up("a", CLOSED, HALT);
        scene.at(6 * SECOND);
        for (final String action : new String[] {"dump", "saveState", "cancelAll", "flatten", "saveAgain"})
        {
            scene.action(halt, action, "a", Stage.STARTED);
        }
        for (final String action : new String[] {"cancelAll", "flatten", "saveAgain"})
        {
            scene.action(halt, action, "a", Stage.SUCCEEDED);
        }
        assertThat(scene.sent("mail", Kind.UPDATE)).isEmpty();
        scene.action(halt, "saveState", "a", Stage.SUCCEEDED);
        scene.action(halt, "dump", "a", Stage.SUCCEEDED);
        scene.at(HOUR);

        assertThat(scene.sent("mail", Kind.UPDATE)).singleElement().satisfies(draft ->
        {
            assertThat(draft.id()).isEqualTo(halt + ".u");
            assertThat(draft.priority()).isEqualTo(Priority.INFO);
            assertThat(draft.extras().actions()).extracting(ActionEvent::action)
                .containsExactly("dump", "saveState", "cancelAll", "flatten", "saveAgain");
        });
        assertThat(scene.sent("sms", Kind.UPDATE)).isEmpty();
    }

    @Test
    void shouldTellAFailedActionAtOnceAsCritical()
    {
        final String halt = scene.up("a", CLOSED, HALT);
        scene.action(halt, "cancelAll", "a", Stage.STARTED);
        scene.action(halt, "cancelAll", "a", Stage.TIMED_OUT);
        assertThat(scene.ids("mail")).containsExactly(halt, halt + ".uf");
        assertThat(scene.sent("mail").get(1).priority()).isEqualTo(Priority.CRITICAL);
        scene.action(halt, "saveAgain", "a", Stage.SUCCEEDED);

        assertThat(scene.ids("mail")).containsExactly(halt, halt + ".uf", halt + ".u");
        final String shutdown = scene.at(MINUTE).up("a", HALT, SHUTDOWN);
        scene.action(shutdown, "stop", "a", Stage.FAILED);
        assertThat(scene.sent("sms", Kind.UPDATE)).extracting(Draft::priority).containsOnly(Priority.EMERGENCY);
    }

    @Test
    void shouldBringTheActionsWithAMessageThatHasNotGoneYet()
    {
        scene.up("a", CLOSED, HALT);
        scene.at(SECOND).down("a", HALT, CLOSED);
        final String halt = scene.at(SECOND).up("a", CLOSED, HALT);
        scene.action(halt, "saveAgain", "a", Stage.SUCCEEDED);
        scene.at(MINUTE);

        assertThat(scene.sent("mail", Kind.UPDATE)).isEmpty();
        assertThat(scene.sent("mail").get(1).extras().actions()).hasSize(1);
    }

    @Test
    void shouldJournalThatAFailureComesWithTheMessageThatHasNotGoneYet()
    {
        scene.up("a", CLOSED, HALT);
        scene.at(SECOND).down("a", HALT, CLOSED);
        final String halt = scene.at(SECOND).up("a", CLOSED, HALT);
        scene.action(halt, "cancelAll", "a", Stage.FAILED);

        assertThat(scene.suppressed("mail")).anySatisfy(one ->
        {
            assertThat(one.draft().id()).isEqualTo(halt + ".uf");
            assertThat(one.why()).startsWith(Outbox.JOINED);
        });
        scene.at(MINUTE);
        assertThat(scene.sent("mail", Kind.UPDATE)).isEmpty();
    }

    @Test
    void shouldSayThatActionsHaveNotEnded()
    {
        final String halt = scene.up("a", CLOSED, HALT);
        scene.action(halt, "flatten", "a", Stage.STARTED);

        assertThat(scene.at(HOUR).sent("mail", Kind.UPDATE)).singleElement()
            .satisfies(draft -> assertThat(draft.extras().note()).isEqualTo("some actions have not ended"));
    }
}
