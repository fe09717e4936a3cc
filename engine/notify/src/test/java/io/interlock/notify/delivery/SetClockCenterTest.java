package io.interlock.notify.delivery;

import io.interlock.config.ChannelRoute;
import io.interlock.config.NotificationsConfig;
import io.interlock.config.QuietHours;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.Priority;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A center whose machine's clock is set forward by ten hours, into the night, and back. */
@Timeout(300)
class SetClockCenterTest
{
    private static final long NOON_MS = Instant.parse("2026-03-10T13:00:00Z").toEpochMilli();
    private static final long TEN_HOURS_MS = 36_000_000;
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneOffset.UTC);

    private volatile long wallMs = NOON_MS + TEN_HOURS_MS;
    private final ScriptedChannel always = new ScriptedChannel("always", message -> "taken");
    private final ScriptedChannel day = new ScriptedChannel("day", message -> "taken");

    private NotifyCenter center()
    {
        final EngineClock clock = new EngineClock()
        {
            @Override
            public long nanoTime()
            {
                return System.nanoTime();
            }

            @Override
            public long wallMs()
            {
                return wallMs;
            }
        };
        final ChannelRoute quiet = new ChannelRoute("INFO", Set.of(), NIGHT, 30, Notes.ROUTE.timeoutNs(), Notes.ROUTE.deadlineNs());
        return CenterRig.patient(
            new NotifyCenter.Setup(new NotificationsConfig(NotificationsConfig.Policy.DEFAULTS, List.of(), List.of()),
                List.of(ChannelEntry.of(always, Notes.ROUTE), ChannelEntry.of(day, quiet)), FallbackWords::of, null, clock, () -> ""),
            Notes::ignore, Notes::ignore);
    }

    @Test
    void shouldTellByDayAfterTheClockWasSetBackOutOfTheNight()
    {
        try (NotifyCenter center = center())
        {
            center.start();
            center.transition(Events.of(1, Priority.CRITICAL, "A"));
            Eventually.holds("told at night to whoever has no quiet hours", () -> always.ids().contains("boot-1"));
            wallMs = NOON_MS;
            center.transition(Events.of(2, Priority.CRITICAL, "B"));
            Eventually.holds("told by day", () -> day.ids().contains("boot-2"));
        }
    }
}
