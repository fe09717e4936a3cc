package io.interlock.notify.route;

import static io.interlock.core.model.Level.ALERT;
import static io.interlock.core.model.Level.CLOSED;
import static io.interlock.core.model.Level.HALT;
import static io.interlock.core.model.Level.SHUTDOWN;
import static io.interlock.core.model.Level.THROTTLE;
import static io.interlock.notify.route.Scene.MINUTE;
import static io.interlock.notify.route.Scene.SECOND;
import static io.interlock.notify.route.Scene.channel;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ChannelRoute;
import io.interlock.config.ChannelType;
import io.interlock.core.model.Cause;
import io.interlock.core.port.Priority;
import io.interlock.core.port.TransitionEvent;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangesTest
{
    private final Scene scene = new Scene(Scene.config(
        channel("mail", "WARNING"), channel("chat", "CRITICAL"), channel("sms", "EMERGENCY"),
        Scene.channel("pager", ChannelType.PAGERDUTY, new ChannelRoute("WARNING", Set.of(), null, 30, 1, 1)),
        Scene.channel("venue", ChannelType.SLACK, new ChannelRoute("WARNING", Set.of("binance"), null, 30, 1, 1))));

    @Test
    void shouldTellEachChannelFromItsLowestPriority()
    {
        final String alert = scene.up("", CLOSED, ALERT);
        final String halt = scene.at(10 * SECOND).up("", ALERT, HALT);
        final String shutdown = scene.at(20 * SECOND).up("", HALT, SHUTDOWN);

        assertThat(scene.ids("log")).containsExactly(alert, halt, shutdown);
        assertThat(scene.ids("dashboard")).containsExactly(alert, halt, shutdown);
        assertThat(scene.ids("mail")).containsExactly(alert, halt, shutdown);
        assertThat(scene.ids("chat")).containsExactly(halt, shutdown);
        assertThat(scene.ids("sms")).containsExactly(shutdown);
        assertThat(scene.sent("mail")).extracting(Draft::priority)
            .containsExactly(Priority.WARNING, Priority.CRITICAL, Priority.EMERGENCY);
        assertThat(scene.sent("mail")).allSatisfy(draft -> assertThat(draft.trail().episode()).isEqualTo(alert));
        assertThat(scene.sent("mail").get(0).trail().journalHead()).isEqualTo("7:abc");
    }

    @Test
    void shouldTellAChannelOfItsScopesAlone()
    {
        scene.up("binance2", CLOSED, HALT);
        scene.up("", CLOSED, HALT);
        final String own = scene.up("binance", CLOSED, HALT);
        final String below = scene.up("binance/maker-1", CLOSED, HALT);

        assertThat(scene.ids("venue")).containsExactly(own, below);
    }

    @Test
    void shouldSendTheFirstChangeAtOnceAndJoinThoseThatFollow()
    {
        final String first = scene.up("a", CLOSED, HALT);
        scene.down("a", HALT, CLOSED);
        final String second = scene.at(SECOND).change("a", CLOSED, THROTTLE, Cause.SLIPPAGE);
        scene.at(2 * SECOND).down("a", THROTTLE, CLOSED);

        assertThat(scene.ids("mail")).containsExactly(first);
        scene.at(MINUTE);

        assertThat(scene.ids("mail")).containsExactly(first, second);
        final Draft joined = scene.sent("mail").get(1);
        assertThat(joined.kind()).isEqualTo(Kind.RESOLVED);
        assertThat(joined.facts().to()).isEqualTo("CLOSED");
        assertThat(joined.priority()).isEqualTo(Priority.CRITICAL);
        assertThat(joined.extras().joined()).containsExactly(
            "a: HALT -> CLOSED because of RECOVERY", "a: CLOSED -> THROTTLE because of SLIPPAGE");
        assertThat(scene.got).filteredOn(one -> one.channel().equals("mail") && one.why() == null).last()
            .extracting(Scene.Got::atMs).isEqualTo(5 * SECOND);
        assertThat(scene.suppressed("mail")).hasSize(2).extracting(Scene.Got::why).containsOnly("joined into " + second);
        assertThat(scene.ids("log")).hasSize(4);
    }

    @Test
    void shouldNotGroupScopesWithEachOther()
    {
        final String first = scene.up("a", CLOSED, THROTTLE);
        final String second = scene.up("b", CLOSED, THROTTLE);

        assertThat(scene.ids("mail")).containsExactly(first, second);
    }

    @Test
    void shouldSendAnEmergencyAtOnceWithWhatWasGathered()
    {
        scene.up("a", CLOSED, ALERT);
        final String down = scene.at(SECOND).down("a", ALERT, CLOSED);
        final String shutdown = scene.at(2 * SECOND).up("a", CLOSED, SHUTDOWN);

        assertThat(scene.ids("mail")).contains(shutdown);
        assertThat(scene.sent("mail").get(1).extras().joined()).containsExactly("a: ALERT -> CLOSED because of RECOVERY");
        assertThat(scene.suppressed("mail")).singleElement().satisfies(one ->
        {
            assertThat(one.draft().id()).isEqualTo(down);
            assertThat(one.why()).isEqualTo("joined into " + shutdown);
        });
        assertThat(scene.at(MINUTE).ids("mail")).hasSize(2);
    }

    @Test
    void shouldCountEqualChangesInOneLine()
    {
        scene.up("a", CLOSED, ALERT);
        for (int i = 0; i < 4; i++)
        {
            scene.down("a", ALERT, CLOSED);
            scene.up("a", CLOSED, ALERT);
        }
        scene.at(10 * SECOND);

        assertThat(scene.sent("mail")).hasSize(2);
        assertThat(scene.sent("mail").get(1).extras().joined()).containsExactly(
            "a: ALERT -> CLOSED because of RECOVERY, 4 times", "a: CLOSED -> ALERT because of API_LATENCY, 3 times");
    }

    @Test
    void shouldNotTellTwiceWhatWasJustTold()
    {
        final String halt = scene.up("a", CLOSED, HALT);
        scene.at(SECOND).up("a", CLOSED, HALT);
        scene.at(MINUTE);

        assertThat(scene.ids("mail")).containsExactly(halt);
        assertThat(scene.suppressed("mail")).singleElement().extracting(Scene.Got::why).asString().startsWith("told already");
    }

    @Test
    void shouldPassOverAnEventThatComesTwice()
    {
        final TransitionEvent event = scene.event("a", CLOSED, HALT, Cause.LOSS);
        scene.router.transition(event, scene.nowMs());
        scene.at(MINUTE).router.transition(event, scene.nowMs());

        assertThat(scene.at(2 * MINUTE).got).hasSize(5).allSatisfy(one -> assertThat(one.why()).isNull());
    }

    @Test
    void shouldInhibitAlertAndThrottleByAHalt()
    {
        scene.silence("a", "1m deploying");
        final String throttle = scene.at(SECOND).up("a", CLOSED, THROTTLE);
        final String halt = scene.at(2 * SECOND).up("a", THROTTLE, HALT);
        scene.at(2 * MINUTE);

        assertThat(scene.ids("mail")).containsExactly(halt);
        assertThat(scene.sent("mail").get(0).extras().joined()).isEmpty();
        assertThat(scene.suppressed("mail")).singleElement().satisfies(one ->
        {
            assertThat(one.draft().id()).isEqualTo(throttle);
            assertThat(one.why()).isEqualTo("inhibited by HALT " + halt);
        });
    }

    @Test
    void shouldInhibitHaltByAShutdownOfTheSameScope()
    {
        scene.silence("a", "1m deploying");
        final String halt = scene.at(SECOND).up("a", CLOSED, HALT);
        final String shutdown = scene.at(2 * SECOND).up("a", HALT, SHUTDOWN);

        assertThat(scene.sent("mail").get(0).extras().joined()).isEmpty();
        assertThat(scene.suppressed("mail")).singleElement().satisfies(one ->
        {
            assertThat(one.draft().id()).isEqualTo(halt);
            assertThat(one.why()).isEqualTo("inhibited by SHUTDOWN " + shutdown);
        });
    }

    @Test
    void shouldTellWhatOvertookAStepDownAfterIt()
    {
        scene.up("a", CLOSED, HALT);
        scene.at(MINUTE);
        final TransitionEvent down = scene.event("a", HALT, CLOSED, Cause.FORCE_RECOVERY);
        final String alert = scene.up("a", CLOSED, THROTTLE);
        assertThat(scene.ids("mail")).doesNotContain(alert);
        assertThat(scene.ids("log")).contains(alert);

        scene.router.transition(down, scene.nowMs());
        scene.at(2 * MINUTE);

        assertThat(scene.sent("mail")).extracting(Draft::kind).containsExactly(Kind.TRANSITION, Kind.RESOLVED, Kind.TRANSITION);
        assertThat(scene.ids("mail")).last().isEqualTo(alert);
        assertThat(scene.router.open()).singleElement().extracting(OpenNotice::level).isEqualTo(THROTTLE);
    }

    @Test
    void shouldTellWhatOvertookAStepDownThatNeverComes()
    {
        scene.up("a", CLOSED, HALT);
        scene.event("a", HALT, CLOSED, Cause.FORCE_RECOVERY);
        final String throttle = scene.at(MINUTE).up("a", CLOSED, THROTTLE);

        assertThat(scene.at(3 * MINUTE).ids("mail")).last().isEqualTo(throttle);
    }

    @Test
    void shouldKeepTheStricterLevelWhereAHaltOvertookAStepDown()
    {
        scene.up("a", CLOSED, HALT);
        scene.at(MINUTE);
        final TransitionEvent down = scene.event("a", HALT, THROTTLE, Cause.RECOVERY);
        final String again = scene.up("a", THROTTLE, HALT);
        scene.router.transition(down, scene.nowMs());
        scene.at(2 * MINUTE);

        assertThat(scene.ids("mail")).last().isEqualTo(again);
        assertThat(scene.ids("log")).last().isEqualTo(down.id());
        assertThat(scene.suppressed("mail")).singleElement().extracting(Scene.Got::why).isEqualTo("overtaken by " + again);
        assertThat(scene.router.open()).singleElement().extracting(OpenNotice::level).isEqualTo(HALT);
    }

    /** Told an end and then more under the same episode, a receiver's channel would take that for news of something that is over. */
    @Test
    void shouldGoOnWhereWhatOvertookAStepDownIsForOthers()
    {
        final Scene two = new Scene(Scene.config(Scene.channel("page", "CRITICAL"), Scene.channel("mail", "WARNING")));
        final String first = two.up("a", CLOSED, THROTTLE);
        two.at(MINUTE);
        final TransitionEvent down = two.event("a", THROTTLE, CLOSED, Cause.RECOVERY);
        final String alert = two.up("a", CLOSED, ALERT);
        two.router.transition(down, two.nowMs());
        final String end = two.at(2 * MINUTE).down("a", ALERT, CLOSED);

        assertThat(two.at(3 * MINUTE).ids("page")).containsExactly(first, end);
        assertThat(two.suppressed("page")).singleElement().extracting(Scene.Got::why).isEqualTo("overtaken by " + alert);
    }

    @Test
    void shouldResolveOnEachChannelThatWasToldAndSayHowLongItLasted()
    {
        final String halt = scene.up("a", CLOSED, HALT);
        scene.at(15 * MINUTE).down("a", HALT, THROTTLE);
        scene.at(20 * MINUTE + 3 * SECOND).down("a", THROTTLE, CLOSED);

        assertThat(scene.sent("chat", Kind.RESOLVED)).hasSize(2).allSatisfy(draft ->
        {
            assertThat(draft.priority()).isEqualTo(Priority.INFO);
            assertThat(draft.trail().episode()).isEqualTo(halt);
        });
        assertThat(scene.sent("chat", Kind.RESOLVED).get(1).extras().note()).isEqualTo("it lasted 20 min 3 s");
        assertThat(scene.sent("sms")).isEmpty();
        assertThat(scene.router.open()).isEmpty();
    }

    @Test
    void shouldKeepTheReceiversIncidentWhereAScopeWasClosedForMoments()
    {
        final String first = scene.up("a", CLOSED, ALERT);
        scene.at(SECOND).down("a", ALERT, CLOSED);
        scene.at(2 * SECOND).up("a", CLOSED, ALERT);
        scene.at(MINUTE).down("a", ALERT, CLOSED);
        final String next = scene.at(2 * MINUTE).up("a", CLOSED, ALERT);

        assertThat(scene.sent("pager")).extracting(draft -> draft.trail().episode()).containsExactly(first, first, first, next);
    }

    @Test
    void shouldTellAStepDownOfWhichNothingIsKnownToThoseWhoHadHeardOfIt()
    {
        scene.down("a", ALERT, CLOSED);

        assertThat(scene.sent("mail")).hasSize(1);
        assertThat(scene.sent("chat")).isEmpty();
        assertThat(scene.sent("log")).hasSize(1);
    }

    @Test
    void shouldTellAHaltAfterAnAlertAtOnce()
    {
        scene.up("hasty", CLOSED, ALERT);
        scene.at(100).up("hasty", ALERT, HALT);

        assertThat(scene.sent("mail")).extracting(draft -> draft.facts().to()).containsExactly("ALERT", "HALT");
    }
}
