package io.interlock.journal;

import io.interlock.core.port.CommandRecord;
import io.interlock.core.port.HistorySource;
import io.interlock.core.port.TransitionEvent;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The latest transitions of a journal, and of each scope who commanded last, kept in memory: who asks for them page by page costs the disk
 * nothing and is answered at once, however long the journal is. Filled while a launch reads the journal, and then by what is written.
 *
 * <p>Threading: any; a call holds a lock for as long as a copy of one page takes.
 */
final class TransitionShelf
{
    /** About two megabytes. What is older is in the files. */
    static final int CAPACITY = 8_192;

    private final Deque<HistorySource.Kept> kept = new ArrayDeque<>();
    private final Set<String> ids = new HashSet<>();
    private final LastCommands commands = new LastCommands();
    private final int capacity;
    private long forgotten;

    TransitionShelf()
    {
        this(CAPACITY);
    }

    TransitionShelf(final int capacity)
    {
        this.capacity = capacity;
    }

    /**
     * A record is in the chain; only transitions and commands are kept. What was in doubt when the journal failed is written again after an
     * accept, and of such a transition the first record alone counts: whoever follows would else be told twice of one.
     */
    synchronized void record(final long sequence, final RecordContent content)
    {
        if (content.type() == RecordType.COMMAND)
        {
            commands.record(sequence, content);
        }
        if (content.type() != RecordType.TRANSITION)
        {
            return;
        }
        final TransitionEvent event = event(content);
        if (!ids.add(event.id()))
        {
            return;
        }
        kept.add(new HistorySource.Kept(sequence, event));
        if (kept.size() > capacity)
        {
            final HistorySource.Kept oldest = kept.remove();
            ids.remove(oldest.event().id());
            forgotten = oldest.sequence();
        }
    }

    /** What is up to a record was never read here. */
    synchronized void beginsAfter(final long sequence)
    {
        forgotten = Math.max(forgotten, sequence);
    }

    /** A transition as it was told. */
    static TransitionEvent event(final RecordContent content)
    {
        final RecordContent.Stamp stamp = content.stamp();
        final RecordContent.Change change = content.change();
        return new TransitionEvent(
            stamp.decision(), stamp.bootId() + "-" + stamp.decision(), stamp.timeNs(), stamp.wallMs(), content.texts().scope(),
            new TransitionEvent.Change(change.from(), change.to()),
            new TransitionEvent.Why(change.cause(), change.numbers().value(), change.numbers().threshold()));
    }

    /** The last command of a kind in a scope, up to a record. */
    synchronized CommandRecord command(final String scope, final HistorySource.Commanded what, final long upTo)
    {
        return commands.last(scope, what, upTo);
    }

    /** What is on it, up to a record that moves. */
    HistorySource upTo(final LongSupplier last)
    {
        return new HistorySource()
        {
            @Override
            public Page transitions(final long after, final int limit)
            {
                return page(after, limit, last.getAsLong());
            }

            @Override
            public CommandRecord lastCommand(final String scope, final Commanded what)
            {
                return command(scope, what, last.getAsLong());
            }
        };
    }

    /** Up to a record: what is not yet durable may still come again under another sequence. */
    synchronized HistorySource.Page page(final long after, final int limit, final long upTo)
    {
        final List<HistorySource.Kept> page = new ArrayList<>();
        boolean more = false;
        for (final HistorySource.Kept one : kept)
        {
            if (one.sequence() > after && one.sequence() <= upTo)
            {
                if (page.size() == limit)
                {
                    more = true;
                    break;
                }
                page.add(one);
            }
        }
        return new HistorySource.Page(page, forgotten <= after, more);
    }
}
