package io.interlock.core.report;

import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import io.interlock.core.model.Verdict;

/**
 * Tells the breaker what happened (SEMANTICS 3). No method blocks, allocates, locks, throws, logs or reads a clock, whatever its arguments:
 * a number that cannot be true is a bad sample, judged as INVALID_SAMPLE; a null status is one too; a null text is none.
 *
 * <p>Threading: a shared reporter any thread; an exclusive one the thread that owns it. Lock-free.
 */
public interface Reporter
{
    /**
     * The time that an answer took.
     *
     * @param latencyNs nanoseconds; negative is a bad sample.
     */
    void apiLatency(long latencyNs);

    /** An order went through. */
    void success();

    /**
     * An order failed.
     *
     * @param details what was said; kept up to 128 bytes of UTF-8. May be null.
     */
    void failure(CharSequence details);

    /**
     * An order was filled: a success, a latency and a slippage at one instant.
     *
     * @param latencyNs nanoseconds; negative is a bad sample.
     * @param side      null is read as {@link Side#UNKNOWN}, for which any difference is adverse.
     * @param expected  the price decided at; above 0.
     * @param actual    the price paid or received; above 0.
     */
    void fill(long latencyNs, Side side, double expected, double actual);

    /**
     * A price that was not the one expected.
     *
     * @param side     null is read as {@link Side#UNKNOWN}, for which any difference is adverse.
     * @param expected the price decided at; above 0.
     * @param actual   the price paid or received; above 0.
     */
    void slippage(Side side, double expected, double actual);

    /**
     * The value of the scope's account.
     *
     * @param equity above 0.
     */
    void equity(double equity);

    /**
     * A loss that the host worked out itself.
     *
     * @param fraction 0 to 1.
     */
    void loss(double fraction);

    /**
     * A venue's status; stands until the next.
     *
     * @param status null is a bad sample.
     */
    void exchange(ExchangeStatus status);

    /**
     * A session's status; stands until the next.
     *
     * @param status null is a bad sample.
     */
    void network(NetworkStatus status);

    /**
     * Something after which nothing can be trusted: refuses everything but cancels before this call returns, in the caller's own thread.
     * It outlives a crash of the process once the breaker thread has judged it, which takes microseconds, or, where that thread stands
     * still, from the watchdog's next tick on, a few milliseconds later.
     *
     * @param error   null is read as {@link CriticalError#SYSTEM_ERROR}: a caller who cannot say which still means it.
     * @param details what was said; kept up to 128 bytes of UTF-8. May be null.
     */
    void criticalError(CriticalError error, CharSequence details);

    /**
     * The gate was asked about an order that states no confidence. This is no report: it is kept with the recorded inputs, so that a
     * refusal can be judged again, and changes no decision. Where inputs are not recorded it does nothing; where half of the input ring is
     * taken it is dropped, and counted.
     *
     * @param intent   as the gate was asked; null is kept as an OPEN, which is how the gate judges it.
     * @param quantity asked for, in the order's own unit.
     * @param verdict  what the gate answered; null is no answer, and is not kept.
     */
    void intent(Intent intent, double quantity, Verdict verdict);

    /**
     * The gate was asked about an order: otherwise as {@link #intent(Intent, double, Verdict)}.
     *
     * @param intent     as the gate was asked; null is kept as an OPEN, which is how the gate judges it.
     * @param confidence as the gate was asked, NaN and what is out of range included.
     * @param quantity   asked for, in the order's own unit.
     * @param verdict    what the gate answered; null is no answer, and is not kept.
     */
    void intent(Intent intent, double confidence, double quantity, Verdict verdict);
}
