package io.interlock.cli.demo;

import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Trades that happened: when and at what price. Bitstamp's of 25 November to 1 December 2013 come as a resource of the jar ta4j-examples;
 * none of its classes is loaded.
 *
 * <p>Threading: immutable.
 */
final class Tape
{
    static final String RESOURCE = "bitstamp_trades_from_20131125_usd.csv";

    private static final String HEADER = "timestamp,price,amount";
    private static final int COLUMNS = 3;

    private final long[] timesS;
    private final BigDecimal[] prices;

    /** A fall from one trade to another, both counted from 0, and how much of the price is lost, in percent. */
    record Fall(int from, int to, double percent)
    {
    }

    private Tape(final long[] timesS, final BigDecimal[] prices)
    {
        this.timesS = timesS;
        this.prices = prices;
    }

    /**
     * The tape on the class path.
     *
     * @throws CliException where it is not there: the distribution is not whole.
     */
    static Tape ofResource()
    {
        try (InputStream in = Tape.class.getClassLoader().getResourceAsStream(RESOURCE))
        {
            if (in == null)
            {
                throw new CliException(ExitCode.BAD_INPUT, "the tape " + RESOURCE + " is not on the class path: it is in ta4j-examples");
            }
            return read(in, RESOURCE);
        }
        catch (final IOException e)
        {
            throw new CliException(ExitCode.BAD_INPUT, "cannot read " + RESOURCE + ": " + e.getMessage());
        }
    }

    /**
     * Reads a header line, then a trade a line: seconds since 1970, price, amount.
     *
     * @param name for messages.
     * @throws CliException naming the line that is wrong.
     */
    static Tape read(final InputStream in, final String name) throws IOException
    {
        final BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        if (!HEADER.equals(lines.readLine()))
        {
            throw wrong(name, 1, "the header is not " + HEADER);
        }
        final List<BigDecimal> prices = new ArrayList<>();
        final List<Long> times = new ArrayList<>();
        int number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine())
        {
            number++;
            final String[] cells = line.split(",", -1);
            if (cells.length != COLUMNS)
            {
                throw wrong(name, number, cells.length + " columns, not " + COLUMNS);
            }
            final long time = time(cells[0], name, number);
            if (!times.isEmpty() && time < times.get(times.size() - 1))
            {
                throw wrong(name, number, "the time " + time + " is before the line above");
            }
            times.add(time);
            prices.add(price(cells[1], name, number));
        }
        if (prices.isEmpty())
        {
            throw wrong(name, number, "no trades");
        }
        return new Tape(times.stream().mapToLong(Long::longValue).toArray(), prices.toArray(new BigDecimal[0]));
    }

    private static long time(final String cell, final String name, final int number)
    {
        try
        {
            return Long.parseLong(cell);
        }
        catch (final NumberFormatException e)
        {
            throw wrong(name, number, "'" + cell + "' is no time in seconds");
        }
    }

    private static BigDecimal price(final String cell, final String name, final int number)
    {
        try
        {
            // Cents, as the venue quotes them: a price that rounds to nothing is none.
            final BigDecimal price = new BigDecimal(cell).setScale(2, RoundingMode.HALF_UP);
            if (price.signum() > 0)
            {
                return price;
            }
        }
        catch (final NumberFormatException e)
        {
            throw wrong(name, number, "'" + cell + "' is no price");
        }
        throw wrong(name, number, "the price " + cell + " is not above 0");
    }

    private static CliException wrong(final String name, final int number, final String what)
    {
        return new CliException(ExitCode.BAD_INPUT, name + ":" + number + ": " + what);
    }

    int size()
    {
        return prices.length;
    }

    long timeS(final int trade)
    {
        return timesS[trade];
    }

    BigDecimal price(final int trade)
    {
        return prices[trade];
    }

    /** The first trade at or after a time; the last one where there is none. */
    int at(final long timeS)
    {
        int low = 0;
        int high = timesS.length - 1;
        while (low < high)
        {
            final int middle = (low + high) >>> 1;
            if (timesS[middle] < timeS)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    /** The greatest fall from a high to a later price at most so many seconds after it; the first of equals. */
    Fall steepestFall(final long withinS)
    {
        // Candidates for the high, falling prices from front to back.
        final Deque<Integer> highs = new ArrayDeque<>();
        Fall steepest = new Fall(0, 0, 0);
        for (int i = 0; i < prices.length; i++)
        {
            while (!highs.isEmpty() && prices[highs.getLast()].compareTo(prices[i]) <= 0)
            {
                highs.removeLast();
            }
            highs.addLast(i);
            while (timesS[highs.getFirst()] < timesS[i] - withinS)
            {
                highs.removeFirst();
            }
            final int from = highs.getFirst();
            final double percent = 100 * (1 - prices[i].doubleValue() / prices[from].doubleValue());
            if (percent > steepest.percent())
            {
                steepest = new Fall(from, i, percent);
            }
        }
        return steepest;
    }
}
