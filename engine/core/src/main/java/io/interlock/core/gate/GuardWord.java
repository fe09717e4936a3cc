package io.interlock.core.gate;

/**
 * The bits of a guard word: reasons to refuse that do not wait for the breaker thread. Several writers, so only atomic OR and AND.
 * <pre>
 *  bit 5     4          3        2            1        0
 *   +-------+----------+--------+------------+--------+-------+
 *   | FAULT | TICKLESS | CLOSED | RECOVERING | KILLED | STALE |
 *   +-------+----------+--------+------------+--------+-------+
 * </pre>
 *
 * <p>Threading: constants.
 */
public final class GuardWord
{
    /** The watchdog: the breaker thread makes no progress. Set and cleared by the watchdog alone. */
    public static final long STALE = 1;
    /** A kill or a critical error not yet judged: reads as SHUTDOWN. Cleared by the breaker once its gate words carry it. */
    public static final long KILLED = 1 << 1;
    /** The engine or the scope is not live yet. Cleared by the breaker. */
    public static final long RECOVERING = 1 << 2;
    /** The engine was closed. Never cleared. */
    public static final long CLOSED = 1 << 3;
    /** The breaker: the watchdog is dead. Set and cleared by the breaker alone. */
    public static final long TICKLESS = 1 << 4;
    /** Judging an event threw: what the machine holds cannot be trusted. Never cleared: a restart is needed. */
    public static final long FAULT = 1 << 5;
    /** Any of these refuses OPEN as stale. */
    public static final long ANY_STALE = STALE | RECOVERING | CLOSED | TICKLESS | FAULT;

    private GuardWord()
    {
    }

    /**
     * Names the bits that are set.
     *
     * @param guard a guard word.
     * @return separated by spaces; empty where none is.
     */
    public static String describe(final long guard)
    {
        final StringBuilder text = new StringBuilder();
        append(text, guard, STALE, "STALE");
        append(text, guard, KILLED, "KILLED");
        append(text, guard, RECOVERING, "RECOVERING");
        append(text, guard, CLOSED, "CLOSED");
        append(text, guard, TICKLESS, "TICKLESS");
        append(text, guard, FAULT, "FAULT");
        return text.toString();
    }

    private static void append(final StringBuilder text, final long guard, final long bit, final String name)
    {
        if ((guard & bit) != 0)
        {
            text.append(text.isEmpty() ? "" : " ").append(name);
        }
    }
}
