package io.interlock.journal.replay;

import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The decisions of a journal one after the other, with what is missing between them.
 *
 * <p>Threading: one thread.
 */
final class JournalDecisions
{
    private static final Runnable NOTHING = () ->
    {
    };

    private final FrameSource source;
    private final RecordDecoder decoder = new RecordDecoder();
    private Decision next;
    private boolean gap;
    private boolean nextGap;
    private boolean ended;
    private UUID life;

    JournalDecisions(final FrameSource source) throws IOException
    {
        this.source = source;
        advance();
    }

    /** The lives that a journal has records of, in its order, with the decisions of each: most often 0 or few. */
    static Map<UUID, ReplayResult.Unrecorded> lives(final FrameSource source) throws IOException
    {
        final RecordDecoder decoder = new RecordDecoder();
        final Map<UUID, ReplayResult.Unrecorded> lives = new LinkedHashMap<>();
        for (FrameSource.Frame frame = frame(source, NOTHING); frame != null; frame = frame(source, NOTHING))
        {
            if (decoder.decode(frame.bytes()) instanceof JournalRecord record)
            {
                final RecordContent.Stamp stamp = record.content().stamp();
                final ReplayResult.Unrecorded known = lives.get(stamp.bootId());
                if (known == null || isDecision(record.type()))
                {
                    lives.put(stamp.bootId(), more(known, stamp, isDecision(record.type())));
                }
            }
        }
        return lives;
    }

    private static ReplayResult.Unrecorded more(
        final ReplayResult.Unrecorded known, final RecordContent.Stamp stamp, final boolean decision)
    {
        final boolean first = known == null || known.decisions() == 0;
        return new ReplayResult.Unrecorded(stamp.bootId(), first ? stamp.wallMs() : known.fromMs(), stamp.wallMs(),
            (known == null ? 0 : known.decisions()) + (decision ? 1 : 0));
    }

    private static boolean isDecision(final RecordType type)
    {
        return type == RecordType.TRANSITION || type == RecordType.COMMAND;
    }

    /** What cannot be read is {@code verify}'s to tell; here it is a gap. Null at the end. */
    private static FrameSource.Frame frame(final FrameSource source, final Runnable unread) throws IOException
    {
        while (true)
        {
            try
            {
                return source.next();
            }
            catch (final IOException unreadable)
            {
                unread.run();
                if (!(source instanceof ChronicleSource files) || !files.skipFile())
                {
                    return null;
                }
            }
        }
    }

    /** The next decision; null at the end. */
    Decision peek()
    {
        return next;
    }

    /** Whether records may be missing before it, or it may have come before. */
    boolean gapBefore()
    {
        return nextGap;
    }

    void advance() throws IOException
    {
        next = null;
        nextGap = false;
        gap = false;
        while (next == null && !ended)
        {
            final FrameSource.Frame frame = frame(source, () -> gap = true);
            if (frame == null)
            {
                ended = true;
            }
            else if (decoder.decode(frame.bytes()) instanceof JournalRecord record)
            {
                record(record);
            }
            else
            {
                gap = true;
            }
        }
    }

    private void record(final JournalRecord record)
    {
        final RecordContent content = record.content();
        if (!content.stamp().bootId().equals(life))
        {
            life = content.stamp().bootId();
            // Of a life whose beginning retention has deleted.
            gap |= record.type() != RecordType.STARTED && record.type() != RecordType.GENESIS;
        }
        if (record.type() == RecordType.GAP)
        {
            gap = true;
        }
        else if (isDecision(record.type()))
        {
            next = decision(content);
            nextGap = gap;
        }
    }

    private static Decision decision(final RecordContent content)
    {
        final RecordContent.Texts texts = content.texts();
        final RecordContent.Change change = content.change();
        return new Decision(content.stamp().bootId(), content.stamp().decision(), content.stamp().wallMs(), texts.scope(),
            content.type() == RecordType.COMMAND ? null : new Decision.Change(content.stamp().timeNs(), change.from(), change.to(),
                change.cause(), change.numbers().value(), change.numbers().threshold()),
            content.type() == RecordType.TRANSITION ? null : new Decision.Command(
                texts.subject(), texts.actor(), texts.reason(), content.outcome().done(), texts.details()),
            content.config());
    }
}
