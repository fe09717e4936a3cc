package io.interlock.cli.stream;

import io.interlock.cli.Shown;
import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import java.io.IOException;

/**
 * Reads the rows of a metric stream: {@code time_ms,scope,event,a,b,text}, with that header (DESIGN, the command). What it says of a row is
 * written over by the next.
 *
 * <p>Threading: one thread.
 */
public final class RowReader
{
    private static final String[] HEADER = {"time_ms", "scope", "event", "a", "b", "text"};
    private static final int TIME = 0;
    private static final int SCOPE = 1;
    private static final int EVENT = 2;
    private static final int A = 3;
    private static final int B = 4;
    private static final int TEXT = 5;

    private static final WordTable EVENTS = Word.table();
    private static final WordTable SIDES = WordTable.of(Side.BUY, Side.SELL);
    private static final WordTable EXCHANGES = WordTable.of(ExchangeStatus.values());
    private static final WordTable NETWORKS = WordTable.of(NetworkStatus.values());
    private static final WordTable ERRORS = WordTable.of(CriticalError.values());
    private static final WordTable INTENTS = WordTable.of(Intent.values());
    private static final WordTable CAUSES = WordTable.of(Cause.values());

    private final CsvReader csv;
    private Word word;
    private int said;

    /**
     * A reader.
     *
     * @param csv the rows, the header among them.
     */
    public RowReader(final CsvReader csv)
    {
        this.csv = csv;
    }

    /**
     * Reads the header.
     *
     * @return false where there is nothing at all.
     * @throws IOException            where the stream cannot be read.
     * @throws MalformedLineException where it is another.
     */
    public boolean header() throws IOException
    {
        if (!csv.next())
        {
            return false;
        }
        boolean right = csv.fields() == HEADER.length;
        for (int i = 0; right && i < HEADER.length; i++)
        {
            right = csv.text(i).equals(HEADER[i]);
        }
        if (!right)
        {
            throw noHeader();
        }
        return true;
    }

    /**
     * Makes the exception for a stream without its header.
     *
     * @return to be thrown.
     */
    public MalformedLineException noHeader()
    {
        return new MalformedLineException(1, "the first line must be the header " + String.join(",", HEADER));
    }

    /**
     * Reads the next record; what is in it is looked at by the others.
     *
     * @return false at the end.
     * @throws IOException            where the stream cannot be read.
     * @throws MalformedLineException where it is no record, or not of six columns.
     */
    public boolean next() throws IOException
    {
        if (!csv.next())
        {
            return false;
        }
        if (csv.fields() != HEADER.length)
        {
            final boolean blank = csv.fields() == 1 && csv.from(0) == csv.to(0);
            throw malformed(blank ? "a blank line" : "the number of columns is " + csv.fields() + ", not " + HEADER.length);
        }
        return true;
    }

    /**
     * The row's time.
     *
     * @return milliseconds.
     * @throws MalformedLineException where it is no whole number.
     */
    public long timeMs()
    {
        final long time = Decimals.time(csv.data(), csv.from(TIME), csv.to(TIME));
        if (time == Decimals.NO_TIME)
        {
            throw malformed("time_ms is not a whole number of milliseconds up to " + Decimals.MAX_TIME_MS + ": " + shown(TIME));
        }
        return time;
    }

    /**
     * Reads event and fixed word of the row.
     *
     * @throws MalformedLineException where one of them is not of the format.
     */
    public void words()
    {
        final int code = EVENTS.get(csv.data(), csv.from(EVENT), csv.to(EVENT));
        if (code == WordTable.ABSENT)
        {
            throw malformed("unknown event " + shown(EVENT));
        }
        word = Word.of(code);
        said = said(word);
    }

    private int said(final Word event)
    {
        return switch (event)
        {
            case SLIPPAGE -> csv.from(TEXT) == csv.to(TEXT) ? Side.UNKNOWN.ordinal() : fixed(SIDES, "BUY, SELL or nothing");
            case EXCHANGE -> fixed(EXCHANGES, "UP, SLOW, DEGRADED or DOWN");
            case NETWORK -> fixed(NETWORKS, "CONNECTED or DISCONNECTED");
            case CRITICAL_ERROR -> fixed(ERRORS, "MEMORY_ERROR, SECURITY_BREACH, DATABASE_CORRUPTION or SYSTEM_ERROR");
            case CHECK -> fixed(INTENTS, "OPEN, CLOSE or CANCEL");
            case ACCEPT -> CAUSES.get(csv.data(), csv.from(TEXT), csv.to(TEXT));
            default -> WordTable.ABSENT;
        };
    }

    private int fixed(final WordTable words, final String allowed)
    {
        final int code = words.get(csv.data(), csv.from(TEXT), csv.to(TEXT));
        if (code == WordTable.ABSENT)
        {
            throw malformed("text of " + csv.text(EVENT) + " is " + shown(TEXT) + ", not " + allowed);
        }
        return code;
    }

    /**
     * What the row says.
     *
     * @return of the last {@link #words()}.
     */
    public Word word()
    {
        return word;
    }

    /**
     * The code of the fixed word in the text column.
     *
     * @return {@link WordTable#ABSENT} for an event that takes none, or for an unknown cause to accept.
     */
    public int said()
    {
        return said;
    }

    /**
     * Column a.
     *
     * @return NaN for what is no number.
     */
    public double a()
    {
        return Decimals.number(csv.data(), csv.from(A), csv.to(A));
    }

    /**
     * Whether there is anything in column a.
     *
     * @return false where it is empty.
     */
    public boolean hasA()
    {
        return csv.from(A) != csv.to(A);
    }

    /**
     * Column b.
     *
     * @return NaN for what is no number.
     */
    public double b()
    {
        return Decimals.number(csv.data(), csv.from(B), csv.to(B));
    }

    /**
     * The scope's path.
     *
     * @return a new string.
     */
    public String scope()
    {
        return csv.text(SCOPE);
    }

    /**
     * The text column.
     *
     * @return a new string.
     */
    public String text()
    {
        return csv.text(TEXT);
    }

    /**
     * The text column as it may stand in a message.
     *
     * @return in quotes.
     */
    public String shownText()
    {
        return shown(TEXT);
    }

    /**
     * The number of a scope's path in a table.
     *
     * @param paths the table.
     * @return {@link WordTable#ABSENT} where it is not in it.
     */
    public int scope(final WordTable paths)
    {
        return paths.get(csv.data(), csv.from(SCOPE), csv.to(SCOPE));
    }

    /**
     * Bytes of the scope's path.
     *
     * @return 0 for the root.
     */
    public int scopeLength()
    {
        return csv.to(SCOPE) - csv.from(SCOPE);
    }

    /**
     * Where the row starts.
     *
     * @return the header being line 1.
     */
    public long line()
    {
        return csv.line();
    }

    /**
     * Passes over what is left of a record that was malformed.
     *
     * @throws IOException where the stream cannot be read.
     */
    public void skip() throws IOException
    {
        csv.skip();
    }

    private String shown(final int field)
    {
        return Shown.quoted(csv.text(field));
    }

    /**
     * Makes the exception for this row.
     *
     * @param message what is wrong with it.
     * @return to be thrown.
     */
    public MalformedLineException malformed(final String message)
    {
        return new MalformedLineException(csv.line(), message);
    }
}
