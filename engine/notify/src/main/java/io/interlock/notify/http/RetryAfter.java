package io.interlock.notify.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Reads the header Retry-After, and the dates of headers. Threading: any thread; pure. */
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
        final long thenMs = dateMs(text);
        return thenMs == 0 ? null : clamped(Math.floorDiv(thenMs - nowMs + 999, 1000L));
    }

    /**
     * Reads a date.
     *
     * @param value of a header; null where there is none.
     * @return milliseconds since 1970; 0 where it is no date.
     */
    static long dateMs(final String value)
    {
        try
        {
            return value == null ? 0
                : ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant().toEpochMilli();
        }
        catch (final DateTimeException | ArithmeticException noDate)
        {
            return 0;
        }
    }

    private static Duration clamped(final long seconds)
    {
        return Duration.ofSeconds(Math.max(0, Math.min(MOST_SECONDS, seconds)));
    }
}
