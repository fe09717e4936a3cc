package io.interlock.core.status;

import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.NetworkStatus;
import java.util.Map;

/**
 * What was reported to a scope lately. Immutable.
 *
 * @param streak         failures in a row.
 * @param windowOrders   results in the window of the failure rate.
 * @param windowFailures failures in that window.
 * @param highEquity     of the window; NaN where it holds none.
 * @param exchange       the venue's last status.
 * @param network        the session's last status.
 * @param lastReportMs   wall time of the last report by kind of input (names of {@code InputKind}); absent where there was none.
 */
public record SampleStatus(
    int streak,
    long windowOrders,
    long windowFailures,
    double highEquity,
    ExchangeStatus exchange,
    NetworkStatus network,
    Map<String, Long> lastReportMs)
{
    /** Copies the map. */
    public SampleStatus
    {
        lastReportMs = Map.copyOf(lastReportMs);
    }

    /**
     * The share of failures in the window.
     *
     * @return percent; NaN where the window holds no result.
     */
    public double failureRatePercent()
    {
        return windowOrders == 0 ? Double.NaN : 100.0 * windowFailures / windowOrders;
    }
}
