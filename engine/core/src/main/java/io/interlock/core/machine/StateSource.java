package io.interlock.core.machine;

/**
 * Gives back what a {@link StateSink} was shown, in the same order. Whatever it reads, its only exception is an
 * {@link IllegalArgumentException} that says what is wrong.
 *
 * <p>Threading: one thread.
 */
public interface StateSource
{
    /** No engine's time is further from 0 than this, in nanoseconds: 146 years. What is due then is due, and sums do not overflow. */
    long FURTHEST_NS = 1L << 62;

    /**
     * The next number.
     *
     * @return as it was shown.
     */
    long number();

    /**
     * The next text.
     *
     * @return as it was shown.
     */
    String text();

    /**
     * How much there can still be at most, so that a damaged count cannot ask for endless memory.
     *
     * @return as many numbers as may follow, or more.
     */
    int remaining();

    /**
     * The next number, which says how many of something follow.
     *
     * @return from 0 to {@link #remaining()}.
     */
    default int count()
    {
        return below((long)remaining() + 1, "a count");
    }

    /**
     * The next number, which is a code.
     *
     * @param bound first value that is not allowed.
     * @param what  it is, for the message.
     * @return from 0 to {@code bound - 1}.
     */
    default int below(final long bound, final String what)
    {
        return (int)within(0, bound - 1, what);
    }

    /**
     * The next number, which has to lie between two others.
     *
     * @param least the least that is allowed.
     * @param most  the most.
     * @param what  it is, for the message.
     * @return from the least to the most.
     */
    default long within(final long least, final long most, final String what)
    {
        final long value = number();
        if (value < least || value > most)
        {
            throw new IllegalArgumentException(what + " of " + value + " where " + least + " to " + most + " are allowed");
        }
        return value;
    }

    /**
     * The next number, which is a moment.
     *
     * @param what it is, for the message.
     * @return engine time in nanoseconds, or one of {@link ScopeView#NEVER} and {@link ScopeView#NOT_DUE}.
     */
    default long time(final String what)
    {
        final long value = number();
        if (value != ScopeView.NEVER && value != ScopeView.NOT_DUE && (value < -FURTHEST_NS || value > FURTHEST_NS))
        {
            throw new IllegalArgumentException(what + " of " + value + " ns, which no engine's time comes to");
        }
        return value;
    }
}
