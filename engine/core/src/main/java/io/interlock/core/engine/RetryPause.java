package io.interlock.core.engine;

/**
 * Time between two attempts of a safety action: what fails at once, as a venue does that refuses too many calls or a connection that was
 * reset, would else use all of them up within a millisecond of its deadline.
 *
 * <p>Threading: stateless.
 */
final class RetryPause
{
    private static final long FIRST_NS = 100_000_000L;
    private static final long LATER_NS = 400_000_000L;

    private RetryPause()
    {
    }

    /** Nanoseconds after an attempt that failed, counted from 1: short, since the cancels of other scopes wait as long. */
    static long ns(final int attempt)
    {
        return attempt == 1 ? FIRST_NS : LATER_NS;
    }
}
