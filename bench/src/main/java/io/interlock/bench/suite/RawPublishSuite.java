package io.interlock.bench.suite;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Threads;

/** The limit of a report that becomes an event: what a fill says, put into a Disruptor. */
public class RawPublishSuite extends Batched
{
    private static void batch(final RingBuffer<RawRing.Slot> ring) throws InsufficientCapacityException
    {
        for (int i = 0; i < BATCH; i++)
        {
            final long sequence = ring.tryNext();
            ring.get(sequence).fill(1_500_000, 50_000.0, 50_001.0);
            ring.publish(sequence);
        }
    }

    /**
     * Claims without waiting, writes and publishes.
     *
     * @param raw the ring.
     * @throws InsufficientCapacityException never: a batch fits.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void publish(final RawRing.Chosen raw) throws InsufficientCapacityException
    {
        batch(raw.ring());
    }

    /**
     * The same with a text that is copied.
     *
     * @param raw the ring.
     * @throws InsufficientCapacityException never: a batch fits.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void publishText(final RawRing raw) throws InsufficientCapacityException
    {
        final RingBuffer<RawRing.Slot> ring = raw.ring();
        for (int i = 0; i < BATCH; i++)
        {
            final long sequence = ring.tryNext();
            ring.get(sequence).fill(1_500_000, 50_000.0, 50_001.0);
            raw.text(sequence, ExclusiveEvents.TEXT);
            ring.publish(sequence);
        }
    }

    /**
     * The same by two threads, which begin each batch together.
     *
     * @param raw      the ring.
     * @param producer the thread.
     * @throws InsufficientCapacityException never: both batches fit.
     */
    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(BATCH)
    public void publishTwoThreads(final RawRing raw, final RawRing.Producer producer) throws InsufficientCapacityException
    {
        batch(raw.ring());
    }
}
