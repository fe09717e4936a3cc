package io.interlock.journal.report;

import io.interlock.journal.record.Contents;
import io.interlock.journal.record.Decoded;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.FrameSource;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts each record where it belongs in a report. A record out of its order is none of the story: the verification tells it.
 *
 * <p>Threading: one thread.
 */
final class RecordReader
{
    /** A clock may be set this far back by whoever keeps it right. */
    private static final long CLOCK_MS = 1_000;
    private static final Pattern METRIC = Pattern.compile("(p99_ms|max_ms)=([0-9]{1,18}(?:\\.[0-9]{1,9})?)");

    private final RecordDecoder decoder = new RecordDecoder();
    private final FrameTimes times = new FrameTimes();
    private final ReportData data;
    private long last;
    private long lastMs = Long.MIN_VALUE;
    /** Of the life that writes: a GAP came, so what came before may come again. */
    private boolean again;
    private UUID boot;
    private long decision;

    RecordReader(final ReportData data)
    {
        this.data = data;
    }

    FrameTimes times()
    {
        return times;
    }

    void frame(final FrameSource.Frame frame)
    {
        final Decoded decoded = decoder.decode(frame.bytes());
        if (decoded instanceof JournalRecord record && record.sequence() > last)
        {
            last = record.sequence();
            times.add(frame.index(), record.content().stamp().wallMs());
            record(record);
        }
    }

    private void record(final JournalRecord record)
    {
        final RecordContent content = record.content();
        if (!content.stamp().bootId().equals(boot))
        {
            boot = content.stamp().bootId();
            decision = 0;
            again = false;
        }
        again |= content.type() == RecordType.GAP;
        final boolean inside = data.scopes().isBegun() || data.range().reached(record);
        final boolean passed = inside && data.range().passed(record);
        data.lives().record(content, inside && !passed);
        if (passed)
        {
            return;
        }
        if (inside && !data.scopes().isBegun())
        {
            data.scopes().begin(content.stamp().wallMs());
        }
        clock(content.stamp().wallMs(), inside);
        if (inside)
        {
            data.countRecord();
            data.scopes().now(content.stamp().wallMs());
            tell(record, content);
        }
        else
        {
            level(record, content);
        }
    }

    private void clock(final long wallMs, final boolean inside)
    {
        if (inside && lastMs != Long.MIN_VALUE && lastMs - wallMs > CLOCK_MS)
        {
            remark(Remark.CLOCK, "the wall clock went back by " + Shown.duration(lastMs - wallMs)
                + ", from " + Shown.time(lastMs) + " to " + Shown.time(wallMs), false);
        }
        lastMs = wallMs;
    }

    /** Null where it came before. */
    private TransitionRow level(final JournalRecord record, final RecordContent content)
    {
        final String path = content.texts().scope();
        if (content.vital() != null)
        {
            data.scopes().vital(content.stamp().wallMs(), path, content.vital());
        }
        if (content.type() != RecordType.TRANSITION || isAgain(content))
        {
            return null;
        }
        final RecordContent.Change change = content.change();
        final TransitionRow row = new TransitionRow(
            record.sequence(), content.stamp().wallMs(), content.stamp().bootId() + "-" + content.stamp().decision(), Shown.name(path),
            new TransitionRow.Change(change.from(), change.to(), change.cause()), change.numbers().valueForPeople(change.cause()),
            change.numbers().thresholdForPeople(change.cause()));
        data.scopes().transition(row, path);
        return row;
    }

    private boolean isAgain(final RecordContent content)
    {
        final long told = content.stamp().decision();
        if (again && told <= decision)
        {
            return true;
        }
        decision = Math.max(decision, told);
        return false;
    }

    private void tell(final JournalRecord record, final RecordContent content)
    {
        final TransitionRow row = level(record, content);
        final RecordContent.Texts texts = content.texts();
        switch (content.type())
        {
            case TRANSITION ->
            {
                if (row != null)
                {
                    data.transition(row);
                }
            }
            case COMMAND -> command(record, content);
            case ACTION -> data.actions().record(content);
            case NOTIFICATION -> data.notices().record(content);
            case ISSUE -> data.issues().record(content);
            case METRICS -> metrics(content);
            case DAMAGE -> remark(texts.subject().equals(Contents.TORN_TAIL) ? Remark.TORN_TAIL : "DAMAGE",
                "recovery found: " + Shown.words(texts.details()), !texts.subject().equals(Contents.TORN_TAIL));
            case GAP -> remark(Remark.GAP, Shown.words(texts.details().isEmpty() ? texts.reason() : texts.details()), true);
            case RETAINED -> remark(
                Remark.RETAINED, "file " + Shown.name(texts.subject()) + " " + Shown.words(texts.details()), false);
            default ->
            {
                // Lives are told already, scopes as well.
            }
        }
    }

    private void command(final JournalRecord record, final RecordContent content)
    {
        if (isAgain(content))
        {
            return;
        }
        final RecordContent.Texts texts = content.texts();
        data.commands().add(new CommandRow(
            record.sequence(), content.stamp().wallMs(), Shown.name(texts.subject()), Shown.name(texts.scope()),
            Shown.name(texts.actor()), Shown.words(texts.reason()),
            new CommandRow.Outcome(content.outcome().done(), Shown.words(texts.details()))));
        data.countCommand(content.outcome().done());
    }

    /** What the engine itself saw of latencies: the last five minutes, in each sample. */
    private void metrics(final RecordContent content)
    {
        final SeriesBook samples = data.samples();
        final ScopeSeries series = samples.series("", path -> true);
        final int bucket = samples.grid().at(content.stamp().wallMs());
        final Matcher metric = METRIC.matcher(Shown.words(content.texts().details()));
        while (metric.find())
        {
            final double value = Double.parseDouble(metric.group(2));
            final Channel channel = metric.group(1).equals("max_ms") ? series.latency() : series.exactLatency();
            channel.add(bucket, value);
        }
    }

    void remark(final String kind, final String what, final boolean damage)
    {
        data.remark(new Remark(lastMs == Long.MIN_VALUE ? 0 : lastMs, -1, kind, what, damage));
    }

    void end()
    {
        data.scopes().end();
    }
}
