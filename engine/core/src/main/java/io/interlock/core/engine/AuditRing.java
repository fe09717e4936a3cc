package io.interlock.core.engine;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The second ring: what was decided, on its way to the journal and to whoever is told. Its consumers may block; a publisher never does.
 *
 * <p>Threading: {@link #offer(Object)} from any thread but a trading one; each consumer belongs to one thread.
 */
final class AuditRing
{
    private final RingBuffer<Slot> ring;
    private final AtomicLong lost = new AtomicLong();

    private static final class Slot
    {
        private Object record;
    }

    AuditRing(final int size)
    {
        ring = RingBuffer.createMultiProducer(Slot::new, size, new BlockingWaitStrategy());
    }

    /** Publishes a record; false where there is no room. */
    boolean offer(final Object record)
    {
        final long sequence;
        try
        {
            sequence = ring.tryNext();
        }
        catch (final InsufficientCapacityException full)
        {
            return false;
        }
        ring.get(sequence).record = record;
        ring.publish(sequence);
        return true;
    }

    /**
     * Publishes a record that may be lost; counts where it is. Half of the ring is kept for decisions: a flood of issues must not look
     * like a journal that is too slow.
     */
    void offerOrCount(final Object record)
    {
        if (!ring.hasAvailableCapacity(ring.getBufferSize() / 2) || !offer(record))
        {
            lost.incrementAndGet();
        }
    }

    long lost()
    {
        return lost.get();
    }

    /** Takes one record at a time; may block and must not throw. */
    interface Handler
    {
        void onRecord(Object record);

        /** No further record is there just now. */
        void onBatchEnd();
    }

    Consumer consumer(final Handler handler)
    {
        final Consumer consumer = new Consumer(ring, handler);
        ring.addGatingSequences(consumer.consumed);
        return consumer;
    }

    /** One reader of the ring. Threading: the thread that calls {@link #doWork()} and {@link #await()}; {@link #halt()} any. */
    static final class Consumer
    {
        private final RingBuffer<Slot> ring;
        private final Handler handler;
        private final SequenceBarrier barrier;
        private final Sequence consumed = new Sequence();

        private Consumer(final RingBuffer<Slot> ring, final Handler handler)
        {
            this.ring = ring;
            this.handler = handler;
            this.barrier = ring.newBarrier();
        }

        int doWork()
        {
            int done = 0;
            long next = consumed.get() + 1;
            while (ring.isAvailable(next))
            {
                handler.onRecord(ring.get(next).record);
                consumed.set(next);
                next++;
                done++;
            }
            if (done > 0)
            {
                handler.onBatchEnd();
            }
            return done;
        }

        /** Waits for the next record; returns early when halted. */
        void await()
        {
            try
            {
                barrier.waitFor(consumed.get() + 1);
            }
            catch (final AlertException | TimeoutException halted)
            {
                // The caller looks at its own flag.
                return;
            }
            catch (final InterruptedException interrupted)
            {
                Thread.currentThread().interrupt();
            }
        }

        void halt()
        {
            barrier.alert();
        }

        boolean idle()
        {
            return consumed.get() == ring.getCursor();
        }
    }
}
