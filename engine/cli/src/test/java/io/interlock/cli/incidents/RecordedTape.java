package io.interlock.cli.incidents;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The demo's tape, a resource of the jar ta4j-examples (MIT) that is on the class path and never copied: 100,000 trades of one venue,
 * seconds and prices as they were. Rebuilt from them: an account that holds nothing but bitcoin, so that its equity is the price; a ping of
 * 80 ms in each minute that had a trade, without which no recovery would have its evidence; and, in the fall, a sell order into every trade
 * that was decided at the price of the trade before.
 *
 * <p>Threading: pure functions.
 */
final class RecordedTape
{
    private static final String RESOURCE = "bitstamp_trades_from_20131125_usd.csv";
    /** The second of the low that ends the fall of 7.04 % within 165 seconds. */
    private static final long LOW_S = 1_385_899_297L;
    private static final long BEFORE_S = 600;
    private static final long AFTER_S = 2_400;

    private RecordedTape()
    {
    }

    /** The equity of the whole week. */
    static InputStream week() throws IOException
    {
        return rows(0, Long.MAX_VALUE, false);
    }

    /** The fall alone, with the orders. */
    static InputStream fall() throws IOException
    {
        return rows(LOW_S - BEFORE_S, LOW_S + AFTER_S, true);
    }

    private static InputStream rows(final long fromS, final long toS, final boolean orders) throws IOException
    {
        final StringBuilder rows = new StringBuilder("time_ms,scope,event,a,b,text\n");
        try (InputStream in = RecordedTape.class.getClassLoader().getResourceAsStream(RESOURCE);
            BufferedReader lines = new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in, "ta4j-examples is not on the class path"), StandardCharsets.UTF_8)))
        {
            lines.readLine();
            String before = null;
            long minute = -1;
            for (String line = lines.readLine(); line != null; line = lines.readLine())
            {
                final String[] cells = line.split(",", -1);
                final long timeS = Long.parseLong(cells[0]);
                if (timeS >= fromS && timeS <= toS)
                {
                    if (timeS / 60 != minute)
                    {
                        minute = timeS / 60;
                        rows.append(timeS).append("000,account,api_latency,80,,\n");
                    }
                    rows.append(timeS).append("000,account,equity,").append(cells[1]).append(",,\n");
                    if (orders && before != null)
                    {
                        rows.append(timeS).append("000,account,check,0.9,,OPEN\n");
                        rows.append(timeS).append("000,venue,slippage,").append(before).append(',').append(cells[1]).append(",SELL\n");
                    }
                    before = cells[1];
                }
            }
        }
        return new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8));
    }
}
