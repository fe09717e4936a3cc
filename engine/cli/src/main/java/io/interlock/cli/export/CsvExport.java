package io.interlock.cli.export;

import io.interlock.cli.ByteSink;
import io.interlock.cli.stream.Decimals;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import io.interlock.journal.replay.Exactness;
import io.interlock.journal.replay.Unrolled;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Writes inputs as the rows that {@code interlock simulate} reads: summaries unrolled, numbers so that they are read back as they were,
 * and what the format has no row for as a {@code note} that says it. The rows' times never fall: one before the row above gets its time.
 *
 * <p>Threading: one thread. Allocates for text only.
 */
public final class CsvExport
{
    /** Longer text of a note is cut: it is for people, and a row has its limit. */
    private static final int LONGEST_NOTE = 4096;
    private static final Map<InputKind, String> WORDS = words();

    private final ByteSink sink;
    private final Cells cells;
    private final Unrolled unrolled;
    private final Rows rows = new Rows();
    private long timeMs = -Decimals.MAX_TIME_MS;
    private String scope = "";
    private long written;
    private long notes;

    /**
     * An export; what it writes is complete once the sink is flushed.
     *
     * @param sink     written to.
     * @param unrolled turns summaries into events.
     */
    public CsvExport(final ByteSink sink, final Unrolled unrolled)
    {
        this.sink = sink;
        this.unrolled = unrolled;
        cells = new Cells(sink);
        sink.put("time_ms,scope,event,a,b,text\n");
    }

    private static Map<InputKind, String> words()
    {
        final Map<InputKind, String> words = new EnumMap<>(InputKind.class);
        for (final InputKind kind : InputKind.values())
        {
            words.put(kind, kind.name().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    /**
     * Writes the rows of one input.
     *
     * @param atMs      milliseconds; see {@link TimeScale}.
     * @param scopePath whose it is, {@code ""} for the root; a path as the engine allows them.
     * @param event     any input.
     * @return how exactly its rows say what it was. What is only a note is not judged again at all: see {@link #notes()}.
     */
    public Exactness event(final long atMs, final String scopePath, final InputEvent event)
    {
        place(atMs, scopePath);
        return unrolled.unroll(event, rows);
    }

    /**
     * Writes a question to the gate.
     *
     * @param atMs      milliseconds.
     * @param scopePath whose it is.
     * @param question  what was asked.
     */
    public void check(final long atMs, final String scopePath, final Question question)
    {
        place(atMs, scopePath);
        check(question);
    }

    /**
     * Writes what no other row can say: a gap, a snapshot, a guard bit, who gave a command.
     *
     * @param atMs      milliseconds.
     * @param scopePath whose it is.
     * @param text      any; cut where it is very long.
     */
    public void note(final long atMs, final String scopePath, final String text)
    {
        place(atMs, scopePath);
        note(text);
    }

    /**
     * How many rows were written.
     *
     * @return the header not counted.
     */
    public long rows()
    {
        return written;
    }

    /**
     * How many of them are notes, which only let time pass.
     *
     * @return those of {@link #note} among them.
     */
    public long notes()
    {
        return notes;
    }

    private void place(final long atMs, final String scopePath)
    {
        timeMs = Math.max(timeMs, Math.min(atMs, Decimals.MAX_TIME_MS));
        scope = scopePath;
    }

    private void start(final String word)
    {
        sink.number(timeMs).put(',');
        cells.text(scope);
        sink.put(',').put(word).put(',');
    }

    private void end()
    {
        sink.put('\n');
        written++;
    }

    private void plain(final String word, final String text)
    {
        start(word);
        sink.put(",,");
        cells.text(text);
        end();
    }

    private void check(final Question question)
    {
        start("check");
        if (question.stated())
        {
            cells.number(question.confidence());
        }
        sink.put(',');
        // The column is free for a check: simulate passes over it, people don't.
        if (question.quantity() > 0.0)
        {
            cells.number(question.quantity());
        }
        sink.put(',').put(question.intent().name());
        end();
    }

    private void note(final String text)
    {
        final boolean tooLong = text.length() > LONGEST_NOTE;
        // Never between the two halves of one character.
        final int cut = tooLong && Character.isHighSurrogate(text.charAt(LONGEST_NOTE - 1)) ? LONGEST_NOTE - 1 : LONGEST_NOTE;
        plain("note", tooLong ? text.substring(0, cut) + "..." : text);
        notes++;
    }

    /** Writes what came out of the unrolling. */
    private final class Rows implements Unrolled.Sink
    {
        @Override
        public void event(final InputEvent event)
        {
            switch (event.kind())
            {
                case API_LATENCY ->
                {
                    start("api_latency");
                    cells.latency(event.number());
                    sink.put(",,");
                    end();
                }
                case SLIPPAGE -> slippage(event);
                case EQUITY, LOSS ->
                {
                    start(WORDS.get(event.kind()));
                    cells.number(event.a());
                    sink.put(",,");
                    end();
                }
                case EXCHANGE -> fixed(event, ExchangeStatus.values());
                case NETWORK -> fixed(event, NetworkStatus.values());
                case CRITICAL_ERROR -> fixed(event, CriticalError.values());
                case ACCEPT -> fixed(event, Cause.values());
                case TICK, ORDER_SUCCESS, ORDER_FAILURE, OVERRIDE_ENABLE, OVERRIDE_DISABLE, CONFIRM, FORCE_RECOVERY, KILL, RESET, STALL,
                    RESTART -> plain(WORDS.get(event.kind()), event.text());
                default -> note(said(event));
            }
        }

        private void slippage(final InputEvent event)
        {
            final Side[] sides = Side.values();
            if (event.code() < 0 || event.code() >= sides.length)
            {
                note(said(event));
                return;
            }
            start("slippage");
            cells.number(event.a());
            sink.put(',');
            cells.number(event.b());
            sink.put(',').put(event.code() == Side.UNKNOWN.ordinal() ? "" : sides[event.code()].name());
            end();
        }

        /** The text column takes a fixed word, so what else was said goes into a note before it. */
        private void fixed(final InputEvent event, final Enum<?>[] allowed)
        {
            if (event.code() < 0 || event.code() >= allowed.length)
            {
                note(said(event));
                return;
            }
            final String word = allowed[event.code()].name();
            final String text = event.text();
            if (!text.isEmpty())
            {
                note(word + ": " + text);
            }
            plain(WORDS.get(event.kind()), word);
        }
    }

    /** An input that has no row: its kind, its numbers where it has any, and its text. */
    private static String said(final InputEvent event)
    {
        final StringBuilder said = new StringBuilder(event.kind().name());
        said.append(event.code() == 0 ? "" : " code " + event.code());
        said.append(event.number() == 0 ? "" : " " + event.number());
        if (event.a() != 0.0 || event.b() != 0.0 || event.c() != 0.0)
        {
            said.append(" (").append(event.a()).append(", ").append(event.b()).append(", ").append(event.c()).append(')');
        }
        final String text = event.text();
        return said.append(text.isEmpty() ? "" : ": " + text).toString();
    }
}
