package io.interlock.bench.suite;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets the threads of a benchmark begin a batch together. A batch takes a fraction of a millisecond, and a thread that slept may wake later
 * than that: two threads would take turns, and nothing of what they do to each other would be measured.
 *
 * <p>Threading: those of the benchmark.
 */
final class Together
{
    private final AtomicInteger arrived = new AtomicInteger();

    /** Returns when all are here. */
    void begin(final int threads)
    {
        final int all = (arrived.getAndIncrement() / threads + 1) * threads;
        while (arrived.get() < all)
        {
            Thread.onSpinWait();
        }
    }
}
