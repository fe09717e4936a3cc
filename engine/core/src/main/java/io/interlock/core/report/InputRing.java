package io.interlock.core.report;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.YieldingWaitStrategy;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The ring that all inputs of the state machine pass through. Claiming never waits: a full ring says so.
 *
 * <p>Threading: claim and publish from any thread; {@link #isAvailable(long)}, {@link #get(long)} of a published slot and
 * {@link #consumed(long)} from the breaker thread alone, which polls and waits by its own idle strategy. Every claimed slot must be
 * published.
 */
public final class InputRing
{
    /** What a claim answers when there is no room. */
    public static final long FULL = -1;

    private final RingBuffer<InputSlot> ring;
    private final Sequence consumed = new Sequence();
    private final AtomicLong textFaults = new AtomicLong();

    /**
     * Allocates all slots.
     *
     * @param size a power of two.
     */
    public InputRing(final int size)
    {
        // No handler waits by the ring's own strategy; this one costs a publisher nothing.
        ring = RingBuffer.createMultiProducer(InputSlot::new, size, new YieldingWaitStrategy());
        ring.addGatingSequences(consumed);
    }

    /**
     * Claims a slot.
     *
     * @return its sequence, or {@link #FULL}.
     */
    public long claim()
    {
        try
        {
            return ring.tryNext();
        }
        catch (final InsufficientCapacityException full)
        {
            // The one preallocated instance: costs nothing.
            return FULL;
        }
    }

    /**
     * The slot of a sequence.
     *
     * @param sequence claimed by the caller, or published.
     * @return never null.
     */
    public InputSlot get(final long sequence)
    {
        return ring.get(sequence);
    }

    /**
     * Publishes a claimed slot.
     *
     * @param sequence claimed by the caller.
     */
    public void publish(final long sequence)
    {
        ring.publish(sequence);
    }

    /**
     * Whether a sequence is published.
     *
     * @param sequence the next to be consumed.
     * @return true when it may be read.
     */
    public boolean isAvailable(final long sequence)
    {
        return ring.isAvailable(sequence);
    }

    /**
     * The highest sequence claimed.
     *
     * @return -1 before the first.
     */
    public long cursor()
    {
        return ring.getCursor();
    }

    /**
     * Up to where slots are free again.
     *
     * @return -1 before the first.
     */
    public long consumed()
    {
        return consumed.get();
    }

    /**
     * Frees all slots up to a sequence.
     *
     * @param sequence the last one judged.
     */
    public void consumed(final long sequence)
    {
        consumed.set(sequence);
    }

    /**
     * How many slots there are.
     *
     * @return a power of two.
     */
    public int size()
    {
        return ring.getBufferSize();
    }

    /** A report's text could not be read: the report goes without it. */
    void countTextFault()
    {
        textFaults.incrementAndGet();
    }

    /**
     * Reports whose text threw while it was read, and went without it.
     *
     * @return since the start.
     */
    public long textFaults()
    {
        return textFaults.get();
    }
}
