package io.interlock.core.gate;

import io.interlock.config.LatencyConfig;
import io.interlock.core.model.Level;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The off-heap memory of all gate and guard words.
 * <pre>
 *  line 0      : +0 guard word of the root   +8 attention of the root                                  +24 limits of the root
 *  line 1      : +0 heartbeat (nanoseconds of the engine's clock)   +8 progress of the breaker
 *  line id + 2 : +0 gate word                +8 guard word of the scope   +16 attention of the scope   +24 limits of the scope
 *                (guard word, attention and limits unused for the root)
 *  limits      : +0 latency from which on a report is not healthy (ns)    +8 slippage up to which it is (bits of a double)
 *                +16 latencies of ALERT, THROTTLE and HALT (ns each)      +40 the latency that the scope's lanes are made for (ns)
 * </pre>
 * A line is 128 bytes, two cache lines, since processors fetch them in pairs. All words are born refusing: gate {@link GateWord#UNBORN},
 * guard {@link GuardWord#RECOVERING}, attention on. What the breaker writes in each round has a line of its own, so that a check never
 * waits for it.
 *
 * <p>Threading: gate words, heartbeat and progress: breaker thread writes (release), any thread reads (acquire). Guard words: any thread,
 * atomic OR and AND. Progress guarantee: reads are wait-free.
 */
public final class GateWords
{
    /** Bytes of a line. */
    public static final int LINE = 128;

    /** Of a scope's guard word from its gate word. */
    static final int GUARD_OFFSET = 8;
    private static final int ATTENTION_OFFSET = 16;
    private static final int ROOT_ATTENTION_OFFSET = 8;
    private static final int LIMITS_OFFSET = 24;
    private static final int CALM = 8;
    private static final int LATENCIES = 16;
    private static final int LANE = 40;
    private static final int HEARTBEAT_OFFSET = LINE;
    private static final int PROGRESS_OFFSET = LINE + 8;

    private final UnsafeBuffer buffer;
    private final int capacity;

    /**
     * Allocates.
     *
     * @param capacity scopes, the root among them.
     */
    public GateWords(final int capacity)
    {
        this.capacity = capacity;
        buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned((capacity + 2) * LINE, LINE));
        buffer.putLong(0, GuardWord.RECOVERING);
        for (int id = 0; id < capacity; id++)
        {
            buffer.putLong(line(id), GateWord.UNBORN);
            buffer.putLong(line(id) + GUARD_OFFSET, id == 0 ? 0 : GuardWord.RECOVERING);
            buffer.putLong(attentionIndex(id), 1);
        }
    }

    /**
     * How many scopes fit.
     *
     * @return the root among them.
     */
    public int capacity()
    {
        return capacity;
    }

    private static int line(final int id)
    {
        return (id + 2) * LINE;
    }

    /**
     * The gate word of a scope, read with acquire.
     *
     * @param id the scope.
     * @return see {@link GateWord}.
     */
    public long gate(final int id)
    {
        return buffer.getLongVolatile(line(id));
    }

    /**
     * Publishes a gate word, with release. Breaker thread only.
     *
     * @param id   the scope.
     * @param word see {@link GateWord}.
     */
    public void gate(final int id, final long word)
    {
        buffer.putLongOrdered(line(id), word);
    }

    /**
     * What guards a scope: the root's word joined with its own, read with acquire. To be read before the gate word.
     *
     * @param id the scope.
     * @return see {@link GuardWord}.
     */
    public long guard(final int id)
    {
        return buffer.getLongVolatile(0) | buffer.getLongVolatile(line(id) + GUARD_OFFSET);
    }

    /**
     * The guard word of a scope alone; for the root, the one that guards all.
     *
     * @param id the scope.
     * @return see {@link GuardWord}.
     */
    public long ownGuard(final int id)
    {
        return buffer.getLongVolatile(guardIndex(id));
    }

    /**
     * Sets bits of a guard word. Any thread; lock-free, allocates nothing.
     *
     * @param id   the scope; the root's word guards all.
     * @param bits see {@link GuardWord}.
     */
    public void raise(final int id, final long bits)
    {
        final int index = guardIndex(id);
        long seen = buffer.getLongVolatile(index);
        while ((seen & bits) != bits && !buffer.compareAndSetLong(index, seen, seen | bits))
        {
            seen = buffer.getLongVolatile(index);
        }
    }

    /**
     * Clears bits of a guard word. Any thread; lock-free.
     *
     * @param id   the scope; the root's word guards all.
     * @param bits see {@link GuardWord}.
     */
    public void lower(final int id, final long bits)
    {
        final int index = guardIndex(id);
        long seen = buffer.getLongVolatile(index);
        while ((seen & bits) != 0 && !buffer.compareAndSetLong(index, seen, seen & ~bits))
        {
            seen = buffer.getLongVolatile(index);
        }
    }

    private static int guardIndex(final int id)
    {
        return id == 0 ? 0 : line(id) + GUARD_OFFSET;
    }

    private static int attentionIndex(final int id)
    {
        return id == 0 ? ROOT_ATTENTION_OFFSET : line(id) + ATTENTION_OFFSET;
    }

    /**
     * Says whether healthy reports matter, with release: to be set before the sequence that it follows from counts as consumed.
     *
     * @param id the scope; the root's holds for all.
     * @param on for a scope below the root: its own or that of an ancestor below the root.
     */
    public void attention(final int id, final boolean on)
    {
        buffer.putLongOrdered(attentionIndex(id), on ? 1 : 0);
    }

    private static int limitsIndex(final int id)
    {
        return (id == 0 ? 0 : line(id)) + LIMITS_OFFSET;
    }

    /**
     * Says by what reporters of a scope tell healthy reports from others. Whoever makes the scope says it first, the breaker thread after
     * that. The first latency said is the longest that the lanes of the scope have room for: no later one makes reporters gather more.
     *
     * @param id      the scope.
     * @param latency thresholds.
     * @param calm    the part of the expected price up to which a slippage is healthy; NaN where none is.
     */
    public void limits(final int id, final LatencyConfig latency, final double calm)
    {
        final int at = limitsIndex(id);
        if (buffer.getLong(at + LANE) == 0)
        {
            buffer.putLongOrdered(at + LANE, latency.alertNs());
        }
        buffer.putLongOrdered(at, Math.min(latency.alertNs(), buffer.getLong(at + LANE)));
        buffer.putLongOrdered(at + CALM, Double.doubleToRawLongBits(calm));
        buffer.putLongOrdered(at + LATENCIES, latency.alertNs());
        buffer.putLongOrdered(at + LATENCIES + Long.BYTES, latency.throttleNs());
        buffer.putLongOrdered(at + LATENCIES + 2 * Long.BYTES, latency.haltNs());
    }

    /**
     * Where a reporter finds the latency from which on a report is not healthy, and 8 bytes on the slippage; to be read opaque.
     *
     * @param id the scope.
     * @return an address of this memory, which the caller must keep reachable; 0 there before anything was said: nothing is healthy.
     */
    public long limitsAddress(final int id)
    {
        return buffer.addressOffset() + limitsIndex(id);
    }

    /**
     * The latency below which the lanes of a scope have room for every report: what reporters gather is always below it.
     *
     * @param id the scope.
     * @return nanoseconds; 0 before anything was said.
     */
    public long laneNs(final int id)
    {
        return buffer.getLongVolatile(limitsIndex(id) + LANE);
    }

    /**
     * The latency of a level's threshold.
     *
     * @param id    the scope.
     * @param level ALERT, THROTTLE or HALT.
     * @return nanoseconds.
     */
    public long latencyNs(final int id, final Level level)
    {
        return buffer.getLongVolatile(limitsIndex(id) + LATENCIES + (level.ordinal() - Level.ALERT.ordinal()) * Long.BYTES);
    }

    /** Where a gate finds the word of its scope, and the guard word beside it; the caller must keep this memory reachable. */
    long gateAddress(final int id)
    {
        return buffer.addressOffset() + line(id);
    }

    /** Where a gate finds the word that guards all, likewise. */
    long rootGuardAddress()
    {
        return buffer.addressOffset();
    }

    /**
     * Where a reporter finds the attention word of a scope.
     *
     * @param id the scope.
     * @return an address of this memory, which the caller must keep reachable.
     */
    public long attentionAddress(final int id)
    {
        return buffer.addressOffset() + attentionIndex(id);
    }

    /**
     * When the breaker thread last began a round, by the engine's clock.
     *
     * @return nanoseconds.
     */
    public long heartbeatNs()
    {
        return buffer.getLongVolatile(HEARTBEAT_OFFSET);
    }

    /**
     * The breaker thread begins a round.
     *
     * @param nowNs by the engine's clock.
     */
    public void heartbeatNs(final long nowNs)
    {
        buffer.putLongOrdered(HEARTBEAT_OFFSET, nowNs);
    }

    /**
     * The sequence of the input ring up to which all is judged and published.
     *
     * @return -1 before the first.
     */
    public long progress()
    {
        return buffer.getLongVolatile(PROGRESS_OFFSET) - 1;
    }

    /**
     * The breaker thread has published all gate words that events up to a sequence changed.
     *
     * @param sequence of the input ring.
     */
    public void progress(final long sequence)
    {
        buffer.putLongOrdered(PROGRESS_OFFSET, sequence + 1);
    }

    /**
     * Whether the memory is aligned so that every access above is atomic.
     *
     * @return true always; asserted by a test.
     */
    boolean aligned()
    {
        return BitUtil.isAligned(buffer.addressOffset(), LINE);
    }
}
