package io.interlock.journal.input;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.IntentCode;
import io.interlock.core.machine.StateSource;
import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import io.interlock.core.port.ReloadInput;
import io.interlock.journal.record.Hash;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;

/**
 * Reads a recording and shows it to a visitor, in memory that does not grow with it. What is damaged or missing is a gap, from which the
 * next snapshot leads on; nothing that the bytes may hold is any other exception than the one of another version.
 *
 * <p>Threading: one thread.
 */
public final class InputReader
{
    private static final InputKind[] KINDS = InputKind.values();
    /** By kind, the first code that it does not know. */
    private static final int[] CODES = codes();
    private static final long MS = 1_000_000;
    /** Reports in one summary: nobody makes as many in the time that one is of. */
    private static final double MOST = 1e10;

    private final InputVisitor visitor;
    private final InputEvent event = new InputEvent();
    private final Unpacker unpacker = new Unpacker();
    private final FrameDecoder decoder = new FrameDecoder();
    private UUID boot;
    private UUID announced;
    private long lastBlock;
    /** Of the configuration that is known. */
    private int generation;
    /** A reload was told by what it led to alone. */
    private boolean skippedReload;
    /** Events mean something: they follow a snapshot without a gap. */
    private boolean known;
    private boolean told;
    private long events;
    private long bytes;

    private static int[] codes()
    {
        final int[] codes = new int[KINDS.length];
        Arrays.fill(codes, Integer.MAX_VALUE);
        codes[InputKind.SLIPPAGE.ordinal()] = Side.values().length;
        codes[InputKind.FILL.ordinal()] = Side.values().length;
        codes[InputKind.EXCHANGE.ordinal()] = ExchangeStatus.values().length;
        codes[InputKind.NETWORK.ordinal()] = NetworkStatus.values().length;
        codes[InputKind.CRITICAL_ERROR.ordinal()] = CriticalError.values().length;
        codes[InputKind.ACCEPT.ordinal()] = Cause.values().length;
        return codes;
    }

    /**
     * A reader at the beginning.
     *
     * @param visitor is shown everything.
     */
    public InputReader(final InputVisitor visitor)
    {
        this.visitor = visitor;
    }

    /**
     * Reads to the end of what there is.
     *
     * @param source left open.
     * @throws InputVersionException where it was written by another version of this program.
     * @throws IOException           where the directory cannot be read; what is wrong with a single file is a gap.
     */
    public void read(final FrameSource source) throws IOException
    {
        FrameSource.Frame frame = next(source);
        while (frame != null)
        {
            bytes += frame.bytes().length;
            frame(frame);
            frame = next(source);
        }
        final FrameSource.Frame hidden = source.hidden();
        if (hidden != null)
        {
            gap(hidden.file() + ", frame " + hidden.index(), 0);
        }
    }

    /**
     * Events shown so far.
     *
     * @return entries of scopes and guards not among them.
     */
    public long events()
    {
        return events;
    }

    /**
     * Bytes of blocks read so far.
     *
     * @return without what the queue puts around them.
     */
    public long bytes()
    {
        return bytes;
    }

    private FrameSource.Frame next(final FrameSource source) throws IOException
    {
        while (true)
        {
            try
            {
                return source.next();
            }
            catch (final IOException unreadable)
            {
                gap(unreadable.getMessage(), 0);
                if (!(source instanceof ChronicleSource files) || !files.skipFile())
                {
                    return null;
                }
            }
        }
    }

    private void frame(final FrameSource.Frame frame) throws IOException
    {
        final String where = frame.file() + ", frame " + frame.index();
        try
        {
            if (decoder.frame(frame.bytes()))
            {
                block(where);
            }
        }
        catch (final IllegalArgumentException damaged)
        {
            gap(where + ": " + damaged.getMessage(), 0);
        }
        catch (final InputVersionException version)
        {
            throw new InputVersionException(where + ": " + version.getMessage());
        }
    }

