package io.interlock.notify.route;

import static io.interlock.core.model.Level.ALERT;
import static io.interlock.core.model.Level.CLOSED;
import static io.interlock.core.model.Level.HALT;
import static io.interlock.core.model.Level.SHUTDOWN;
import static io.interlock.notify.route.Scene.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelRoute;
import io.interlock.config.ChannelType;
import io.interlock.config.QuietHours;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Of what a receiver is asked whether somebody has acknowledged it there. */
class AwaitedTest
{
    private static final Set<String> PAGER = Set.of("pager");

    private final Scene scene = new Scene(Scene.config(pager(null), Scene.channel("mail", "WARNING")));

    private static ChannelConfig pager(final QuietHours quiet)
    {
        return Scene.channel("pager", ChannelType.PAGERDUTY, new ChannelRoute("CRITICAL", Set.of("a", "b"), quiet, 30, 1, 1));
    }

    @Test
    void shouldBeWhatTheChannelWasToldOf()
    {
        assertThat(scene.router.awaited(PAGER)).isEmpty();
        final String alert = scene.up("a", CLOSED, ALERT);
        scene.up("c", CLOSED, HALT);
        assertThat(scene.router.awaited(PAGER)).as("too low, or another's").isEmpty();
        scene.at(MINUTE);
        final String halt = scene.up("a", ALERT, HALT);
        final Awaited first = new Awaited("pager", halt, alert, scene.nowMs());
        assertThat(scene.router.awaited(PAGER)).containsExactly(first);
        assertThat(scene.router.awaited(Set.of())).isEmpty();
        assertThat(scene.router.awaited(Set.of("pager", "mail"))).hasSize(3);
        scene.at(3 * MINUTE).down("a", HALT, ALERT);
        scene.at(5 * MINUTE);
        assertThat(scene.router.awaited(PAGER)).as("a step down is no news for who has not acknowledged").containsExactly(first);
        scene.down("a", ALERT, CLOSED);
        assertThat(scene.router.awaited(PAGER)).isEmpty();
    }

    @Test
    void shouldEndWhereSomebodyHasItUntilItBecomesStricter()
    {
        final String halt = scene.up("a", CLOSED, HALT);
        final String other = scene.up("b", CLOSED, HALT);
        scene.ack(halt);
        assertThat(scene.router.awaited(PAGER)).extracting(Awaited::id).containsExactly(other);
        scene.at(MINUTE);
        final String shutdown = scene.up("a", HALT, SHUTDOWN);
        assertThat(scene.router.awaited(PAGER)).containsExactly(
            new Awaited("pager", shutdown, halt, scene.nowMs()), new Awaited("pager", other, other, Scene.START_MS));
    }

    @Test
    void shouldWaitWhileTheLatestIsKeptFromTheReceiver()
    {
        final Scene quiet = new Scene(Scene.config(pager(new QuietHours(LocalTime.of(12, 30), LocalTime.of(13, 0), ZoneOffset.UTC))));
        quiet.up("a", CLOSED, HALT);
        assertThat(quiet.router.awaited(PAGER)).hasSize(1);
        quiet.at(20 * MINUTE).down("a", HALT, ALERT);
        quiet.at(40 * MINUTE);
        quiet.up("a", ALERT, HALT);
        assertThat(quiet.router.awaited(PAGER)).as("it was not told of the second").isEmpty();
        quiet.at(70 * MINUTE);
        assertThat(quiet.router.awaited(PAGER)).extracting(Awaited::sinceMs).isEqualTo(List.of(Scene.START_MS + 40 * MINUTE));
    }
}
