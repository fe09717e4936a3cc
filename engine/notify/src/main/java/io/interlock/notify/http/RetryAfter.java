package io.interlock.notify.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Reads the header Retry-After. Threading: any thread; pure. */
final class RetryAfter
{
    private static final long MOST_SECONDS = 3600;
    /** More digits than this are more than an hour whatever they are. */
    private static final int MOST_DIGITS = 9;

    private RetryAfter()
    {
    }

    /**
     * Reads.
     *
     * @param value of the header; null where there is none.
     * @param nowMs wall time, milliseconds since 1970.
     * @return 0 to 1 h; null where it is neither seconds nor a date.
     */
    static Duration read(final String value, final long nowMs)
    {
        if (value == null)
        {
            return null;
        }
        final String text = value.strip();
        if (text.matches("[0-9]+"))
        {
            return clamped(text.length() > MOST_DIGITS ? MOST_SECONDS : Long.parseLong(text));
        }
        try
        {
            final long thenMs = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant().toEpochMilli();
            return clamped(Math.floorDiv(thenMs - nowMs + 999, 1000L));
        }
        catch (final DateTimeException noDate)
        {
            return null;
        }
    }

    private static Duration clamped(final long seconds)
    {
        return Duration.ofSeconds(Math.max(0, Math.min(MOST_SECONDS, seconds)));
    }
}
