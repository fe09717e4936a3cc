package io.interlock.notify.route;

import io.interlock.config.QuietHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;

/** When quiet hours end. Pure. */
final class Quiet
{
    private Quiet()
    {
    }

    /**
     * When the quiet hours end that hold now.
     *
     * @param hours null: none.
     * @param nowMs milliseconds since 1970.
     * @return the first moment that is not quiet any more; 0 where it is not quiet now.
     */
    static long endMs(final QuietHours hours, final long nowMs)
    {
        if (hours == null)
        {
            return 0;
        }
        final ZonedDateTime now = Instant.ofEpochMilli(nowMs).atZone(hours.zone());
        if (!isQuiet(hours, now.toLocalTime()))
        {
            return 0;
        }
        final long today = atMs(hours, now.toLocalDate(), nowMs);
        return today > nowMs ? today : atMs(hours, now.toLocalDate().plusDays(1), nowMs);
    }

    private static boolean isQuiet(final QuietHours hours, final LocalTime time)
    {
        final boolean begun = !time.isBefore(hours.from());
        final boolean over = !time.isBefore(hours.to());
        return hours.from().isBefore(hours.to()) ? begun && !over : begun || !over;
    }

    /** The end on a day. Where the clock jumps over it, it is the jump; where it comes twice, the first that is after now. */
    private static long atMs(final QuietHours hours, final LocalDate day, final long nowMs)
    {
        final LocalDateTime local = day.atTime(hours.to());
        final ZoneOffsetTransition change = hours.zone().getRules().getTransition(local);
        if (change != null && change.isGap())
        {
            return change.getInstant().toEpochMilli();
        }
        final ZonedDateTime first = local.atZone(hours.zone());
        final long firstMs = first.toInstant().toEpochMilli();
        return firstMs > nowMs ? firstMs : first.withLaterOffsetAtOverlap().toInstant().toEpochMilli();
    }
}