    private void block(final String where)
    {
        final FrameMaker.Header header = decoder.header();
        if (!header.boot().equals(boot))
        {
            boot = header.boot();
            lastBlock = 0;
            // What went missing right before it and was told is not told again; what is missing from here on is.
            told = told && !known;
            known = false;
        }
        switch (header.type())
        {
            case InputLayout.LIFE -> life(header);
            case InputLayout.RELOAD -> reload(where, header);
            default -> under(where, header);
        }
    }

    private void life(final FrameMaker.Header header)
    {
        final Unpacker in = unpacker.of(decoder.payload(), decoder.from(), decoder.end());
        final String config = in.text();
        final String build = in.text();
        final Hash hash = Hash.copyOf(in.bytes(), in.skip(InputLayout.HASH));
        if (!header.boot().equals(announced))
        {
            announced = header.boot();
            generation = header.generation();
            skippedReload = false;
            visitor.life(new InputVisitor.Life(announced, config, build, hash, header.wallMs()));
        }
        else if (header.generation() != generation)
        {
            generation = header.generation();
            skippedReload = true;
            visitor.config(new InputVisitor.Life(announced, config, build, hash, header.wallMs()));
        }
    }

    private void reload(final String where, final FrameMaker.Header header)
    {
        final Unpacker in = unpacker.of(decoder.payload(), decoder.from(), decoder.end());
        final String config = in.text();
        final String build = in.text();
        final Hash hash = Hash.copyOf(in.bytes(), in.skip(InputLayout.HASH));
        final ReloadInput.Text text = config.isEmpty() ? ReloadInput.Text.NONE : new ReloadInput.Text(config, hash.toString());
        final ReloadInput reload = new ReloadInput(text, in.text(), in.text(), in.text());
        checkTime(header.timeNs());
        if (!header.boot().equals(announced))
        {
            throw new IllegalArgumentException("a reload in a life whose configuration is missing");
        }
        if (known && header.block() != lastBlock + 1)
        {
            gap(where + ": " + missing(header.block()) + " blocks before it are missing", 0);
        }
        lastBlock = header.block();
        generation = header.generation();
        if (known)
        {
            events++;
            visitor.reload(reload, header.timeNs(), header.wallMs());
        }
        else if (!reload.announces())
        {
            visitor.config(new InputVisitor.Life(announced, config, build, hash, header.wallMs()));
        }
    }

    /** What means something under the configuration that it names alone. */
    private void under(final String where, final FrameMaker.Header header)
    {
        if (header.boot().equals(announced) && header.generation() != generation)
        {
            gap(where + ": the reload before it is missing", 0);
        }
        else if (header.type() == InputLayout.SNAPSHOT)
        {
            snapshot(where, header);
        }
        else
        {
            events(where, header);
        }
    }

    private void snapshot(final String where, final FrameMaker.Header header)
    {
        final Unpacker in = unpacker.of(decoder.payload(), decoder.from(), decoder.end());
        final long left = in.zigzag();
        final long fromNs = in.zigzag();
        final long fromMs = in.zigzag();
        final long why = in.zigzag();
        if (why < 0 || why >= Gap.Why.values().length)
        {
            throw new IllegalArgumentException("a gap for reason " + why);
        }
        checkTime(header.timeNs());
        if (!header.boot().equals(announced))
        {
            throw new IllegalArgumentException("a snapshot of a life whose configuration is missing");
        }
        if (why != 0)
        {
            known = false;
            told = true;
            visitor.gap("", new Gap(left, fromNs, fromMs, Gap.Why.values()[(int)why]));
        }
        else if (known && (header.block() != lastBlock + 1 || skippedReload))
        {
            gap(where, missing(header.block()));
        }
        skippedReload = false;
        lastBlock = header.block();
        known = true;
        visitor.snapshot(new Snapshot(header, Arrays.copyOf(decoder.payload(), decoder.end()), decoder.from() + in.consumed()));
    }

    private long missing(final long block)
    {
        return Math.max(0, block - lastBlock - 1);
    }

