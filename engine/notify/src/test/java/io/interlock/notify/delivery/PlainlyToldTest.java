package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ChannelRoute;
import io.interlock.config.QuietHours;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.Priority;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the rules fail, a channel's lowest priority, scopes and quiet hours still hold. */
class PlainlyToldTest
{
    private static final long QUIET_MS = 3_600_000;

    private final ManualClock clock = new ManualClock();
    private final ScriptedChannel all = new ScriptedChannel("all", message -> "taken");
    private final ScriptedChannel loud = new ScriptedChannel("loud", message -> "taken");
    private final ScriptedChannel venue = new ScriptedChannel("venue", message -> "taken");
    private final ScriptedChannel quiet = new ScriptedChannel("quiet", message -> "taken");
    private final ScriptedChannel log = new ScriptedChannel("log", message -> "taken");
    private NotifyCenter center;

    @BeforeEach
    void open()
    {
        final LocalTime now = Instant.ofEpochMilli(clock.wallMs()).atZone(ZoneOffset.UTC).toLocalTime();
        final QuietHours hour = new QuietHours(now.minusMinutes(1), now.plusNanos(QUIET_MS * 1_000_000), ZoneOffset.UTC);
        final List<ChannelEntry> entries = List.of(
            entry(all, "code", route("INFO", Set.of(), null)), entry(loud, "code", route("EMERGENCY", Set.of(), null)),
            entry(venue, "code", route("INFO", Set.of("venue"), null)), entry(quiet, "code", route("INFO", Set.of(), hour)),
            entry(log, "log", route("EMERGENCY", Set.of("elsewhere"), hour)));
        final DeliveryParts delivery = new DeliveryParts(
            clock, WorkerRig::daemon, Notes::ignore, Notes::ignore, () -> failure -> WorkerRig.BACKOFF_NS);
        center = new NotifyCenter(new CenterParts(entries, FallbackWords::of, post ->
        {
            final TestRules rules = new TestRules(post, List.of());
            rules.first = entry ->
            {
                if (!(entry instanceof NoticeCommand))
                {
                    throw new IllegalStateException("broken");
                }
            };
            return rules;
        }, null, delivery, CenterRig.PATIENT));
        center.start();
    }

    @AfterEach
    void close()
    {
        center.close();
    }

    private static ChannelEntry entry(final ScriptedChannel channel, final String type, final ChannelRoute route)
    {
        return new ChannelEntry(channel.name(), type, route, channel, "");
    }

    private static ChannelRoute route(final String lowest, final Set<String> scopes, final QuietHours hours)
    {
        return new ChannelRoute(lowest, scopes, hours, 30, 10 * Notes.SECOND_NS, 600 * Notes.SECOND_NS);
    }

    private void tell(final long sequence, final Priority priority, final String scope)
    {
        center.transition(Events.of(sequence, priority, scope));
        // Its answer comes after what came before it was dispatched.
        assertThat(center.command(new NoticeCommand(NoticeCommand.Kind.ACKNOWLEDGE, "", "", "ann", "")).accepted()).isTrue();
        final String id = "boot-" + sequence;
        Eventually.holds(id + " on the one that takes all", () -> all.ids().contains(id));
    }

    private void pass(final long ms)
    {
        clock.advanceMs(ms);
        center.look();
        center.wake();
    }

    @Test
    void shouldHonourTheLowestPriorityAndTheScopes()
    {
        tell(1, Priority.CRITICAL, "other");
        tell(2, Priority.CRITICAL, "venue/a");
        tell(3, Priority.EMERGENCY, "other");
        tell(4, Priority.EMERGENCY, "venues");

        Eventually.holds("the loud ones", () -> loud.asked.size() == 2);
        Eventually.holds("the venue's", () -> venue.asked.size() == 1);
        Eventually.holds("the log has all", () -> log.asked.size() == 4);
        center.close();
        assertThat(loud.ids()).containsExactly("boot-3", "boot-4");
        assertThat(venue.ids()).containsExactly("boot-2");
    }

    @Test
    void shouldTellACriticalAtTheEndOfTheQuietHoursAndAnEmergencyAtOnce()
    {
        tell(1, Priority.CRITICAL, "a");
        tell(2, Priority.EMERGENCY, "b");
        Eventually.holds("the emergency", () -> quiet.ids().contains("boot-2"));
        pass(QUIET_MS - 1_000);
        tell(3, Priority.EMERGENCY, "c");
        Eventually.holds("another was taken meanwhile", () -> quiet.ids().contains("boot-3"));
        assertThat(quiet.ids()).doesNotContain("boot-1");
        pass(2_000);
        Eventually.holds("the quiet hours are over", () -> quiet.ids().contains("boot-1"));
    }

    @Test
    void shouldLeaveWhatQuietHoursHoldForTheNextLife()
    {
        tell(1, Priority.CRITICAL, "a");
        center.close();
        assertThat(quiet.asked).isEmpty();
    }
}
