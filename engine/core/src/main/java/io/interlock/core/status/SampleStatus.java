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
 * @param prices         equity, and the worst latency and slippage.
 * @param exchange       the venue's last status.
 * @param network        the session's last status.
 * @param lastReportMs   wall time of the last report by kind of input (names of {@code InputKind}); absent where there was none.
 */
public record SampleStatus(
    int streak,
    long windowOrders,
    long windowFailures,
    Prices prices,
    ExchangeStatus exchange,
    NetworkStatus network,
    Map<String, Long> lastReportMs)
{
    /**
     * What was reported in numbers. NaN where there is none.
     *
     * @param highEquity           the highest of the window.
     * @param lastEquity           the last one reported that still counts.
     * @param worstSlippagePercent of the last five minutes.
     * @param worstLatencyMs       of the last five minutes.
     * @param recent               of the last seconds.
     */
    public record Prices(double highEquity, double lastEquity, double worstSlippagePercent, double worstLatencyMs, Recent recent)
    {
        /** Nothing was reported. */
        public static final Prices NONE = new Prices(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Recent.NONE);

        /**
         * Where the last seconds are not known.
         *
         * @param highEquity           see above.
         * @param lastEquity           see above.
         * @param worstSlippagePercent see above.
         * @param worstLatencyMs       see above.
         */
        public Prices(final double highEquity, final double lastEquity, final double worstSlippagePercent, final double worstLatencyMs)
        {
            this(highEquity, lastEquity, worstSlippagePercent, worstLatencyMs, Recent.NONE);
        }
    }

    /**
     * The worst of the last ten to twenty seconds: what to draw. NaN where there was none.
     *
     * @param latencyMs       largest latency.
     * @param slippagePercent largest slippage.
     */
    public record Recent(double latencyMs, double slippagePercent)
    {
        /** Nothing was reported. */
        public static final Recent NONE = new Recent(Double.NaN, Double.NaN);
    }

    /** Copies the map. */
    public SampleStatus
    {
        lastReportMs = Map.copyOf(lastReportMs);
    }

    /**
     * How far the equity is below its highest in the window.
     *
     * @return percent; NaN where there is no equity.
     */
    public double drawdownPercent()
    {
        return 100.0 * (prices.highEquity() - prices.lastEquity()) / prices.highEquity();
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
