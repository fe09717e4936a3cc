package io.interlock.cli.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.interlock.core.model.Side;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Any bytes are rows, or lines that are refused by their number, and reading goes on behind each: as many steps as there are bytes, at
 * most. Numbers are what the JDK takes them for.
 */
class RowsFuzz
{
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");

    @FuzzTest(maxDuration = "10m")
    void shouldReadAnyRows(final byte[] bytes) throws IOException
    {
        final CsvReader csv = new CsvReader(new ByteArrayInputStream(bytes), () ->
        {
        });
        final RowReader rows = new RowReader(csv);
        long line = 0;
        int steps = 0;
        boolean more = true;
        while (more)
        {
            assertThat(++steps).as("steps").isLessThanOrEqualTo(bytes.length + 2);
            try
            {
                more = steps == 1 ? rows.header() : rows.next();
                if (more)
                {
                    row(rows, csv);
                }
            }
            catch (final MalformedLineException refused)
            {
                assertThat(refused.line()).isGreaterThanOrEqualTo(line);
                assertThat(refused.getMessage()).isNotBlank();
                rows.skip();
            }
            assertThat(rows.line()).as("line").isGreaterThanOrEqualTo(line);
            line = rows.line();
        }
    }

    private static void row(final RowReader rows, final CsvReader csv)
    {
        for (int field = 0; field < csv.fields(); field++)
        {
            final String text = csv.text(field);
            final double number = Decimals.number(csv.data(), csv.from(field), csv.to(field));
            final double expected = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
            assertThat(Double.doubleToLongBits(number)).as("of %s", text).isEqualTo(Double.doubleToLongBits(expected));
            latency(number);
        }
        rows.words();
        rows.timeMs();
        assertThat(rows.word()).isNotNull();
        assertThat(rows.scope().getBytes(StandardCharsets.UTF_8)).hasSize(rows.scopeLength());
        assertThat(rows.text()).isNotNull();
        assertThat(rows.shownText()).doesNotContain("\n", "\r", "\u001b");
        if (rows.word() == Word.SLIPPAGE)
        {
            assertThat(rows.said()).isBetween(0, Side.values().length - 1);
        }
    }

    private static void latency(final double ms)
    {
        final long ns = Decimals.latencyNs(ms);
        if (ms >= 0.0 && ms < 1e12)
        {
            assertThat(ns).isEqualTo(
                new BigDecimal(ms).movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact());
        }
        else
        {
            assertThat(ns).isGreaterThanOrEqualTo(-1);
        }
    }
}
