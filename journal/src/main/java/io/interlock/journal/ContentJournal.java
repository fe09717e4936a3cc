package io.interlock.journal;

import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.AttemptRecord;
import io.interlock.core.port.CommandRecord;
import io.interlock.core.port.Issue;
import io.interlock.core.port.MetricsSample;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.ReloadRecord;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionJournal;
import io.interlock.journal.record.Contents;
import io.interlock.journal.record.Hash;
import io.interlock.journal.record.RecordContent;
import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * What core tells, as contents of records of one life.
 *
 * <p>Threading: as {@link FileJournal}, which writes them.
 */
abstract class ContentJournal implements TransitionJournal
{
    private LongSupplier timeNs = () -> 0;
    /** Of this life; null before it began. */
    private Contents contents;
    /** As they were when all was durable: what a failed journal is owed is written again from there. */
    private Contents forced;

    abstract void append(RecordContent content) throws IOException;

    final void contents(final Contents value)
    {
        contents = value;
    }

    /** All is durable. */
    final void forced()
    {
        forced = contents;
    }

    /** What came since all was durable is appended once more. */
    final void again()
    {
        contents = forced == null ? contents : forced;
    }

    final Contents contents()
    {
        return contents;
    }

    /** Engine time, for what carries none of its own. */
    final long timeNs()
    {
        return timeNs.getAsLong();
    }

    @Override
    public void clock(final LongSupplier value)
    {
        timeNs = value;
    }

    @Override
    public void append(final TransitionEvent event) throws IOException
    {
        append(contents.transition(event));
    }

    @Override
    public void append(final ActionEvent event) throws IOException
    {
        append(contents.action(event, timeNs()));
    }

    @Override
    public void append(final CommandRecord record) throws IOException
    {
        append(contents.command(record, timeNs()));
    }

    @Override
    public void append(final ReloadRecord record) throws IOException
    {
        if (!record.config().isEmpty())
        {
            contents = contents.under(Hash.parse(record.config()));
        }
        append(contents.command(record.command(), timeNs()));
    }

    @Override
    public void append(final Issue issue) throws IOException
    {
        append(contents.issue(issue, timeNs()));
    }

    @Override
    public void append(final AttemptRecord record) throws IOException
    {
        append(contents.attempt(record, timeNs()));
    }

    @Override
    public void append(final NoticeRecord record) throws IOException
    {
        append(contents.notice(record, timeNs()));
    }

    @Override
    public void append(final MetricsSample sample) throws IOException
    {
        append(contents.metrics(sample, timeNs()));
    }
}
