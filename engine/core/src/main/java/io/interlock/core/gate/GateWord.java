package io.interlock.core.gate;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;

/**
 * The layout of a gate word: all that a check needs of a scope but the guard, in one long that is read and written as a whole.
 * <pre>
 *  bit 63      54   53     52                    33 32                  13 12   8  7    6   5   3 2   0
 *     +----------+-------+------------------------+-----------------------+------+----+----+-----+-----+
 *     | reserved | own   | confidence limit       | size factor           |cause |aggr|over|effec|own  |
 *     |          | over. | millionths             | millionths            |      |    |ride|tive |level|
 *     +----------+-------+------------------------+-----------------------+------+----+----+-----+-----+
 * </pre>
 * Millionths are exact: a configured value has at most six decimals, and {@code n / 1e6} is the double nearest to that decimal. Cause 31
 * says that there was none yet.
 *
 * <p>Threading: pure functions.
 */
public final class GateWord
{
    /** What millionths are divided by. */
    public static final double MILLION = 1e6;
    /** Refuses all but cancels; what a word holds before its scope is live. */
    public static final long UNBORN = Level.SHUTDOWN.ordinal() | (long)Level.SHUTDOWN.ordinal() << 3 | 31L << 8;

    /** How many values the bits can have that an OPEN is judged by: effective level, override, aggressive. */
    static final int STATES = 32;

    private static final int EFFECTIVE_SHIFT = 3;
    private static final long OVERRIDE_BIT = 1L << 6;
    private static final long AGGRESSIVE_BIT = 1L << 7;
    private static final int CAUSE_SHIFT = 8;
    private static final int NO_CAUSE = 31;
    private static final int SIZE_SHIFT = 13;
    private static final int CONFIDENCE_SHIFT = 33;
    private static final long OWN_OVERRIDE_BIT = 1L << 53;
    private static final long MILLIONTHS_MASK = (1L << 20) - 1;
    private static final Level[] LEVELS = {
        Level.CLOSED, Level.ALERT, Level.THROTTLE, Level.HALT, Level.SHUTDOWN, Level.SHUTDOWN, Level.SHUTDOWN, Level.SHUTDOWN};

    private GateWord()
    {
    }

    /** The bits that an OPEN is judged by. */
    static int state(final long word)
    {
        return (int)(word >>> EFFECTIVE_SHIFT) & STATES - 1;
    }

    /** A word of these bits and no others. */
    static long ofState(final int state)
    {
        return (long)state << EFFECTIVE_SHIFT;
    }

    /**
     * The part of a word that comes from configuration.
     *
     * @param sizeFactor      0 to 1, at most six decimals.
     * @param confidenceLimit 0 to 1, at most six decimals.
     * @param aggressive      whether the scope or an ancestor is tagged so.
     * @return bits to be joined with the rest.
     */
    public static long policy(final double sizeFactor, final double confidenceLimit, final boolean aggressive)
    {
        return millionths(sizeFactor) << SIZE_SHIFT | millionths(confidenceLimit) << CONFIDENCE_SHIFT | (aggressive ? AGGRESSIVE_BIT : 0);
    }

    /**
     * The part of a word that decisions change.
     *
     * @param own       the scope's own level.
     * @param effective the most severe of its own and its ancestors'.
     * @param lastCause of its last transition; null where there was none.
     * @return bits to be joined with the rest.
     */
    public static long levels(final Level own, final Level effective, final Cause lastCause)
    {
        final long cause = lastCause == null ? NO_CAUSE : lastCause.ordinal();
        return own.ordinal() | (long)effective.ordinal() << EFFECTIVE_SHIFT | cause << CAUSE_SHIFT;
    }

    /**
     * The override bits.
     *
     * @param own       whether the scope's own is on.
     * @param effective whether its own or an ancestor's is on.
     * @return bits to be joined with the rest.
     */
    public static long overrides(final boolean own, final boolean effective)
    {
        return (own ? OWN_OVERRIDE_BIT : 0) | (effective ? OVERRIDE_BIT : 0);
    }

    private static long millionths(final double value)
    {
        return Math.round(value * MILLION) & MILLIONTHS_MASK;
    }

    /**
     * The scope's own level.
     *
     * @param word a gate word.
     * @return SHUTDOWN for a code that no level has.
     */
    public static Level own(final long word)
    {
        return LEVELS[(int)(word & 7)];
    }

    /**
     * The level that the gate answers with.
     *
     * @param word a gate word.
     * @return SHUTDOWN for a code that no level has.
     */
    public static Level effective(final long word)
    {
        return LEVELS[(int)(word >>> EFFECTIVE_SHIFT & 7)];
    }

    /**
     * Whether an override is on, here or above.
     *
     * @param word a gate word.
     * @return true: OPEN is refused.
     */
    public static boolean override(final long word)
    {
        return (word & OVERRIDE_BIT) != 0;
    }

    /**
     * Whether the scope's own override is on.
     *
     * @param word a gate word.
     * @return its ancestors' do not count.
     */
    public static boolean ownOverride(final long word)
    {
        return (word & OWN_OVERRIDE_BIT) != 0;
    }

    /**
     * Whether the scope or an ancestor is tagged aggressive.
     *
     * @param word a gate word.
     * @return true: THROTTLE refuses every OPEN.
     */
    public static boolean aggressive(final long word)
    {
        return (word & AGGRESSIVE_BIT) != 0;
    }

    /**
     * The cause of the last transition.
     *
     * @param word a gate word.
     * @return null where there was none.
     */
    public static Cause cause(final long word)
    {
        final int code = (int)(word >>> CAUSE_SHIFT & 31);
        return code > Cause.RESET.ordinal() ? null : Cause.of(code);
    }

    /**
     * What THROTTLE multiplies an allowed quantity by.
     *
     * @param word a gate word.
     * @return 0 to 1.
     */
    public static double sizeFactor(final long word)
    {
        return (word >>> SIZE_SHIFT & MILLIONTHS_MASK) / MILLION;
    }

    /**
     * The confidence that an OPEN must be above in THROTTLE.
     *
     * @param word a gate word.
     * @return 0 to 1.
     */
    public static double confidenceLimit(final long word)
    {
        return (word >>> CONFIDENCE_SHIFT & MILLIONTHS_MASK) / MILLION;
    }
}
