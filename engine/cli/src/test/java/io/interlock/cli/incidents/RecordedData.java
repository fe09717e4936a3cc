package io.interlock.cli.incidents;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Recordings that are not ours to pass on: they are read from where they lie (the folder {@code data} in what
 * {@code -Dinterlock.shared=DIR} names, else beside the repository), and a test that needs one is skipped where it is not there.
 *
 * <p>Threading: pure functions.
 */
final class RecordedData
{
    private static final Path DIRECTORY = Path.of(System.getProperty("interlock.shared", "../../../shared"), "data");
    private static final String HEADER = "time_ms,scope,event,a,b,text\n";
    private static final int MINUTE_MS = 60_000;
    private static final int AROUND_MINUTES = 30;
    private static final int FEED_ROWS = 5_000;

    private RecordedData()
    {
    }

    private static Path file(final String name)
    {
        final Path file = DIRECTORY.resolve(name);
        assumeTrue(Files.isReadable(file), () -> "skipped: there is no " + name + " in " + DIRECTORY + " (-Dinterlock.shared=DIR)");
        return file;
    }

    private static InputStream stream(final StringBuilder rows)
    {
        return new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Probes of three venues, as they were recorded. */
    static InputStream probes() throws IOException
    {
        return Files.newInputStream(file("probes_binanceus_kraken_bybit.csv"));
    }

    /**
     * The outages of a venue. Recorded is when each began and ended; rebuilt are the gateway that notices at once, and its ping each minute
     * of the half hour before and after.
     */
    static InputStream outages() throws IOException
    {
        final StringBuilder rows = new StringBuilder(HEADER);
        for (final String line : Files.readAllLines(file("bitstamp_outages.csv")).stream().skip(1).toList())
        {
            final String[] cells = line.split(",", -1);
            final long fromMs = Long.parseLong(cells[0]) * 1000;
            final long toMs = Long.parseLong(cells[1]) * 1000;
            for (int minute = -AROUND_MINUTES; minute < 0; minute++)
            {
                rows.append(fromMs + minute * MINUTE_MS).append(",bitstamp,api_latency,80,,\n");
            }
            rows.append(fromMs).append(",bitstamp,exchange,,,DOWN\n");
            rows.append(fromMs).append(",bitstamp,check,0.9,,OPEN\n").append(fromMs).append(",bitstamp,check,0.9,,CLOSE\n");
            rows.append(toMs).append(",bitstamp,exchange,,,UP\n");
            for (int minute = 0; minute < AROUND_MINUTES; minute++)
            {
                rows.append(toMs + minute * MINUTE_MS).append(",bitstamp,api_latency,80,,\n");
            }
            rows.append(toMs + AROUND_MINUTES * MINUTE_MS).append(",bitstamp,check,0.9,,OPEN\n");
        }
        return stream(rows);
    }

    /** The first stamps of a feed whose clock runs behind the venue's: local less venue time is negative for each. */
    static InputStream skewedFeed() throws IOException
    {
        final StringBuilder rows = new StringBuilder(HEADER);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file("feedlat_spot_btcusdt_20240808.csv.gz"))), StandardCharsets.UTF_8)))
        {
            lines.readLine();
            String line = lines.readLine();
            for (int i = 0; i < FEED_ROWS && line != null; i++)
            {
                final String[] cells = line.split(",", -1);
                final long localMs = Long.parseLong(cells[0]) / 1_000_000;
                rows.append(localMs).append(",feed,api_latency,").append(localMs - Long.parseLong(cells[1])).append(",,\n");
                line = lines.readLine();
            }
        }
        return stream(rows);
    }
}
