package io.interlock.bench.harness;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.YieldingWaitStrategy;
import java.util.concurrent.ThreadFactory;
import org.agrona.concurrent.IdleStrategy;

/**
 * A Disruptor as large as the engine's, for several producers as the engine's, with slots of the size of a fill, and a thread that answers
 * each by one volatile store.
 *
 * <p>Threading: {@link #publish(long)} from any thread, {@link #answer()} likewise; the consumer is its own.
 */
final class RawConsumer implements AutoCloseable
{
    /** Of its thread. */
    static final String NAME = "raw-consumer";

    private static final int SIZE = 65_536;

    private final RingBuffer<Slot> ring = RingBuffer.createMultiProducer(Slot::new, SIZE, new YieldingWaitStrategy());
    private final Sequence consumed = new Sequence();
    /** Padded by the class that it is of. */
    private final Sequence answer = new Sequence(0);
    private final IdleStrategy idle;
    private final Thread thread;
    private volatile boolean running = true;

    /** What a fill says. */
    private static final class Slot
    {
        private long number;
        private long latencyNs;
        private double expected;
        private double actual;
        private int code;
    }

    RawConsumer(final IdleStrategy idle, final ThreadFactory factory)
    {
        this.idle = idle;
        ring.addGatingSequences(consumed);
        thread = factory.newThread(this::consume);
        thread.setName(NAME);
        thread.setDaemon(true);
        thread.start();
    }

    private void consume()
    {
        long next = 0;
        while (running)
        {
            final long before = next;
            while (ring.isAvailable(next))
            {
                final Slot slot = ring.get(next);
                if (slot.latencyNs < 0 || slot.expected > slot.actual || slot.code != 1)
                {
                    throw new IllegalStateException("a slot is not what was published");
                }
                answer.setVolatile(slot.number);
                next++;
            }
            if (next > before)
            {
                consumed.set(next - 1);
            }
            idle.idle((int)(next - before));
        }
    }

    void publish(final long number)
    {
        final long sequence;
        try
        {
            sequence = ring.tryNext();
        }
        catch (final InsufficientCapacityException full)
        {
            throw new IllegalStateException("the consumer has ended", full);
        }
        final Slot slot = ring.get(sequence);
        slot.number = number;
        slot.latencyNs = number;
        slot.expected = number;
        slot.actual = number;
        slot.code = 1;
        ring.publish(sequence);
    }

    /** The last number that was answered. */
    long answer()
    {
        return answer.get();
    }

    @Override
    public void close()
    {
        running = false;
        try
        {
            thread.join();
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }
}