    private void events(final String where, final FrameMaker.Header header)
    {
        if (known && header.block() != lastBlock + 1)
        {
            gap(where + ": " + missing(header.block()) + " blocks before it are missing", 0);
        }
        lastBlock = header.block();
        if (!known)
        {
            gap(where + ": no snapshot before it", 0);
            return;
        }
        final Unpacker in = unpacker.of(decoder.payload(), decoder.from(), decoder.end());
        long timeNs = header.timeNs();
        long wallMs = header.wallMs();
        int scope = 0;
        checkTime(timeNs);
        while (in.remaining() > 0)
        {
            final int head = in.octet();
            if ((head & InputLayout.TIME_CHANGES) != 0)
            {
                final long passedNs = in.varint();
                timeNs += passedNs;
                wallMs += in.zigzag() + passedNs / MS;
                checkTime(timeNs);
            }
            final int kind = head & InputLayout.KIND;
            if (kind == InputLayout.SCOPE)
            {
                visitor.scope(in.varint(Integer.MAX_VALUE, "a scope"), in.varint(Integer.MAX_VALUE, "a parent"), in.text());
            }
            else if (kind == InputLayout.INTENTS_LOST)
            {
                visitor.intentsLost(in.varint(), timeNs, wallMs);
            }
            else if (kind == InputLayout.GUARD)
            {
                visitor.guard(in.varint(), timeNs, wallMs);
            }
            else
            {
                if ((head & InputLayout.SCOPE_CHANGES) != 0)
                {
                    scope = in.varint(Integer.MAX_VALUE, "a scope");
                }
                input(in, kind, scope, timeNs, wallMs);
            }
        }
    }

    private static void checkTime(final long timeNs)
    {
        if (timeNs < -StateSource.FURTHEST_NS || timeNs > StateSource.FURTHEST_NS)
        {
            throw new IllegalArgumentException("a time of " + timeNs + " ns, which no engine's comes to");
        }
    }

    private void input(final Unpacker in, final int kind, final int scope, final long timeNs, final long wallMs)
    {
        if (kind >= KINDS.length)
        {
            throw new IllegalArgumentException("an input of kind " + kind);
        }
        final int mask = in.octet();
        final long number = (mask & InputLayout.NUMBER) == 0 ? 0 : in.zigzag();
        final double a = (mask & InputLayout.A) == 0 ? 0 : Double.longBitsToDouble(in.fixed());
        final double b = (mask & InputLayout.B) == 0 ? 0 : Double.longBitsToDouble(in.fixed());
        final double c = (mask & InputLayout.C) == 0 ? 0 : Double.longBitsToDouble(in.fixed());
        final int code = (mask & InputLayout.CODE) == 0 ? 0 : in.varint(Integer.MAX_VALUE, "a code");
        if (code >= CODES[kind] || kind == InputKind.ORDER_INTENT.ordinal() && !IntentCode.isValid(code))
        {
            throw new IllegalArgumentException("a code of " + code + " of an input of kind " + KINDS[kind]);
        }
        counted(KINDS[kind], number, a, b);
        event.slot(KINDS[kind], scope, code, number).numbers(a, b, c);
        if ((mask & InputLayout.TEXT) != 0)
        {
            final int length = in.varint(InputEvent.MAX_TEXT_BYTES + 1, "the length of a text");
            event.text(in.bytes(), in.skip(length), length);
        }
        final String actor = (mask & InputLayout.ACTOR) == 0 ? null : in.text();
        events++;
        visitor.input(event, actor, timeNs, wallMs);
    }

    private static void counted(final InputKind kind, final long number, final double a, final double b)
    {
        final boolean many = switch (kind)
        {
            case FOLDED_LATENCY, FOLDED_RESULTS, LANE_SUMMARY -> a > MOST || b > MOST;
            case FOLDED_INVALID -> number > MOST;
            default -> false;
        };
        if (many)
        {
            throw new IllegalArgumentException("a summary of more reports than there can be");
        }
    }

    /** Once for all that is missing up to the next snapshot. */
    private void gap(final String where, final long blocks)
    {
        if (known || !told)
        {
            visitor.gap(where + (blocks > 0 ? ": " + blocks + " blocks before it are missing" : ""), new Gap(0, 0, 0, Gap.Why.LOST));
        }
        known = false;
        told = true;
    }
}
