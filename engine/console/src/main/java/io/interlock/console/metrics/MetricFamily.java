package io.interlock.console.metrics;

import java.util.List;

/**
 * One metric: its name, what it means and where its numbers come from. Immutable.
 *
 * @param name   with its unit; a counter's ends with {@code _total}.
 * @param type   what its number does.
 * @param labels names, in the order in which {@link Reader} gives their values.
 * @param help   for people: what is counted, in which unit.
 * @param needs  whether it is told only while the breaker thread answers. Without an answer nobody knows it, and a zero would look like a
 *               restart.
 * @param reader its numbers.
 */
record MetricFamily(String name, MetricType type, List<String> labels, String help, boolean needs, Reader reader)
{
    /** Tells the numbers of a metric. Threading: as {@link Scrape}. */
    @FunctionalInterface
    interface Reader
    {
        /**
         * Tells them.
         *
         * @param scrape what was asked of the engine, once for all metrics.
         * @param sink   takes them; nothing where there is none.
         */
        void read(Scrape scrape, MetricSink sink);
    }

    /** Copies the labels. */
    MetricFamily
    {
        labels = List.copyOf(labels);
    }

    static MetricFamily gauge(final String name, final String help, final Reader reader, final String... labels)
    {
        return new MetricFamily(name, MetricType.GAUGE, List.of(labels), help, false, reader);
    }

    static MetricFamily counter(final String name, final String help, final Reader reader, final String... labels)
    {
        return new MetricFamily(name, MetricType.COUNTER, List.of(labels), help, false, reader);
    }

    /** The same, told only while the breaker thread answers. */
    MetricFamily ofBreaker()
    {
        return new MetricFamily(name, type, labels, help, true, reader);
    }

    void tell(final Scrape scrape, final MetricSink sink)
    {
        if (!needs || !scrape.status().stale())
        {
            reader.read(scrape, sink);
        }
    }
}
