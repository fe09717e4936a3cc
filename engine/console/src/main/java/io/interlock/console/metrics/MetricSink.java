package io.interlock.console.metrics;

/** Takes the numbers of one metric. Threading: one thread. */
interface MetricSink
{
    /**
     * A number.
     *
     * @param value  not infinite where it is a counter's.
     * @param labels values, in the order of the metric's labels; no two samples of a metric have the same.
     */
    void sample(double value, String... labels);

    /**
     * A histogram.
     *
     * @param value  as it is now.
     * @param labels as above.
     */
    void histogram(CostHistogram.Snapshot value, String... labels);
}
