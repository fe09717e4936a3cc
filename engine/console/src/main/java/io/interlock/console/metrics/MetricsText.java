package io.interlock.console.metrics;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * One scrape in the text format of Prometheus, version 0.0.4. It is written as it is made: what is in memory is the engine's status,
 * which grows with the scopes ({@code engine.max-scopes}), and a buffer. The breaker thread is asked for one status a scrape and for
 * nothing else.
 *
 * <p>Threading: any thread; several at once, each with its own output.
 */
public final class MetricsText
{
    /** What the format is called over HTTP. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final int BUFFER = 8_192;
    /** Up to here a double is a whole number exactly. */
    private static final double MOST_EXACT = 9_007_199_254_740_992.0;

    private final MetricsContext context;

    /**
     * Of one engine.
     *
     * @param context what it is made of.
     */
    public MetricsText(final MetricsContext context)
    {
        this.context = context;
    }

    /**
     * Scrapes.
     *
     * @param output takes the text in UTF-8; flushed, not closed.
     * @throws IOException where the output throws.
     */
    public void writeTo(final OutputStream output) throws IOException
    {
        final Scrape scrape = new Scrape(context);
        final Writer writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8), BUFFER);
        try
        {
            for (final MetricFamily family : MetricCatalog.families())
            {
                family.tell(scrape, new Lines(writer, family));
            }
        }
        catch (final UncheckedIOException failed)
        {
            throw failed.getCause();
        }
        writer.flush();
    }

    /** The lines of one metric; its head comes before the first, and not at all where there is none. */
    private static final class Lines implements MetricSink
    {
        private final Writer writer;
        private final MetricFamily family;
        private final StringBuilder line = new StringBuilder();
        private boolean begun;

        Lines(final Writer writer, final MetricFamily family)
        {
            this.writer = writer;
            this.family = family;
        }

        @Override
        public void sample(final double value, final String... labels)
        {
            begin("");
            labels(null, labels);
            end(value);
        }

        @Override
        public void histogram(final CostHistogram.Snapshot value, final String... labels)
        {
            for (int i = 0; i < value.cumulative().length; i++)
            {
                begin("_bucket");
                labels(i < value.limits().length ? Double.toString(value.limits()[i]) : "+Inf", labels);
                end(value.cumulative()[i]);
            }
            begin("_sum");
            labels(null, labels);
            end(value.sum());
            begin("_count");
            labels(null, labels);
            end(value.count());
        }

        private void begin(final String suffix)
        {
            if (!begun)
            {
                begun = true;
                line.append("# HELP ").append(family.name()).append(' ');
                escape(family.help(), false);
                line.append("\n# TYPE ").append(family.name()).append(' ').append(family.type().word()).append('\n');
            }
            line.append(family.name()).append(suffix);
        }

        private void labels(final String limit, final String... values)
        {
            char before = '{';
            for (int i = 0; i < values.length; i++)
            {
                line.append(before).append(family.labels().get(i)).append("=\"");
                escape(values[i], true);
                line.append('"');
                before = ',';
            }
            if (limit != null)
            {
                line.append(before).append("le=\"").append(limit).append('"');
                before = ',';
            }
            if (before == ',')
            {
                line.append('}');
            }
        }

        private void end(final double value)
        {
            line.append(' ');
            if (value == Math.rint(value) && Math.abs(value) < MOST_EXACT)
            {
                line.append((long)value);
            }
            else if (Double.isInfinite(value))
            {
                line.append(value > 0 ? "+Inf" : "-Inf");
            }
            else
            {
                line.append(value);
            }
            line.append('\n');
            try
            {
                writer.append(line);
            }
            catch (final IOException failed)
            {
                throw new UncheckedIOException(failed);
            }
            line.setLength(0);
        }

        private void escape(final String text, final boolean quoted)
        {
            for (int i = 0; i < text.length(); i++)
            {
                final char each = text.charAt(i);
                if (each == '\\' || each == '"' && quoted)
                {
                    line.append('\\').append(each);
                }
                else if (each == '\n')
                {
                    line.append("\\n");
                }
                else
                {
                    line.append(each);
                }
            }
        }
    }
}
