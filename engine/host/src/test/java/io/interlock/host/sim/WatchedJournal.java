package io.interlock.host.sim;

import io.interlock.core.machine.twin.LawOutput;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.AttemptRecord;
import io.interlock.core.port.CommandRecord;
import io.interlock.core.port.Issue;
import io.interlock.core.port.JournalHead;
import io.interlock.core.port.MetricsSample;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.Recovered;
import io.interlock.core.port.ReloadRecord;
import io.interlock.core.port.ScopeVital;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionJournal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Between the engine and its journal: holds each decision that is journaled against the law, in order, and knows by the disk alone how far
 * they are durable.
 *
 * <p>Threading: one thread.
 */
final class WatchedJournal implements TransitionJournal
{
    private static final int TWICE = 20;

    private final TransitionJournal journal;
    private final SimDisk disk;
    private final Books books;
    private final World world;
    /** By sequence, the latest frame that holds the decision. */
    private final List<Integer> frames = new ArrayList<>();
    private long durable;
    private long last;
    private boolean again;

    WatchedJournal(final TransitionJournal journal, final World world, final Books books)
    {
        this.journal = journal;
        this.world = world;
        this.books = books;
        disk = world.disk();
    }

    /** How far all is durable, whatever was said of it. */
    long durable()
    {
        while (durable < frames.size() && disk.isDurable(frames.get((int)durable)))
        {
            durable++;
        }
        return durable;
    }

    private void kept(final long sequence, final boolean matches)
    {
        if (world.isFrozen())
        {
            return;
        }
        if (!matches)
        {
            world.broken("decision " + sequence + " is journaled as another than the law's " + books.decision(sequence));
        }
        if (sequence != last + 1 && !(again && sequence <= last))
        {
            world.broken("decision " + sequence + " is journaled after " + last);
        }
        again &= sequence <= last;
        last = Math.max(last, sequence);
        final int frame = disk.size() - 1;
        if (sequence > frames.size())
        {
            frames.add(frame);
        }
        else if (!disk.isDurable(frames.get((int)sequence - 1)))
        {
            frames.set((int)sequence - 1, frame);
        }
    }

    /** A record whose append failed comes again after a reopen. */
    private interface Append
    {
        void run() throws IOException;
    }

    private void decision(final long sequence, final boolean matches, final Append append) throws IOException
    {
        append.run();
        kept(sequence, matches);
        if (world.disk().mutation() == Mutation.RECORDED_TWICE && sequence % TWICE == 0)
        {
            append.run();
            kept(sequence, matches);
        }
    }

    @Override
    public void append(final TransitionEvent event) throws IOException
    {
        final boolean matches = books.decision(event.sequence()) instanceof LawOutput.Moved moved && moved.from() == event.from()
            && moved.to() == event.to() && moved.cause() == event.cause() && moved.timeNs() == event.timeNs()
            && moved.value() == event.why().value() && moved.threshold() == event.why().threshold()
            && (world.isFrozen() || books.path(moved.scope()).equals(event.scope()));
        decision(event.sequence(), matches, () -> journal.append(event));
    }

    @Override
    public void append(final CommandRecord record) throws IOException
    {
        final boolean matches = books.decision(record.sequence()) instanceof LawOutput.Commanded said
            && said.accepted() == record.outcome().accepted() && said.kind().name().equals(record.command())
            && !record.actor().isBlank();
        decision(record.sequence(), matches, () -> journal.append(record));
    }

    @Override
    public void append(final ReloadRecord record) throws IOException
    {
        decision(record.command().sequence(), books.decision(record.command().sequence()) instanceof Books.Reload,
            () -> journal.append(record));
    }

    @Override
    public void reopen(final String why) throws IOException
    {
        journal.reopen(why);
        again = true;
    }

    @Override
    public void append(final ActionEvent event) throws IOException
    {
        journal.append(event);
    }

    @Override
    public void append(final NoticeRecord record) throws IOException
    {
        journal.append(record);
        if (!world.isFrozen())
        {
            world.receivers().journaled(record);
        }
    }

    @Override
    public void append(final ScopeVital vital) throws IOException
    {
        journal.append(vital);
    }

    @Override
    public void append(final Issue issue) throws IOException
    {
        journal.append(issue);
    }

    @Override
    public void append(final AttemptRecord record) throws IOException
    {
        journal.append(record);
    }

    @Override
    public void append(final MetricsSample sample) throws IOException
    {
        journal.append(sample);
    }

    @Override
    public JournalHead durableHead()
    {
        return journal.durableHead();
    }

    @Override
    public void clock(final LongSupplier timeNs)
    {
        journal.clock(timeNs);
    }

    @Override
    public void append(final UUID bootId, final Recovered recovered) throws IOException
    {
        journal.append(bootId, recovered);
    }

    @Override
    public void force() throws IOException
    {
        journal.force();
    }

    @Override
    public void unfinished()
    {
        journal.unfinished();
    }

    @Override
    public void gap(final String why) throws IOException
    {
        journal.gap(why);
    }
}
