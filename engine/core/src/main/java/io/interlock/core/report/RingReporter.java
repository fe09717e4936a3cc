package io.interlock.core.report;

import io.interlock.core.gate.GateWords;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.IntentCode;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import io.interlock.core.model.Verdict;

/**
 * Publishes each report to the input ring; what finds no room is folded into counters of its own and judged from there. Once it has folded
 * it goes on folding until the breaker has judged that, so that its reports stay in their order.
 *
 * <p>An order intent is no report. It goes to the ring even while its reporter folds, is never folded itself, and leaves the lane as it is:
 * a lane's last sequence is there so that nothing in the lane is judged before an older event of its reporter, and nothing is judged by an
 * intent. So a reporter that publishes one goes on gathering, and what it gathers may be judged before the intent or after it.
 *
 * <p>Threading: any thread; lock-free. Exclusive use by one thread is a promise of the caller that makes its order exact.
 */
public final class RingReporter implements Reporter
{
    private final InputRing ring;
    private final GateWords words;
    private final CriticalPending criticals;
    private final OverflowCounters overflow;
    private final Lane lane;
    private final int laneIndex;
    private final int scopeId;
    private final boolean intents;

    /**
     * Made by the engine.
     *
     * @param ring      where reports go.
     * @param words     where a critical error acts before any ring.
     * @param criticals counts critical errors not yet judged.
     * @param overflow  where reports go that find no room.
     * @param intents   whether inputs are recorded, and so order intents are wanted.
     */
    public RingReporter(
        final InputRing ring, final GateWords words, final CriticalPending criticals, final OverflowCounters overflow,
        final boolean intents)
    {
        this.ring = ring;
        this.words = words;
        this.criticals = criticals;
        this.overflow = overflow;
        this.lane = overflow.lane();
        this.laneIndex = lane == null ? InputRing.NO_LANE : lane.index();
        this.scopeId = overflow.scopeId();
        this.intents = intents;
    }

    private long claim()
    {
        return overflow.pending() ? InputRing.FULL : ring.claim();
    }

    private void put(final long sequence, final InputKind kind, final int code, final long number, final double a, final double b)
    {
        if (lane != null)
        {
            // Before any text is read: that is the caller's code, and may report as well.
            lane.publishing(sequence);
        }
        ring.put(sequence, InputRing.head(kind, code, scopeId), laneIndex, number, a, b);
    }

    @Override
    public void apiLatency(final long latencyNs)
    {
        final long sequence = claim();
        if (sequence == InputRing.FULL)
        {
            overflow.latency(latencyNs);
            return;
        }
        put(sequence, InputKind.API_LATENCY, 0, latencyNs, 0.0, 0.0);
        ring.publish(sequence);
    }

    @Override
    public void success()
    {
        final long sequence = claim();
        if (sequence == InputRing.FULL)
        {
            overflow.success();
            return;
        }
        put(sequence, InputKind.ORDER_SUCCESS, 0, 0, 0.0, 0.0);
        ring.publish(sequence);
    }

    @Override
    public void failure(final CharSequence details)
    {
        final long sequence = claim();
        if (sequence == InputRing.FULL)
        {
            overflow.failure();
            return;
        }
        put(sequence, InputKind.ORDER_FAILURE, 0, 0, 0.0, 0.0);
        if (details != null)
        {
            ring.text(sequence, details);
        }
        ring.publish(sequence);
    }

    @Override
    public void fill(final long latencyNs, final Side side, final double expected, final double actual)
    {
        final Side known = side == null ? Side.UNKNOWN : side;
        final long sequence = claim();
        if (sequence == InputRing.FULL)
        {
            overflow.fill(latencyNs, known, expected, actual);
            return;
        }
        put(sequence, InputKind.FILL, known.ordinal(), latencyNs, expected, actual);
        ring.publish(sequence);
    }

    @Override
    public void slippage(final Side side, final double expected, final double actual)
    {
        final Side known = side == null ? Side.UNKNOWN : side;
        final long sequence = claim();
        if (sequence == InputRing.FULL)
        {
            overflow.slippage(known, expected, actual);
            return;
        }
        put(sequence, InputKind.SLIPPAGE, known.ordinal(), 0, expected, actual);
        ring.publish(sequence);
    }

    @Override
    public void equity(final double equity)
    {
        final long sequence = claim();
        if (sequence == InputRing.FULL)
        {
            overflow.equity(equity);
            return;
        }
        put(sequence, InputKind.EQUITY, 0, 0, equity, 0.0);
        ring.publish(sequence);
    }

    @Override
    public void loss(final double fraction)
    {
        final long sequence = claim();
        if (sequence == InputRing.FULL)
        {
            overflow.loss(fraction);
            return;
        }
        put(sequence, InputKind.LOSS, 0, 0, fraction, 0.0);
        ring.publish(sequence);
    }

    @Override
    public void exchange(final ExchangeStatus status)
    {
        if (status == null)
        {
            invalid();
            return;
        }
        final long sequence = claim();
        if (sequence == InputRing.FULL)
        {
            overflow.exchange(status);
            return;
        }
        put(sequence, InputKind.EXCHANGE, status.ordinal(), 0, 0.0, 0.0);
        ring.publish(sequence);
    }

    @Override
    public void network(final NetworkStatus status)
    {
        if (status == null)
        {
            invalid();
            return;
        }
        final long sequence = claim();
        if (sequence == InputRing.FULL)
        {
            overflow.network(status);
            return;
        }
        put(sequence, InputKind.NETWORK, status.ordinal(), 0, 0.0, 0.0);
        ring.publish(sequence);
    }

    private void invalid()
    {
        final long sequence = claim();
        if (sequence == InputRing.FULL)
        {
            overflow.invalid();
            return;
        }
        put(sequence, InputKind.FOLDED_INVALID, 0, 1, 0.0, 0.0);
        ring.publish(sequence);
    }

    @Override
    public void criticalError(final CriticalError error, final CharSequence details)
    {
        final CriticalError known = error == null ? CriticalError.SYSTEM_ERROR : error;
        criticals.raised();
        words.raise(0, GuardWord.KILLED);
        final long sequence = claim();
        if (sequence == InputRing.FULL)
        {
            overflow.critical(known);
            return;
        }
        put(sequence, InputKind.CRITICAL_ERROR, known.ordinal(), 0, 0.0, 0.0);
        if (details != null)
        {
            ring.text(sequence, details);
        }
        ring.publish(sequence);
    }

    @Override
    public void intent(final Intent intent, final double quantity, final Verdict verdict)
    {
        if (intents && verdict != null)
        {
            ring.intent(scopeId, IntentCode.of(intent, false, verdict.reason()), Double.NaN, quantity, verdict.sizeFactor());
        }
    }

    @Override
    public void intent(final Intent intent, final double confidence, final double quantity, final Verdict verdict)
    {
        if (intents && verdict != null)
        {
            ring.intent(scopeId, IntentCode.of(intent, true, verdict.reason()), confidence, quantity, verdict.sizeFactor());
        }
    }
}
