package io.interlock.cli.replay;

import io.interlock.core.model.Cause;
import io.interlock.core.text.CleanText;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** Times, spans and counts as people read them. Threading: stateless. */
final class Shown
{
    private static final DateTimeFormatter UTC_MS = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final long SECOND_NS = 1_000_000_000L;

    private Shown()
    {
    }

    /** ISO 8601 in UTC with milliseconds; a question mark where nobody knows. */
    static String time(final long wallMs)
    {
        return wallMs == 0 ? "?" : UTC_MS.format(Instant.ofEpochMilli(wallMs));
    }

    static String span(final long ns)
    {
        if (ns < 60 * SECOND_NS)
        {
            return String.format(Locale.ROOT, "%.3f s", ns / 1e9);
        }
        final long seconds = ns / SECOND_NS;
        return seconds < 3_600 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds / 3_600 + " h " + seconds / 60 % 60 + " min";
    }

    static String count(final long count, final String what)
    {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }

    /** A scope's path; the root is called so. */
    static String scope(final String path)
    {
        return path.isEmpty() ? "(root)" : CleanText.name(path);
    }

    static String why(final Cause cause, final long value, final long threshold)
    {
        if (cause == null)
        {
            return "after a gap or restart";
        }
        return cause + (value == Cause.NO_NUMBER ? "" : " " + number(cause, value))
            + (threshold == Cause.NO_NUMBER ? "" : " (threshold " + number(cause, threshold) + ")");
    }

    private static String number(final Cause cause, final long raw)
    {
        final double number = cause.forPeople(raw);
        final String digits = BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        return cause.unit().symbol().isEmpty() ? digits : digits + " " + cause.unit().symbol();
    }
}
