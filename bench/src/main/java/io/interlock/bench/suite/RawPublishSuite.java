package io.interlock.bench.suite;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** The limit of a report that becomes an event: what a fill says, put into a Disruptor by one thread. */
public class RawPublishSuite extends Batched
{
    /**
     * Claims without waiting, writes and publishes.
     *
     * @param raw the ring.
     * @throws InsufficientCapacityException never: a batch fits.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void publish(final RawRing raw) throws InsufficientCapacityException
    {
        final RingBuffer<RawRing.Slot> ring = raw.ring();
        for (int i = 0; i < BATCH; i++)
        {
            final long sequence = ring.tryNext();
            ring.get(sequence).fill(1_500_000, 50_000.0, 50_001.0);
            ring.publish(sequence);
        }
    }
}
