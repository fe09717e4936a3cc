package io.interlock.journal;

import io.interlock.core.machine.InputKind;
import io.interlock.core.port.CommandRecord;
import io.interlock.core.port.HistorySource;
import io.interlock.journal.record.RecordContent;
import java.util.HashMap;
import java.util.Map;

/**
 * Of each scope the last command that moved its level, and the last that switched its override: who and why. One that was refused changed
 * nothing and is not kept. At most two a scope.
 *
 * <p>Threading: as its owner, {@link TransitionShelf}.
 */
final class LastCommands
{
    private final Map<String, Kept> levels = new HashMap<>();
    private final Map<String, Kept> overrides = new HashMap<>();

    private record Kept(long sequence, CommandRecord command)
    {
    }

    /** A COMMAND is in the chain. */
    void record(final long sequence, final RecordContent content)
    {
        final Map<String, Kept> kept = content.outcome().done() ? keptOf(content.texts().subject()) : null;
        if (kept != null)
        {
            final RecordContent.Texts texts = content.texts();
            kept.put(texts.scope(), new Kept(sequence, new CommandRecord(
                content.stamp().decision(), content.stamp().wallMs(), texts.subject(), texts.scope(), texts.actor(), texts.reason(),
                new CommandRecord.Outcome(true, texts.details()))));
        }
    }

    /** By its name as it was recorded; a later version may have commands that this one does not know. */
    private Map<String, Kept> keptOf(final String name)
    {
        if (InputKind.OVERRIDE_ENABLE.name().equals(name) || InputKind.OVERRIDE_DISABLE.name().equals(name))
        {
            return overrides;
        }
        final boolean moves = InputKind.KILL.name().equals(name) || InputKind.CONFIRM.name().equals(name)
            || InputKind.FORCE_RECOVERY.name().equals(name) || InputKind.RESET.name().equals(name);
        return moves ? levels : null;
    }

    /** The last one; null where it is not known up to a record. */
    CommandRecord last(final String scope, final HistorySource.Commanded what, final long upTo)
    {
        final Kept kept = (what == HistorySource.Commanded.OVERRIDE ? overrides : levels).get(scope);
        return kept == null || kept.sequence() > upTo ? null : kept.command();
    }
}
