package io.interlock.cli.audit;

import io.interlock.cli.ByteSink;
import io.interlock.cli.Shown;
import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.Cause;
import io.interlock.journal.record.Hash;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.FrameSource;

/**
 * A dump for programs: one object a line, in snake case. Every record has every key, null where it says nothing there. A note has the type
 * {@code NOTE}, which no record has.
 *
 * <p>Threading: one thread.
 */
final class DumpJson implements DumpOutput
{
    private final ByteSink sink;

    DumpJson(final ByteSink sink)
    {
        this.sink = sink;
    }

    @Override
    public void record(final FrameSource.Frame frame, final JournalRecord record)
    {
        final RecordContent content = record.content();
        final RecordContent.Stamp stamp = content.stamp();
        sink.put("{\"type\":\"").put(record.type().name()).put("\",\"sequence\":").number(record.sequence());
        sink.put(",\"time\":\"").put(Shown.time(stamp.wallMs())).put("\",\"time_ms\":").number(stamp.wallMs());
        sink.put(",\"boot_id\":\"").put(stamp.bootId().toString()).put("\",\"decision\":").number(stamp.decision());
        sink.put(",\"engine_time_ns\":").number(stamp.timeNs());
        if (DumpText.hasScope(record.type()))
        {
            sink.put(",\"scope\":").json(content.texts().scope());
        }
        else
        {
            sink.put(",\"scope\":null");
        }
        change(content);
        outcome(content);
        vital(content.vital());
        texts(content.texts());
        seal(record);
        sink.put(",\"file\":").json(frame.file()).put(",\"frame\":").number(frame.index()).put("}\n");
    }

    private void change(final RecordContent content)
    {
        final RecordContent.Change change = content.change();
        constant("from", change.from());
        constant("to", change.to());
        constant("cause", change.cause());
        final String value = Figures.number(change, change.numbers().value());
        final String threshold = Figures.number(change, change.numbers().threshold());
        sink.put(",\"value\":").put(String.valueOf(value)).put(",\"threshold\":").put(String.valueOf(threshold));
        text("unit", value == null && threshold == null ? "" : Figures.unit(content));
    }

    private void outcome(final RecordContent content)
    {
        final RecordContent.Outcome outcome = content.outcome();
        final boolean judged = content.type() == RecordType.COMMAND || content.type() == RecordType.NOTIFICATION;
        sink.put(",\"done\":").put(judged ? Boolean.toString(outcome.done()) : "null");
        constant("stage", outcome.notice() == null ? outcome.stage() : outcome.notice());
        sink.put(",\"attempt\":").put(outcome.attempt() == 0 ? "null" : Integer.toString(outcome.attempt()));
    }

    private void vital(final RestoredScope vital)
    {
        sink.put(",\"override\":").put(vital == null ? "null" : Boolean.toString(vital.override()));
        constant("exchange", vital == null ? null : vital.exchange());
        constant("network", vital == null ? null : vital.network());
        sink.put(",\"standing\":");
        if (vital == null)
        {
            sink.put("null");
            return;
        }
        sink.put('[');
        String comma = "";
        for (final Cause cause : Cause.values())
        {
            if ((vital.standing() & 1L << cause.ordinal()) != 0)
            {
                sink.put(comma).json(cause.name());
                comma = ",";
            }
        }
        sink.put(']');
    }

    private void texts(final RecordContent.Texts texts)
    {
        text("actor", texts.actor());
        text("subject", texts.subject());
        text("reason", texts.reason());
        text("details", texts.details());
    }

    private void seal(final JournalRecord record)
    {
        final Hash config = record.content().config();
        text("config_hash", config.equals(Hash.ZERO) ? "" : config.toString());
        sink.put(",\"keyed\":").put(Boolean.toString(record.seal().keyed()));
        text("predecessor", record.seal().predecessor().toString());
        text("hash", record.seal().own().toString());
    }

    private void constant(final String name, final Enum<?> constant)
    {
        text(name, constant == null ? "" : constant.name());
    }

    private void text(final String name, final String text)
    {
        sink.put(",\"").put(name).put("\":");
        if (text.isEmpty())
        {
            sink.put("null");
        }
        else
        {
            sink.json(text);
        }
    }

    @Override
    public void note(final Note note)
    {
        sink.put("{\"type\":\"NOTE\",\"kind\":\"").put(note.kind().name()).put('"');
        text("file", note.file());
        sink.put(",\"frame\":").put(note.frame() < 0 ? "null" : Long.toString(note.frame()));
        sink.put(",\"message\":").json(note.what()).put("}\n");
    }

    @Override
    public void flush()
    {
        sink.flush();
    }
}
