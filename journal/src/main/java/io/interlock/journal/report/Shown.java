package io.interlock.journal.report;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Times, durations, numbers and names as people read them, and text from elsewhere made short.
 *
 * <p>Threading: stateless.
 */
final class Shown
{
    /** Longest name (a scope, an actor, an action), in characters. */
    static final int NAME = 120;
    /** Longest sentence (a reason, an answer), in characters. */
    static final int WORDS = 260;

    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final MathContext SIX = new MathContext(6);
    /** Times that a calendar of four digits of year has; a broken clock may say anything. */
    private static final long LEAST_MS = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
    private static final long MOST_MS = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Shown()
    {
    }

    /** Date and time in UTC to the millisecond. */
    static String time(final long wallMs)
    {
        return FULL.format(instant(wallMs));
    }

    /** Date and time in UTC to the second. */
    static String seconds(final long wallMs)
    {
        return SECONDS.format(instant(wallMs));
    }

    static Instant instant(final long wallMs)
    {
        return Instant.ofEpochMilli(Math.max(LEAST_MS, Math.min(MOST_MS, wallMs)));
    }

    /** Its two largest units. */
    static String duration(final long ms)
    {
        if (ms < SECOND)
        {
            return ms + " ms";
        }
        if (ms < MINUTE)
        {
            return BigDecimal.valueOf(ms, 3).round(new MathContext(3)).stripTrailingZeros().toPlainString() + " s";
        }
        if (ms < HOUR)
        {
            return two(ms / MINUTE, "min", ms % MINUTE / SECOND, "s");
        }
        return ms < DAY ? two(ms / HOUR, "h", ms % HOUR / MINUTE, "min") : two(ms / DAY, "d", ms % DAY / HOUR, "h");
    }

    private static String two(final long large, final String unit, final long small, final String smallUnit)
    {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    /** Exactly, as the journal has it; empty where there is none. */
    static String number(final double value)
    {
        if (!Double.isFinite(value))
        {
            return Double.isNaN(value) ? "" : Double.toString(value);
        }
        return plain(BigDecimal.valueOf(value));
    }

    /** To six digits, for axes and captions. */
    static String about(final double value)
    {
        return Double.isFinite(value) ? plain(BigDecimal.valueOf(value).round(SIX)) : number(value);
    }

    private static String plain(final BigDecimal number)
    {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** With its unit; empty where there is none. */
    static String quantity(final double value, final Unit unit)
    {
        final String number = number(value);
        return number.isEmpty() || unit.symbol().isEmpty() ? number : number + " " + unit.symbol();
    }

    /** The unit of an issue: its type is often a cause's name. */
    static Unit unit(final String issueType)
    {
        for (final Cause cause : Cause.values())
        {
            if (cause.name().equals(issueType))
            {
                return cause.unit();
            }
        }
        return Unit.NONE;
    }

    /** A scope's path; the root has none. */
    static String scope(final String path)
    {
        return path.isEmpty() ? "(root)" : path;
    }

    static String name(final String text)
    {
        return cut(text, NAME);
    }

    static String words(final String text)
    {
        return cut(text, WORDS);
    }

    /** At most so many characters, never half of one, and how many more there were. */
    static String cut(final String text, final int most)
    {
        if (text.length() <= most)
        {
            return text;
        }
        final int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + " … (" + (text.length() - end) + " more characters)";
    }

    /** One or many of something. */
    static String count(final long number, final String one, final String many)
    {
        return number + " " + (number == 1 ? one : many);
    }
}
