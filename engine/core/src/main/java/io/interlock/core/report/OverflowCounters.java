package io.interlock.core.report;

import io.interlock.core.gate.GateWords;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One reporter's off-heap counters for what the ring had no room for (DESIGN, overflow); layout in {@link OverflowLayout}.
 *
 * <p>Threading: folded by the reporter's threads, collected by the breaker thread through {@link OverflowReader}. Lock-free, allocates
 * nothing after construction.
 */
public final class OverflowCounters
{
    private final UnsafeBuffer buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(OverflowLayout.SIZE, 128));
    private final OverflowTable table;
    private final int scopeId;
    private final GateWords words;
    private final Lane lane;

    /**
     * Empty counters, added to a table.
     *
     * @param table   told of each fold.
     * @param scopeId whose reports they count.
     * @param words   where the thresholds are by which breaches are counted.
     * @param lane    of the same reporter; null where there is none.
     */
    public OverflowCounters(final OverflowTable table, final int scopeId, final GateWords words, final Lane lane)
    {
        this.lane = lane;
        this.table = table;
        this.scopeId = scopeId;
        this.words = words;
        for (int offset = OverflowLayout.WORST_LATENCY; offset <= OverflowLayout.NETWORK; offset += Long.BYTES)
        {
            buffer.putLong(offset, OverflowLayout.NONE);
        }
        table.add(this);
    }

    Lane lane()
    {
        return lane;
    }

    int scopeId()
    {
        return scopeId;
    }

    UnsafeBuffer buffer()
    {
        return buffer;
    }

    /**
     * Whether something folded is not judged yet: until then its reporter goes on folding, so that nothing newer overtakes it in the ring.
     *
     * @return true: fold.
     */
    boolean pending()
    {
        return buffer.getLongVolatile(OverflowLayout.FOLDED) != buffer.getLongVolatile(OverflowLayout.COLLECTED);
    }

    private void done()
    {
        buffer.getAndAddLong(OverflowLayout.FOLDED, 1);
        table.raise();
    }

    private void count(final int offset)
    {
        buffer.getAndAddLong(offset, 1);
    }

    void latency(final long latencyNs)
    {
        addLatency(latencyNs);
        done();
    }

    private void addLatency(final long latencyNs)
    {
        if (latencyNs < 0)
        {
            count(OverflowLayout.INVALID);
            return;
        }
        if (latencyNs >= words.latencyNs(scopeId, Level.ALERT))
        {
            count(OverflowLayout.LATENCY_ALERT);
        }
        if (latencyNs >= words.latencyNs(scopeId, Level.THROTTLE))
        {
            count(OverflowLayout.LATENCY_THROTTLE);
        }
        if (latencyNs > words.latencyNs(scopeId, Level.HALT))
        {
            count(OverflowLayout.LATENCY_HALT);
        }
        raiseTo(OverflowLayout.WORST_LATENCY, latencyNs);
    }

    void success()
    {
        addSuccess();
        done();
    }

    private void addSuccess()
    {
        count(OverflowLayout.SUCCESSES);
        long seen;
        do
        {
            seen = buffer.getLongVolatile(OverflowLayout.RUNS);
        }
        while (!buffer.compareAndSetLong(OverflowLayout.RUNS, seen, seen & ~OverflowLayout.RUN_MASK));
    }

    void failure()
    {
        long seen;
        long next;
        do
        {
            seen = buffer.getLongVolatile(OverflowLayout.RUNS);
            final long mask = OverflowLayout.RUN_MASK;
            final long run = Math.min(mask, (seen & mask) + 1);
            final long longest = Math.max(run, seen >>> OverflowLayout.LONGEST_SHIFT & mask);
            final long failures = Math.min(mask, (seen >>> OverflowLayout.FAILURES_SHIFT & mask) + 1);
            next = run | longest << OverflowLayout.LONGEST_SHIFT | failures << OverflowLayout.FAILURES_SHIFT;
        }
        while (!buffer.compareAndSetLong(OverflowLayout.RUNS, seen, next));
        done();
    }

    void fill(final long latencyNs, final Side side, final double expected, final double actual)
    {
        addSuccess();
        addLatency(latencyNs);
        addSlippage(side, expected, actual);
        done();
    }

    void slippage(final Side side, final double expected, final double actual)
    {
        addSlippage(side, expected, actual);
        done();
    }

    private void addSlippage(final Side side, final double expected, final double actual)
    {
        if (!isPrice(expected) || !isPrice(actual))
        {
            count(OverflowLayout.INVALID);
            return;
        }
        raiseTo(OverflowLayout.WORST_SLIPPAGE, Slippage.ppb(side, expected, actual));
    }

    private static boolean isPrice(final double value)
    {
        return value > 0.0 && value < Double.POSITIVE_INFINITY;
    }

    void equity(final double equity)
    {
        if (isPrice(equity))
        {
            // Bits of positive doubles are ordered as the doubles are.
            final long bits = Double.doubleToRawLongBits(equity);
            raiseTo(OverflowLayout.EQUITY_HIGH, bits);
            lowerTo(OverflowLayout.EQUITY_LOW, bits);
            buffer.putLongVolatile(OverflowLayout.EQUITY_LAST, bits);
        }
        else
        {
            count(OverflowLayout.INVALID);
        }
        done();
    }

    void loss(final double fraction)
    {
        if (fraction >= 0.0 && fraction <= 1.0)
        {
            raiseTo(OverflowLayout.WORST_LOSS, Double.doubleToRawLongBits(fraction + 0.0));
        }
        else
        {
            count(OverflowLayout.INVALID);
        }
        done();
    }

    void exchange(final ExchangeStatus status)
    {
        status(OverflowLayout.EXCHANGE, status.ordinal());
    }

    void network(final NetworkStatus status)
    {
        status(OverflowLayout.NETWORK, status.ordinal());
    }

    private void status(final int offset, final int code)
    {
        long seen;
        long next;
        do
        {
            seen = buffer.getLongVolatile(offset);
            final long worst = seen == OverflowLayout.NONE ? code : Math.max(code, seen >>> 8);
            next = worst << 8 | code;
        }
        while (!buffer.compareAndSetLong(offset, seen, next));
        done();
    }

    void invalid()
    {
        count(OverflowLayout.INVALID);
        done();
    }

    void critical(final CriticalError error)
    {
        count(OverflowLayout.CRITICAL + error.ordinal() * Long.BYTES);
        done();
    }

    private void raiseTo(final int offset, final long value)
    {
        long seen = buffer.getLongVolatile(offset);
        while (value > seen && !buffer.compareAndSetLong(offset, seen, value))
        {
            seen = buffer.getLongVolatile(offset);
        }
    }

    private void lowerTo(final int offset, final long value)
    {
        long seen = buffer.getLongVolatile(offset);
        while ((seen == OverflowLayout.NONE || value < seen) && !buffer.compareAndSetLong(offset, seen, value))
        {
            seen = buffer.getLongVolatile(offset);
        }
    }
}
