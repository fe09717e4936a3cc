package io.interlock.core.report;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.MultiProducerSequencer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.Utf8;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The ring that all inputs of the state machine pass through: the Disruptor's sequences over slots of off-heap memory ({@link InputSlot}).
 * Claiming never waits: a full ring says so.
 *
 * <p>Threading: claim, put, text, ask and publish from any thread, in this order and only for a sequence that it claimed; an order intent
 * from any thread, in one call; the rest from the breaker thread alone, which polls and waits by its own idle strategy. Every claimed slot
 * must be published; publishing (release) makes visible what was put, {@link #isAvailable(long)} (acquire) is asked first.
 */
public final class InputRing
{
    /** What a claim answers when there is no room. */
    public static final long FULL = -1;
    /** Of a slot that no lane belongs to. */
    public static final int NO_LANE = -1;

    private final MultiProducerSequencer sequencer;
    private final Sequence consumed = new Sequence();
    private final AtomicLong textFaults = new AtomicLong();
    private final AtomicLong intentsLost = new AtomicLong();
    private final UnsafeBuffer slots;
    private final byte[] texts;
    private final AtomicReferenceArray<Object> requests;
    private final long address;
    private final long mask;
    private final int roomForIntents;

    /**
     * Allocates all slots.
     *
     * @param size a power of two.
     */
    public InputRing(final int size)
    {
        // No handler waits by the ring's own strategy; this one costs a publisher nothing.
        sequencer = new MultiProducerSequencer(size, new YieldingWaitStrategy());
        sequencer.addGatingSequences(consumed);
        slots = new UnsafeBuffer(BufferUtil.allocateDirectAligned(size * InputSlot.SIZE, InputSlot.SIZE));
        texts = new byte[size * InputEvent.MAX_TEXT_BYTES];
        requests = new AtomicReferenceArray<>(size);
        address = slots.addressOffset();
        mask = size - 1;
        roomForIntents = size / 2 + 1;
        // Loaded now: a ring that is full for the first time while the heap is full too would throw at a trading thread.
        Objects.requireNonNull(InsufficientCapacityException.INSTANCE);
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
            return sequencer.tryNext();
        }
        catch (final InsufficientCapacityException full)
        {
            // The one preallocated instance: costs nothing.
            return FULL;
        }
    }

    private long at(final long sequence)
    {
        return address + ((sequence & mask) << InputSlot.SIZE_SHIFT);
    }

    private int index(final long sequence)
    {
        return (int)(sequence & mask);
    }

    /**
     * The beginning of an event.
     *
     * @param kind    what it says.
     * @param code    as the kind says, 0 to 65,535.
     * @param scopeId whose it is.
     * @return for {@link #put(long, long, int, long, double, double)}.
     */
    public static long head(final InputKind kind, final int code, final int scopeId)
    {
        return InputSlot.head(kind.ordinal(), code, scopeId);
    }

    /**
     * Writes an event without text into a slot.
     *
     * @param sequence claimed by the caller.
     * @param head     see {@link #head(InputKind, int, int)}.
     * @param lane     index of the reporter's lane, to be judged first, or {@link #NO_LANE}.
     * @param number   as the kind says.
     * @param a        likewise.
     * @param b        likewise.
     */
    public void put(final long sequence, final long head, final int lane, final long number, final double a, final double b)
    {
        final long at = at(sequence);
        UnsafeApi.putLong(at + InputSlot.HEAD, head);
        // The lane, and that nobody asks.
        UnsafeApi.putLong(at + InputSlot.LANE, lane + 1L);
        UnsafeApi.putLong(at + InputSlot.NUMBER, number);
        UnsafeApi.putLong(at + InputSlot.A, Double.doubleToRawLongBits(a));
        UnsafeApi.putLong(at + InputSlot.B, Double.doubleToRawLongBits(b));
        UnsafeApi.putLong(at + InputSlot.C, 0);
    }

    /**
     * Adds text to what was put. A caller's own {@code CharSequence} may throw: then the event goes without, and that is counted.
     *
     * @param sequence claimed by the caller.
     * @param chars    may be null; cut at {@link InputEvent#MAX_TEXT_BYTES}.
     */
    public void text(final long sequence, final CharSequence chars)
    {
        if (chars == null)
        {
            return;
        }
        try
        {
            final int length = Utf8.encode(chars, texts, index(sequence) * InputEvent.MAX_TEXT_BYTES, InputEvent.MAX_TEXT_BYTES);
            slots.putByte(index(sequence) * InputSlot.SIZE + InputSlot.TEXT_LENGTH, (byte)length);
        }
        catch (final Throwable hostile)
        {
            // The report itself counts more than its words.
            textFaults.incrementAndGet();
        }
    }

    /**
     * Puts somebody who waits for an answer into a slot, in place of an event.
     *
     * @param sequence claimed by the caller.
     * @param request  not null.
     */
    public void ask(final long sequence, final Object request)
    {
        put(sequence, head(InputKind.TICK, 0, 0), NO_LANE, 0, 0.0, 0.0);
        requests.setPlain(index(sequence), request);
        slots.putInt(index(sequence) * InputSlot.SIZE + InputSlot.ASKS, 1);
    }

    /**
     * Takes who waits for an answer out of a slot.
     *
     * @param sequence published.
     * @return null for an event.
     */
    public Object takeRequest(final long sequence)
    {
        if (slots.getInt(index(sequence) * InputSlot.SIZE + InputSlot.ASKS) == 0)
        {
            return null;
        }
        final Object request = requests.getPlain(index(sequence));
        requests.setPlain(index(sequence), null);
        return request;
    }

    /**
     * Reads an event.
     *
     * @param sequence published.
     * @param into     is filled.
     * @return the lane that is to be judged first, or {@link #NO_LANE}.
     */
    public int read(final long sequence, final InputEvent into)
    {
        final long at = at(sequence);
        final long head = UnsafeApi.getLong(at + InputSlot.HEAD);
        into.slot(
            InputKind.of(InputSlot.kind(head)), InputSlot.scopeId(head), InputSlot.code(head), UnsafeApi.getLong(at + InputSlot.NUMBER));
        into.numbers(
            Double.longBitsToDouble(UnsafeApi.getLong(at + InputSlot.A)), Double.longBitsToDouble(UnsafeApi.getLong(at + InputSlot.B)),
            Double.longBitsToDouble(UnsafeApi.getLong(at + InputSlot.C)));
        final int length = InputSlot.textLength(head);
        if (length > 0)
        {
            into.text(texts, index(sequence) * InputEvent.MAX_TEXT_BYTES, length);
        }
        return UnsafeApi.getInt(at + InputSlot.LANE) - 1;
    }

    /**
     * Publishes a claimed slot.
     *
     * @param sequence claimed by the caller.
     */
    public void publish(final long sequence)
    {
        sequencer.publish(sequence);
    }

    /**
     * Publishes what a gate was asked, or counts it where there is no room. Half of the ring is left to reports: what decides nothing must
     * never be the reason why a report finds the ring full. It belongs to no lane, since nothing that a lane holds is to be judged before
     * it. Never waits.
     *
     * @param scopeId    of the gate.
     * @param code       an {@link io.interlock.core.machine.IntentCode}.
     * @param confidence as it was stated.
     * @param quantity   asked for.
     * @param factor     the size factor answered.
     */
    public void intent(final int scopeId, final int code, final double confidence, final double quantity, final double factor)
    {
        final long sequence = sequencer.hasAvailableCapacity(roomForIntents) ? claim() : FULL;
        if (sequence == FULL)
        {
            intentsLost.incrementAndGet();
            return;
        }
        put(sequence, head(InputKind.ORDER_INTENT, code, scopeId), NO_LANE, 0, confidence, quantity);
        UnsafeApi.putLong(at(sequence) + InputSlot.C, Double.doubleToRawLongBits(factor));
        publish(sequence);
    }

    /**
     * Whether a sequence is published.
     *
     * @param sequence the next to be consumed.
     * @return true when it may be read.
     */
    public boolean isAvailable(final long sequence)
    {
        return sequencer.isAvailable(sequence);
    }

    /**
     * Spins until a sequence is published, and no longer than so many looks.
     *
     * @param sequence the next to be consumed.
     * @param looks    0 for none.
     */
    public void look(final long sequence, final int looks)
    {
        for (int i = 0; i < looks && !isAvailable(sequence); i++)
        {
            Thread.onSpinWait();
        }
    }

    /**
     * The highest sequence claimed.
     *
     * @return -1 before the first.
     */
    public long cursor()
    {
        return sequencer.getCursor();
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
        return sequencer.getBufferSize();
    }

    /**
     * Order intents that found no room, and so are missing from the recording.
     *
     * @return since the start; any thread.
     */
    public long intentsLost()
    {
        return intentsLost.get();
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
