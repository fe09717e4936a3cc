package io.interlock.console.metrics;

/** What a metric's number does over time, as Prometheus means it. */
public enum MetricType
{
    /** Only grows while one engine lives; begins anew with the next. */
    COUNTER,
    /** Goes up and down. */
    GAUGE,
    /** Observations by bucket; grows like a counter. */
    HISTOGRAM;

    /**
     * As the text format writes it.
     *
     * @return in small letters.
     */
    String word()
    {
        return switch (this)
        {
            case COUNTER -> "counter";
            case GAUGE -> "gauge";
            default -> "histogram";
        };
    }
}
