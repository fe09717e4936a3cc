package io.interlock.core.machine;

/** The whole seconds of engine time that windows are made of (SEMANTICS 3). */
final class Seconds
{
    /** One second. */
    static final long ONE_NS = 1_000_000_000L;
    /** No engine lives longer, in seconds; nothing that is added to it overflows. */
    static final long LAST = 1L << 32;

    private Seconds()
    {
    }

    static long of(final long timeNs)
    {
        return Math.floorDiv(timeNs, ONE_NS);
    }

    static long start(final long second)
    {
        return second * ONE_NS;
    }
}
