package io.interlock.journal;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.port.TransitionEvent;
import io.interlock.journal.record.Chain;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Contents;
import io.interlock.journal.record.Hash;
import io.interlock.journal.record.JournalKey;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordEncoder;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.FrameSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/** A journal in memory, for tests: frames as a writer would have made them, and a source over any list of frames. */
public final class MemoryJournal
{
    public final List<byte[]> frames = new ArrayList<>();
    public final List<ChainHead> heads = new ArrayList<>();
    private final RecordEncoder encoder = new RecordEncoder();
    private final Chain chain;
    private Contents contents;
    private long decision;
    private long wallMs = 1_700_000_000_000L;

    public MemoryJournal(final JournalKey key)
    {
        chain = new Chain(ChainHead.START, key);
    }

    /** A new life. */
    public MemoryJournal boot(final long id)
    {
        contents = new Contents(new UUID(0, id), Hash.ZERO);
        decision = 0;
        return words(RecordType.STARTED);
    }

    public MemoryJournal at(final long atWallMs)
    {
        wallMs = atWallMs;
        return this;
    }

    public MemoryJournal decision(final long next)
    {
        decision = next - 1;
        return this;
    }

    public MemoryJournal transition(final String scope, final Level from, final Level to)
    {
        decision++;
        return add(contents.transition(new TransitionEvent(
            decision, "id", decision * 1000, wallMs, scope, new TransitionEvent.Change(from, to),
            new TransitionEvent.Why(Cause.API_LATENCY, 500_000_000L + decision, 500_000_000L))));
    }

    public MemoryJournal vital(final String scope, final Level level, final boolean override)
    {
        return add(contents.vital(
            RecordType.VITAL, stamp(), new RestoredScope(level, override, ExchangeStatus.SLOW, NetworkStatus.DISCONNECTED, 1L << 14),
            RecordContent.Texts.scope(scope)));
    }

    public MemoryJournal words(final RecordType type)
    {
        return add(contents.words(type, stamp(), RecordContent.Texts.scope("")));
    }

    public MemoryJournal damage(final boolean torn, final RecordContent.Numbers mark)
    {
        return add(contents.damage(torn, stamp(), mark, "found"));
    }

    private RecordContent.Stamp stamp()
    {
        return new RecordContent.Stamp(new UUID(0, 0), decision, decision * 1000, wallMs);
    }

    public MemoryJournal add(final RecordContent content)
    {
        final int length = encoder.encode(content, chain);
        frames.add(Arrays.copyOf(encoder.bytes(), length));
        chain.advance(encoder.head());
        heads.add(encoder.head());
        return this;
    }

    /** Bytes that are no record. */
    public MemoryJournal garbage(final byte... bytes)
    {
        frames.add(bytes);
        return this;
    }

    public ChainHead head()
    {
        return chain.head();
    }

    public FrameSource source()
    {
        return source(frames);
    }

    public static FrameSource source(final List<byte[]> frames)
    {
        final Iterator<byte[]> iterator = frames.iterator();
        return new FrameSource()
        {
            private long index;

            @Override
            public Frame next()
            {
                return iterator.hasNext() ? new Frame("memory-" + index / 8, index++, iterator.next()) : null;
            }

            @Override
            public void close()
            {
                // Nothing is open.
            }
        };
    }

    /** A journal of two lives and some scopes with a number of records. */
    public static MemoryJournal sample(final JournalKey key, final int records)
    {
        final MemoryJournal journal = new MemoryJournal(key).boot(1);
        while (journal.frames.size() < records)
        {
            final int n = journal.frames.size();
            if (n == records / 2)
            {
                journal.boot(2);
            }
            else if (n % 5 == 4)
            {
                journal.vital("venue-" + n % 3, Level.of(n % 5), n % 2 == 0);
            }
            else
            {
                journal.transition("venue-" + n % 3, Level.of(n % 5), Level.of((n + 1) % 5));
            }
        }
        return journal;
    }
}
