package io.interlock.cli.audit;

import io.interlock.journal.record.JournalRecord;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a dump begins: at a record's sequence, at a time, or so long ago. From the first record that is there or later on everything
 * counts, also where the clock was set back afterwards.
 *
 * @param sequence the first record's least sequence; {@link Long#MIN_VALUE} where that is not asked for.
 * @param wallMs   its least wall time, milliseconds since 1970; {@link Long#MIN_VALUE} where that is not asked for.
 */
record Since(long sequence, long wallMs)
{
    /** Everything. */
    static final Since BEGINNING = new Since(Long.MIN_VALUE, Long.MIN_VALUE);
    /** What is allowed, for messages and help. */
    static final String ALLOWED = "a sequence number (120), a time with its offset (2026-11-26T08:00:00Z), or a duration back from now "
        + "(90s, 15m, 2h, 3d)";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Map<String, Long> UNIT_MS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    /**
     * Reads what was typed.
     *
     * @param text  see {@link #ALLOWED}.
     * @param nowMs wall time that durations count back from.
     * @throws IllegalArgumentException saying what is allowed.
     */
    static Since parse(final String text, final long nowMs)
    {
        if (NUMBER.matcher(text).matches())
        {
            return new Since(Long.parseLong(text), Long.MIN_VALUE);
        }
        final Matcher duration = DURATION.matcher(text);
        if (duration.matches())
        {
            return new Since(Long.MIN_VALUE, nowMs - Long.parseLong(duration.group(1)) * UNIT_MS.get(duration.group(2)));
        }
        try
        {
            return new Since(Long.MIN_VALUE, OffsetDateTime.parse(text).toInstant().toEpochMilli());
        }
        catch (final DateTimeException | ArithmeticException neither)
        {
            throw new IllegalArgumentException("'" + text + "' is none of what is allowed: " + ALLOWED, neither);
        }
    }

    /** Whether a record is there or later. */
    boolean reached(final JournalRecord record)
    {
        return record.sequence() >= sequence && record.content().stamp().wallMs() >= wallMs;
    }
}
