package io.interlock.journal.report;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Time from left to right, the same in every picture of a page, with round times below it.
 *
 * <p>Threading: immutable.
 */
final class TimeAxis
{
    /** Width of a picture, in its own units. */
    static final double WIDTH = 1_120;
    /** Where time begins. */
    static final double LEFT = 165;
    /** Where it ends. */
    static final double RIGHT = 1_000;

    private static final int MOST_TICKS = 9;
    private static final long DAY_MS = 86_400_000;
    private static final long[] STEPS_MS = {
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000,
        1_800_000, 3_600_000, 7_200_000, 10_800_000, 21_600_000, 43_200_000, DAY_MS, 2 * DAY_MS, 7 * DAY_MS, 14 * DAY_MS, 30 * DAY_MS,
        90 * DAY_MS, 365 * DAY_MS};
    private static final DateTimeFormatter DATE = formatter("uuuu-MM-dd");
    private static final DateTimeFormatter MINUTES = formatter("HH:mm");
    private static final DateTimeFormatter SECONDS = formatter("HH:mm:ss");
    private static final DateTimeFormatter MILLIS = formatter("HH:mm:ss.SSS");

    private final long startMs;
    private final long endMs;

    TimeAxis(final long startMs, final long endMs)
    {
        this.startMs = startMs;
        // A journal of one instant is drawn as well.
        this.endMs = Math.max(startMs + 1, endMs);
    }

    private static DateTimeFormatter formatter(final String pattern)
    {
        return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
    }

    long startMs()
    {
        return startMs;
    }

    long endMs()
    {
        return endMs;
    }

    /** Where a time is; one that is outside is at the edge. */
    double x(final long wallMs)
    {
        final double share = ((double)wallMs - startMs) / ((double)endMs - startMs);
        return LEFT + Math.max(0, Math.min(1, share)) * (RIGHT - LEFT);
    }

    boolean holds(final long wallMs)
    {
        return wallMs >= startMs && wallMs <= endMs;
    }

    /** Lines from top to bottom, and the times below them. */
    void draw(final Html html, final double top, final double bottom) throws IOException
    {
        final long stepMs = step();
        String day = "";
        for (long tick = Math.floorDiv(startMs, stepMs) * stepMs + stepMs; tick < endMs; tick += stepMs)
        {
            final double x = x(tick);
            html.raw("<path class=\"grid\" d=\"M").raw(x).raw(" ").raw(top).raw("V").raw(bottom).raw("\"/>");
            html.raw("<text class=\"tick\" text-anchor=\"middle\" x=\"").raw(x).raw("\" y=\"").raw(bottom + 15).raw("\">")
                .raw(label(tick, stepMs)).raw("</text>");
            final String date = DATE.format(Shown.instant(tick));
            if (!date.equals(day) && stepMs < DAY_MS)
            {
                html.raw("<text class=\"tick day\" text-anchor=\"middle\" x=\"").raw(x).raw("\" y=\"").raw(bottom + 28).raw("\">")
                    .raw(date).raw("</text>");
                day = date;
            }
        }
        html.raw("<path class=\"axis\" d=\"M").raw(LEFT).raw(" ").raw(bottom).raw("H").raw(RIGHT).raw("\"/>");
    }

    private long step()
    {
        long step = STEPS_MS[0];
        for (int i = 0; i < STEPS_MS.length && (endMs - startMs) / step > MOST_TICKS; i++)
        {
            step = STEPS_MS[i];
        }
        // A clock that was years off.
        return (endMs - startMs) / step > MOST_TICKS ? (endMs - startMs) / MOST_TICKS + 1 : step;
    }

    private static String label(final long tick, final long stepMs)
    {
        final DateTimeFormatter form = stepMs < 1_000 ? MILLIS : stepMs < 60_000 ? SECONDS : stepMs < DAY_MS ? MINUTES : DATE;
        return form.format(Shown.instant(tick));
    }
}
