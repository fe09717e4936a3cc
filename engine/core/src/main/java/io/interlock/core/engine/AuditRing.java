package io.interlock.core.engine;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.WaitStrategy;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The second ring: what was decided, on its way to the journal and to whoever is told. Its consumers may block; a publisher never does.
 *
 * <p>To wake a thread costs a publisher several microseconds. So the breaker thread {@link #put(Object) puts} what it decides and wakes the
 * consumers after a judgement that tightened, else once, when its round is over; everybody else {@link #offer(Object) offers}, which does
 * both.
 *
 * <p>Threading: publishing from any thread but a trading one; each consumer belongs to one thread.
 */
final class AuditRing
{
    private final WokenOnDemand waiting = new WokenOnDemand();
    private final RingBuffer<Slot> ring;
    private final AtomicLong lost = new AtomicLong();
    /** Before the first record: what a launch decides waits here for the consumers, which are made later. Null once they are all there. */
    private Sequence beginning = new Sequence();

    /** Blocks as the Disruptor's own, but publishing wakes nobody. */
    private static final class WokenOnDemand implements WaitStrategy
    {
        private final WaitStrategy blocking = new BlockingWaitStrategy();

        @Override
        public long waitFor(final long sequence, final Sequence cursor, final Sequence dependent, final SequenceBarrier barrier)
            throws AlertException, InterruptedException, TimeoutException
        {
            return blocking.waitFor(sequence, cursor, dependent, barrier);
        }

        @Override
        public void signalAllWhenBlocking()
        {
            // Whoever published says when: see wake().
        }

        void wake()
        {
            blocking.signalAllWhenBlocking();
        }
    }

    private static final class Slot
    {
        private Object record;
    }

    AuditRing(final int size)
    {
        ring = RingBuffer.createMultiProducer(Slot::new, size, waiting);
        ring.addGatingSequences(beginning);
    }

    /** Publishes a record and wakes who waits for one; false where there is no room. */
    boolean offer(final Object record)
    {
        final boolean published = put(record);
        waiting.wake();
        return published;
    }

    /** Wakes who waits for a record: to be called after {@link #put(Object)}, at leisure. */
    void wake()
    {
        waiting.wake();
    }

    /** Publishes a record and wakes nobody; false where there is no room. */
    boolean put(final Object record)
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
     * Publishes a record that may be lost and wakes nobody; counts where it is lost. Half of the ring is kept for decisions: a flood of
     * issues must not look like a journal that is too slow.
     */
    void putOrCount(final Object record)
    {
        if (!ring.hasAvailableCapacity(ring.getBufferSize() / 2) || !put(record))
        {
            lost.incrementAndGet();
        }
    }

    /** As {@link #putOrCount(Object)}, and wakes who waits for a record. */
    void offerOrCount(final Object record)
    {
        putOrCount(record);
        waiting.wake();
    }

    /** Records that the slowest consumer has not taken. */
    long depth()
    {
        return ring.getBufferSize() - ring.remainingCapacity();
    }

    long capacity()
    {
        return ring.getBufferSize();
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

        /** No further record will come. */
        default void onClose()
        {
        }
    }

    /** Reads from the first record on, until {@link #allConsumers()} was called. Launching thread. */
    Consumer consumer(final Handler handler)
    {
        if (beginning == null)
        {
            throw new IllegalStateException("what was published before could be missing: the consumers are made at the launch");
        }
        final Consumer consumer = new Consumer(ring, waiting, handler);
        ring.addGatingSequences(consumer.consumed);
        // The Disruptor lets a new sequence begin where the ring is by now.
        consumer.consumed.set(beginning.get());
        return consumer;
    }

    /** From now on the consumers alone hold records. Launching thread. */
    void allConsumers()
    {
        ring.removeGatingSequence(beginning);
        beginning = null;
    }

    /** One reader of the ring. Threading: the thread that calls {@link #doWork()} and {@link #await()}; {@link #halt()} any. */
    static final class Consumer
    {
        private final RingBuffer<Slot> ring;
        private final WokenOnDemand waiting;
        private final Handler handler;
        private final SequenceBarrier barrier;
        private final Sequence consumed = new Sequence();

        private Consumer(final RingBuffer<Slot> ring, final WokenOnDemand waiting, final Handler handler)
        {
            this.ring = ring;
            this.waiting = waiting;
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
            catch (final AlertException | TimeoutException | InterruptedException halted)
            {
                // The caller looks at its own flag. An interrupt that were kept would let it never wait again.
                return;
            }
        }

        void halt()
        {
            barrier.alert();
            waiting.wake();
        }

        void close()
        {
            handler.onClose();
        }

        boolean idle()
        {
            return consumed.get() == ring.getCursor();
        }
    }
}
