package io.interlock.notify.route;

import static io.interlock.core.model.Level.ALERT;
import static io.interlock.core.model.Level.CLOSED;
import static io.interlock.core.model.Level.HALT;
import static io.interlock.notify.route.Scene.HOUR;
import static io.interlock.notify.route.Scene.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.QuietHours;
import io.interlock.core.port.NoticeHistory;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The machine's clock is set by hours while something is told: times here go on, and are ahead of it then. */
class SetClockTest
{
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneOffset.UTC);
    /** 23:00 by the time that goes on. */
    private static final long LATE_MS = 11 * HOUR;

    private final Scene scene = new Scene(Scene.config(Scene.quiet("mail", "INFO", NIGHT)));

    @Test
    void shouldTellByDayWhereTimeIsAheadOfTheClockByTenHours()
    {
        scene.aheadMs = 10 * HOUR;
        final String id = scene.at(LATE_MS).up("a", CLOSED, HALT);
        assertThat(scene.ids("mail")).containsExactly(id);
    }

    @Test
    void shouldBeQuietByNightWhereTimeIsAheadOfTheClockByTenHours()
    {
        scene.aheadMs = 10 * HOUR;
        // 23:00 by the machine's clock, and 09:00 the next day by the other.
        final String id = scene.at(21 * HOUR).up("a", CLOSED, HALT);
        assertThat(scene.at(29 * HOUR - 1).ids("mail")).isEmpty();
        assertThat(scene.at(29 * HOUR).ids("mail")).containsExactly(id);
    }

    @Test
    void shouldSayTheEndOfTheQuietHoursAsAPersonsClockHasIt()
    {
        scene.aheadMs = 10 * HOUR;
        scene.at(21 * HOUR).up("a", CLOSED, ALERT);
        assertThat(scene.suppressed("mail")).singleElement()
            .satisfies(one -> assertThat(one.why()).isEqualTo("quiet hours until 2026-03-11T07:00:00Z"));
    }

    @Test
    void shouldLookAgainWithinTenMinutesWhetherItIsStillNight()
    {
        final String id = scene.at(LATE_MS).up("a", CLOSED, HALT);
        assertThat(scene.at(LATE_MS + 5 * MINUTE).ids("mail")).isEmpty();
        scene.aheadMs = 6 * HOUR;
        assertThat(scene.at(LATE_MS + 10 * MINUTE).ids("mail")).containsExactly(id);
    }

    @Test
    void shouldHoldASilenceNoLongerThanItWasToLastWhereTheClockWasSetBackBeforeARestart()
    {
        final Scene before = new Scene(Scene.config(Scene.channel("mail", "INFO")));
        before.at(10 * HOUR).silence("", "1h deploying");
        final Scene after = new Scene(Scene.config(Scene.channel("mail", "INFO")), "second");
        after.router.restore(new NoticeHistory(List.of(), before.records), after.nowMs());

        final String held = after.up("a", CLOSED, HALT);
        assertThat(after.at(HOUR - 1).ids("mail")).isEmpty();
        assertThat(after.at(HOUR).ids("mail")).containsExactly(held);
        assertThat(after.router.silences()).isEmpty();
    }
}
