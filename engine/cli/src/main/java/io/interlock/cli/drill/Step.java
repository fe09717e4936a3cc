package io.interlock.cli.drill;

import java.util.Locale;

/**
 * A line of a drill's protocol. Immutable.
 *
 * @param atMs     wall time, milliseconds since 1970.
 * @param name     what was looked at or done.
 * @param expected what the law wants.
 * @param seen     what was.
 * @param result   whether that is the same.
 */
record Step(long atMs, String name, String expected, String seen, Result result)
{
    /** Whether a step, or a drill, is as it should be. */
    enum Result
    {
        /** It is. */
        PASS,
        /** It can be done later only: after a restart, or once a second person agrees. */
        PENDING,
        /** It is not. */
        FAIL;

        /** The worse of two. */
        Result and(final Result other)
        {
            return compareTo(other) >= 0 ? this : other;
        }

        String lower()
        {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
