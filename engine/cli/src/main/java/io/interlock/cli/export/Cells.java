package io.interlock.cli.export;

import io.interlock.cli.ByteSink;
import java.math.BigDecimal;

/**
 * Writes the cells of the stream so that {@code simulate} reads back what they were: numbers in plain decimal notation, text as RFC 4180.
 *
 * <p>Threading: one thread. Allocates only for numbers of more than 15 digits and for text.
 */
final class Cells
{
    /** Numbers of so many digits are read back as one exact division, and need no string to be written. */
    private static final long SHORT_LIMIT = 1_000_000_000_000_000L;
    private static final int MOST_DECIMALS = 9;
    private static final int NS_DECIMALS = 6;
    /** Reads as {@link Long#MAX_VALUE} nanoseconds: a double of milliseconds has no nearer one. */
    private static final String SATURATED_MS = "9300000000000";

    private final ByteSink sink;

    Cells(final ByteSink sink)
    {
        this.sink = sink;
    }

    /**
     * A latency in milliseconds with all its nanoseconds. Beyond 52 days it is the nearest that a double of milliseconds can say; a
     * negative one is an empty cell, which is a bad sample as it was.
     */
    void latency(final long latencyNs)
    {
        if (latencyNs == Long.MAX_VALUE)
        {
            sink.put(SATURATED_MS);
        }
        else if (latencyNs >= 0)
        {
            sink.decimal(latencyNs, NS_DECIMALS);
        }
    }

    /** A number that reads back as just this double. One that is none is written in letters, and so read as none. */
    void number(final double number)
    {
        double scale = 1.0;
        for (int decimals = 0; decimals <= MOST_DECIMALS; decimals++)
        {
            final double scaled = Math.rint(number * scale);
            if (!(Math.abs(scaled) < SHORT_LIMIT))
            {
                break;
            }
            if (scaled / scale == number)
            {
                sink.decimal((long)scaled, decimals);
                return;
            }
            scale *= 10.0;
        }
        final boolean finite = !Double.isNaN(number) && !Double.isInfinite(number);
        sink.put(finite ? new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString() : Double.toString(number));
    }

    /** Text, in quotes where it would not be one cell otherwise. */
    void text(final String text)
    {
        boolean plain = true;
        for (int i = 0; i < text.length() && plain; i++)
        {
            final char c = text.charAt(i);
            plain = c != '"' && c != ',' && c != '\n' && c != '\r';
        }
        sink.put(plain ? text : '"' + text.replace("\"", "\"\"") + '"');
    }
}
