package io.interlock.cli.audit;

import io.interlock.cli.ByteSink;
import io.interlock.cli.Shown;
import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.text.CleanText;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.FrameSource;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A dump for the writer of a post-mortem: one line a record, never wrapped, so that it can be searched and sorted; what is from elsewhere
 * is shown so that it cannot pass for anything else. The configuration of a GENESIS or STARTED record is left to the JSON form.
 *
 * <p>Threading: one thread.
 */
final class DumpText implements DumpOutput
{
    private static final int SEQUENCE_WIDTH = 8;
    private static final int TYPE_WIDTH = 12;
    private static final int SCOPE_WIDTH = 20;
    private static final int HASH_SHOWN = 12;
    private static final String GAP = "  ";
    /** Those about the journal or the engine as a whole. */
    private static final Set<RecordType> NO_SCOPE = EnumSet.of(
        RecordType.GENESIS, RecordType.STARTED, RecordType.STOPPED, RecordType.DAMAGE, RecordType.GAP, RecordType.RETAINED);

    private final ByteSink sink;

    DumpText(final ByteSink sink)
    {
        this.sink = sink;
    }

    /** Whether records of a type are about a scope. */
    static boolean hasScope(final RecordType type)
    {
        return !NO_SCOPE.contains(type);
    }

    @Override
    public void record(final FrameSource.Frame frame, final JournalRecord record)
    {
        final RecordContent content = record.content();
        final String scope = !hasScope(record.type()) ? "-"
            : Shown.scope(content.texts().scope());
        final String sequence = Long.toString(record.sequence());
        sink.put(Shown.time(content.stamp().wallMs())).put(GAP)
            .put(" ".repeat(Math.max(0, SEQUENCE_WIDTH - sequence.length()))).put(sequence).put(GAP)
            .put(padded(record.type().name(), TYPE_WIDTH)).put(GAP);
        final String rest = what(content);
        sink.put(rest.isEmpty() ? scope : padded(scope, SCOPE_WIDTH)).put(rest.isEmpty() ? "" : GAP).put(rest).put('\n');
    }

    private static String padded(final String text, final int width)
    {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String what(final RecordContent content)
    {
        final StringJoiner parts = new StringJoiner(GAP);
        final RecordContent.Change change = content.change();
        if (change.to() != null)
        {
            parts.add(change.from() == null ? change.to().name() : change.from() + " -> " + change.to());
        }
        if (content.vital() != null)
        {
            vital(parts, content.vital());
        }
        if (change.cause() != null)
        {
            parts.add(change.cause().name() + numbers(content));
        }
        subject(parts, content);
        outcome(parts, content);
        words(parts, content);
        return parts.toString();
    }

    private static void vital(final StringJoiner parts, final RestoredScope vital)
    {
        parts.add("override " + (vital.override() ? "on" : "off"));
        if (vital.exchange() != ExchangeStatus.UP)
        {
            parts.add("exchange " + vital.exchange());
        }
        if (vital.network() != NetworkStatus.CONNECTED)
        {
            parts.add("network " + vital.network());
        }
        for (final Cause cause : Cause.values())
        {
            if ((vital.standing() & 1L << cause.ordinal()) != 0)
            {
                parts.add(cause + " stands");
            }
        }
    }

    private static void subject(final StringJoiner parts, final RecordContent content)
    {
        final String subject = content.texts().subject();
        if (subject.isEmpty())
        {
            return;
        }
        final boolean build = content.type() == RecordType.GENESIS || content.type() == RecordType.STARTED;
        // The numbers of a DAMAGE record are a mark of bytes, for programs.
        final boolean numbers = content.change().cause() == null && content.type() != RecordType.DAMAGE;
        parts.add((build ? "build " : "") + CleanText.name(subject) + (numbers ? numbers(content) : ""));
    }

    private static String numbers(final RecordContent content)
    {
        final RecordContent.Change change = content.change();
        final String value = Figures.number(change, change.numbers().value());
        final String threshold = Figures.number(change, change.numbers().threshold());
        return Shown.numbers(value, threshold, Figures.unit(content));
    }

    private static void outcome(final StringJoiner parts, final RecordContent content)
    {
        final RecordContent.Outcome outcome = content.outcome();
        if (outcome.stage() != null)
        {
            parts.add(outcome.stage().name());
        }
        if (content.type() == RecordType.COMMAND)
        {
            parts.add(outcome.done() ? "done" : "refused");
        }
        else if (content.type() == RecordType.NOTIFICATION)
        {
            parts.add(outcome.notice() == null ? outcome.done() ? "delivered" : "not delivered"
                : outcome.notice().name().toLowerCase(Locale.ROOT));
        }
        if (outcome.attempt() > 0)
        {
            parts.add("attempt " + outcome.attempt());
        }
    }

    private static void words(final StringJoiner parts, final RecordContent content)
    {
        final RecordContent.Texts texts = content.texts();
        if (!texts.actor().isEmpty())
        {
            parts.add("by " + CleanText.name(texts.actor()));
        }
        if (!texts.reason().isEmpty())
        {
            final String name = switch (content.type())
            {
                case ACTION, NOTIFICATION -> "id ";
                case RETAINED -> "last ";
                default -> "reason ";
            };
            parts.add(name + CleanText.quoted(texts.reason()));
        }
        if (content.type() == RecordType.GENESIS || content.type() == RecordType.STARTED)
        {
            parts.add("configuration " + content.config().toString().substring(0, HASH_SHOWN) + " (--json has it)");
        }
        else if (!texts.details().isEmpty())
        {
            parts.add(CleanText.quoted(texts.details()));
        }
    }

    @Override
    public void note(final Note note)
    {
        sink.put("-- ").put(note.kind().name());
        if (note.frame() >= 0)
        {
            sink.put(" in ").put(CleanText.escaped(note.file())).put(", frame ").number(note.frame());
        }
        else if (!note.file().isEmpty())
        {
            sink.put(" in ").put(CleanText.escaped(note.file()));
        }
        sink.put(": ").put(CleanText.escaped(note.what())).put('\n');
    }

    @Override
    public void flush()
    {
        sink.flush();
    }
}
