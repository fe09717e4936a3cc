package io.interlock.core.report;

import io.interlock.core.gate.GateWords;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import io.interlock.core.model.Verdict;
import java.lang.ref.Reference;
import org.agrona.UnsafeApi;

/**
 * Adds a report that cannot change a decision to its lane and publishes every other (DESIGN, lanes). It cannot where it is healthy, nobody
 * pays attention to its scope or an ancestor's, and the breaker has passed all that this reporter published before: the consumed sequence
 * is read (acquire) before attention (acquire), which the breaker sets in the other order.
 *
 * <p>Whether a slippage is healthy is decided without a division, in doubles: what comes within a billionth of the threshold is published
 * and judged exactly, and so is a price so small that its product with the threshold could lose digits.
 *
 * <p>A reporter that cannot be reached gives its lane to the next. So each method that reports keeps its own reporter reachable to its end,
 * which costs nothing: the fence is no instruction.
 *
 * <p>Threading: as its lane, any thread or the one that owns it. Lock-free.
 */
public final class LaneReporter implements Reporter
{
    private static final double BILLION = 1e9;
    /** Times a billionth it still has all digits of a double. */
    private static final long SMALLEST_BITS = Double.doubleToRawLongBits(1e-290);
    private static final long PRICES = Double.doubleToRawLongBits(Double.MAX_VALUE) - SMALLEST_BITS;

    private final RingReporter published;
    private final InputRing ring;
    private final OverflowCounters overflow;
    private final Lane lane;
    /** Read by nobody: keeps the memory of the two addresses reachable. */
    private final GateWords words;
    private final long rootAttention;
    private final long attention;
    private final boolean shared;
    /** Beside attention, on a line that is read anyway: a reload changes what is there. */
    private final long limits;
    /** Something was published and is not yet known to be passed. Always set where it is shared: others publish too. */
    private boolean watched;

    /**
     * Made by the engine.
     *
     * @param published publishes what matters; of the same lane.
     * @param ring      that it publishes to.
     * @param words     where attention is read, and below what a sample is healthy.
     * @param overflow  that {@code published} folds into.
     * @param lane      where the rest is counted.
     */
    public LaneReporter(
        final RingReporter published, final InputRing ring, final GateWords words, final OverflowCounters overflow,
        final Lane lane)
    {
        this.published = published;
        this.ring = ring;
        this.words = words;
        this.overflow = overflow;
        this.lane = lane;
        shared = lane.shared();
        rootAttention = words.attentionAddress(0);
        attention = words.attentionAddress(lane.scopeId());
        limits = words.limitsAddress(lane.scopeId());
        // The lane may have been another's, whose last report is not judged yet.
        watched = true;
    }

    /**
     * The part of the expected price up to which a slippage is surely healthy.
     *
     * @param alertPpb threshold of ALERT in parts per billion.
     * @return where the threshold is 0 no slippage is healthy: nothing compares with NaN.
     */
    public static double calmPart(final long alertPpb)
    {
        return alertPpb > 0 ? (alertPpb - 1) / BILLION : Double.NaN;
    }

    /** The latency from which on a sample is not healthy, as it is now. */
    private long alertNs()
    {
        return UnsafeApi.getLongOpaque(null, limits);
    }

    /** Whether nobody pays attention to the scope or an ancestor of it. */
    private boolean ignored()
    {
        return (UnsafeApi.getLongAcquire(null, rootAttention) | UnsafeApi.getLongAcquire(null, attention)) == 0;
    }

    /**
     * Where something was published: whether all of it is judged and nobody pays attention, read in this order. While somebody does, which
     * is looked at before all, the consumed sequence is not touched: the breaker writes it all the time, from another core.
     */
    private boolean calm()
    {
        return ignored() && passed() && ignored();
    }

    /** Whether the breaker has judged all that this reporter published or folded. */
    private boolean passed()
    {
        if (overflow.pending() || ring.consumed() < lane.after())
        {
            return false;
        }
        watched = shared;
        return true;
    }

    private RingReporter publish()
    {
        if (!shared)
        {
            watched = true;
        }
        return published;
    }

