package io.interlock.cli;

import io.interlock.core.model.Cause;
import io.interlock.core.text.CleanText;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** Times, spans, numbers, counts and names as people read them, the same for every command. Threading: stateless. */
public final class Shown
{
    private static final DateTimeFormatter UTC_MS = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int LONGEST_QUOTED = 60;

    private Shown()
    {
    }

    /**
     * A wall time.
     *
     * @param wallMs milliseconds since 1970.
     * @return ISO 8601 in UTC, always with milliseconds.
     */
    public static String time(final long wallMs)
    {
        return UTC_MS.format(Instant.ofEpochMilli(wallMs));
    }

    /**
     * A wall time that may be unknown.
     *
     * @param wallMs 0 where nobody knows.
     * @return a question mark then.
     */
    public static String timeIfKnown(final long wallMs)
    {
        return wallMs == 0 ? "?" : time(wallMs);
    }

    /**
     * A measured span.
     *
     * @param ns from 0.
     * @return seconds to the millisecond, or the two largest of hours, minutes and seconds.
     */
    public static String span(final long ns)
    {
        if (ns < 60 * SECOND_NS)
        {
            return String.format(Locale.ROOT, "%.3f s", ns / 1e9);
        }
        final long seconds = ns / SECOND_NS;
        return seconds < 3_600 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds / 3_600 + " h " + seconds / 60 % 60 + " min";
    }

    /**
     * One or many of something.
     *
     * @param count how many.
     * @param what  one of them; an s makes many of it.
     * @return with commas at the thousands.
     */
    public static String count(final long count, final String what)
    {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }

    /**
     * A scope.
     *
     * @param path empty for the root.
     * @return the root is called so.
     */
    public static String scope(final String path)
    {
        return path.isEmpty() ? "(root)" : CleanText.name(path);
    }

    /**
     * A text from a file, for a message.
     *
     * @param text any.
     * @return its beginning in single quotes, with nothing hidden in it.
     */
    public static String quoted(final String text)
    {
        return "'" + CleanText.line(text, LONGEST_QUOTED) + "'";
    }

    /**
     * A number, exactly.
     *
     * @param number any.
     * @return without an exponent and without zeros at the end.
     */
    public static String number(final BigDecimal number)
    {
        return number.stripTrailingZeros().toPlainString();
    }

    /**
     * A number that may be none.
     *
     * @param number any.
     * @return null where it is not finite.
     */
    public static String number(final double number)
    {
        return Double.isFinite(number) ? number(BigDecimal.valueOf(number)) : null;
    }

    /**
     * A cause's number in the unit that people read.
     *
     * @param cause whose.
     * @param raw   as {@link Cause#forPeople} takes it.
     * @return null for {@link Cause#NO_NUMBER}.
     */
    public static String number(final Cause cause, final long raw)
    {
        return raw == Cause.NO_NUMBER ? null : number(BigDecimal.valueOf(raw, Units.decimals(cause)));
    }

    /**
     * What stands behind a cause.
     *
     * @param value     null for none.
     * @param threshold null for none.
     * @param symbol    of the unit of both; empty for none.
     * @return for example {@code " 600 ms (threshold 500 ms)"}; empty without either.
     */
    public static String numbers(final String value, final String threshold, final String symbol)
    {
        final String unit = symbol.isEmpty() ? "" : " " + symbol;
        return (value == null ? "" : " " + value + unit) + (threshold == null ? "" : " (threshold " + threshold + unit + ")");
    }

    /**
     * A cause with its numbers.
     *
     * @param cause     never null.
     * @param value     raw.
     * @param threshold raw.
     * @return for example {@code API_LATENCY 600 ms (threshold 500 ms)}.
     */
    public static String why(final Cause cause, final long value, final long threshold)
    {
        return cause + numbers(number(cause, value), number(cause, threshold), cause.unit().symbol());
    }
}