    private static double adverse(final Side side, final double expected, final double actual)
    {
        final double difference = actual - expected;
        return side == Side.BUY ? difference : side == Side.SELL ? -difference : Math.abs(difference);
    }

    private boolean isCalm(final double adverse, final double expected, final double actual)
    {
        return isPrice(expected) && isPrice(actual) && adverse <= expected * UnsafeApi.getDoubleOpaque(null, limits + Long.BYTES);
    }

    /** Well above 0 and finite, by one unsigned comparison: the bits of doubles above 0 are in the order of their values. */
    private static boolean isPrice(final double price)
    {
        return Double.doubleToRawLongBits(price) - SMALLEST_BITS + Long.MIN_VALUE <= PRICES + Long.MIN_VALUE;
    }

    @Override
    public void apiLatency(final long latencyNs)
    {
        if (latencyNs < 0 || latencyNs >= alertNs())
        {
            publish().apiLatency(latencyNs);
        }
        else if (!watched && ignored())
        {
            lane.latency(latencyNs);
        }
        else if (!calm())
        {
            publish().apiLatency(latencyNs);
        }
        else if (shared)
        {
            lane.shareLatency(latencyNs);
        }
        else
        {
            lane.latency(latencyNs);
        }
        Reference.reachabilityFence(this);
    }

    @Override
    public void success()
    {
        if (!watched && ignored())
        {
            lane.success();
        }
        else if (!calm())
        {
            publish().success();
        }
        else if (shared)
        {
            lane.shareSuccess();
        }
        else
        {
            lane.success();
        }
        Reference.reachabilityFence(this);
    }

    @Override
    public void fill(final long latencyNs, final Side side, final double expected, final double actual)
    {
        final double adverse = adverse(side, expected, actual);
        if (latencyNs < 0 || latencyNs >= alertNs() || !isCalm(adverse, expected, actual))
        {
            publish().fill(latencyNs, side, expected, actual);
        }
        else if (!watched && ignored())
        {
            lane.fill(latencyNs, adverse, expected);
        }
        else if (!calm())
        {
            publish().fill(latencyNs, side, expected, actual);
        }
        else if (shared)
        {
            lane.shareFill(latencyNs, adverse, expected);
        }
        else
        {
            lane.fill(latencyNs, adverse, expected);
        }
        Reference.reachabilityFence(this);
    }

    @Override
    public void slippage(final Side side, final double expected, final double actual)
    {
        final double adverse = adverse(side, expected, actual);
        if (!isCalm(adverse, expected, actual))
        {
            publish().slippage(side, expected, actual);
        }
        else if (!watched && ignored())
        {
            lane.slippage(adverse, expected);
        }
        else if (!calm())
        {
            publish().slippage(side, expected, actual);
        }
        else if (shared)
        {
            lane.shareSlippage(adverse, expected);
        }
        else
        {
            lane.slippage(adverse, expected);
        }
        Reference.reachabilityFence(this);
    }

    @Override
    public void failure(final CharSequence details)
    {
        publish().failure(details);
        Reference.reachabilityFence(this);
    }

    @Override
    public void equity(final double equity)
    {
        publish().equity(equity);
        Reference.reachabilityFence(this);
    }

    @Override
    public void loss(final double fraction)
    {
        publish().loss(fraction);
        Reference.reachabilityFence(this);
    }

    @Override
    public void exchange(final ExchangeStatus status)
    {
        publish().exchange(status);
        Reference.reachabilityFence(this);
    }

    @Override
    public void network(final NetworkStatus status)
    {
        publish().network(status);
        Reference.reachabilityFence(this);
    }

    @Override
    public void criticalError(final CriticalError error, final CharSequence details)
    {
        publish().criticalError(error, details);
        Reference.reachabilityFence(this);
    }

    /** Published, but not watched: see {@link RingReporter}. It touches no lane, so nothing needs to stay reachable for it. */
    @Override
    public void intent(final Intent intent, final double quantity, final Verdict verdict)
    {
        published.intent(intent, quantity, verdict);
    }

    /** As above. */
    @Override
    public void intent(final Intent intent, final double confidence, final double quantity, final Verdict verdict)
    {
        published.intent(intent, confidence, quantity, verdict);
    }
}
