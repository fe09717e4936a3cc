package io.interlock.core.engine;

import io.interlock.core.model.Cause;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.AttemptRecord;
import io.interlock.core.port.CommandRecord;
import io.interlock.core.port.Issue;
import io.interlock.core.port.MetricsSample;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.ReloadRecord;
import io.interlock.core.port.Recovered;
import io.interlock.core.port.ScopeVital;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionJournal;
import io.interlock.core.text.FaultText;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Appends every decision to the journal and forces it, then says how far it is durable. After a failure it keeps what was not made durable,
 * and appends that again when an operator has accepted the failure.
 *
 * <p>Threading: journal thread only.
 */
final class JournalHandler implements AuditRing.Handler
{
    /** More than this kept after a failure would be a leak; the journal has failed anyway. */
    private static final int MAX_KEPT = 100_000;
    private static final String WHERE = EngineLog.held("OutOfMemoryError in the journal");

    private final TransitionJournal journal;
    private final EngineParts parts;
    private final Deque<Object> kept = new ArrayDeque<>();
    /** The newest word on a scope's status among what was let go of: without it a restart would take a stopped venue for one that is up. */
    private final Map<String, ScopeVital> lastWords = new LinkedHashMap<>();
    private boolean failed;
    private boolean appended;
    /** Something that was held is in no record, for as long as this life lasts. */
    private boolean dropped;
    private long sequence;

    JournalHandler(final TransitionJournal journal, final EngineParts parts)
    {
        this.journal = journal;
        this.parts = parts;
        // Where what was recovered could not be kept, nothing goes behind it before an operator has accepted that.
        failed = parts.journal().failed();
    }

    /**
     * Whether a restart finds the journal healthy: there is one, and it can be forced. None at all is no proof of it. A force that fails
     * is one that failed (SEMANTICS 3, JOURNAL), though the next may work: what the system could not write it may have forgotten by then.
     * Launching thread.
     */
    static boolean isHealthy(final TransitionJournal journal, final EngineParts parts)
    {
        if (journal == TransitionJournal.NONE)
        {
            return false;
        }
        try
        {
            journal.force();
            return true;
        }
        catch (final IOException | RuntimeException failed)
        {
            parts.journal().fail();
            parts.raise("JOURNAL", "", "the journal cannot be forced: " + FaultText.of(failed));
            EngineLog.error("the journal is not healthy at the start; nothing loosens until an operator accepts", failed);
            return false;
        }
    }

    /** Keeps what a launch brought back, before anything else of this life. Launching thread, before the journal's has started. */
    static void keep(final TransitionJournal journal, final EngineParts parts, final Recovered known, final Recovered recovered)
    {
        try
        {
            journal.append(parts.boot(), recovered);
            if (known.scopes().stream().anyMatch(scope -> (scope.vital().standing() & 1L << Cause.JOURNAL.ordinal()) != 0))
            {
                journal.gap("a former life ended with a failed journal: records of it may be missing before this");
            }
            journal.force();
        }
        catch (final IOException | RuntimeException thrown)
        {
            parts.journal().fail();
            parts.raise("JOURNAL", "", "the journal cannot keep what was recovered: " + FaultText.of(thrown));
            EngineLog.error("the journal cannot keep what was recovered; nothing loosens until an operator accepts", thrown);
        }
    }

    @Override
    public void onRecord(final Object record)
    {
        if (record == AuditMark.REOPEN)
        {
            reopen();
        }
        else if (record instanceof Issue || record instanceof MetricsSample || record instanceof AttemptRecord
            || record instanceof NoticeRecord && !isOfAPerson(record))
        {
            // Not kept for later: they loosen nothing, and a failed journal raises many issues. A delivery that is not kept is made again
            // after a restart.
            if (!failed)
            {
                guarded(() -> append(record));
            }
        }
        else if (record instanceof TransitionEvent || record instanceof CommandRecord || record instanceof ReloadRecord
            || record instanceof ActionEvent || record instanceof ScopeVital || isOfAPerson(record))
        {
            kept.add(record);
            if (kept.size() > MAX_KEPT)
            {
                dropOldest();
            }
            if (!failed)
            {
                guarded(() -> append(record));
            }
        }
    }

    /** What a person said of notifications. */
    private static boolean isOfAPerson(final Object record)
    {
        return record instanceof NoticeRecord notice && !notice.words().actor().isEmpty();
    }

    private void dropOldest()
    {
        dropped = true;
        if (kept.poll() instanceof ScopeVital vital)
        {
            lastWords.put(vital.scope(), vital);
        }
    }

    @Override
    public void onBatchEnd()
    {
        if (failed || !appended)
        {
            return;
        }
        guarded(() ->
        {
            journal.force();
            kept.clear();
            lastWords.clear();
            appended = false;
            parts.journal().durable(sequence);
            parts.audit().offerOrCount(AuditMark.DURABLE);
        });
    }

    private void append(final Object record) throws IOException
    {
        if (record instanceof TransitionEvent transition)
        {
            journal.append(transition);
            sequence = transition.sequence();
        }
        else if (record instanceof CommandRecord command)
        {
            journal.append(command);
            sequence = command.sequence();
        }
        else if (record instanceof ReloadRecord reload)
        {
            journal.append(reload);
            sequence = reload.command().sequence();
        }
        else if (record instanceof ScopeVital vital)
        {
            journal.append(vital);
        }
        else if (record instanceof Issue issue)
        {
            journal.append(issue);
        }
        else if (record instanceof NoticeRecord notice)
        {
            journal.append(notice);
        }
        else if (record instanceof MetricsSample sample)
        {
            journal.append(sample);
        }
        else if (record instanceof AttemptRecord attempt)
        {
            journal.append(attempt);
        }
        else
        {
            journal.append((ActionEvent)record);
        }
        appended = true;
    }

    /** A last try for what a failed journal is owed: else a planned stop would lose what nobody accepted in time. */
    @Override
    public void onClose()
    {
        if (dropped)
        {
            parts.journal().unfinished();
        }
        if (parts.journal().failed())
        {
            again("the engine is closed with a failed journal");
            onBatchEnd();
        }
    }

    private void reopen()
    {
        if (parts.journal().takeReopen())
        {
            again("an operator accepted a failed journal");
        }
    }

    private void again(final String why)
    {
        guarded(() ->
        {
            journal.reopen(why);
            failed = false;
            // The GAP record at least.
            appended = true;
            for (final ScopeVital vital : lastWords.values())
            {
                append(vital);
            }
            for (final Object record : kept)
            {
                append(record);
            }
        });
    }

    /** Work that may fail the journal. */
    private interface Work
    {
        void run() throws IOException;
    }

    private void guarded(final Work work)
    {
        try
        {
            work.run();
        }
        catch (final Throwable thrown)
        {
            failed = true;
            parts.journal().fail();
            parts.hostErrors().thrown(thrown, WHERE);
            parts.raise("JOURNAL", "", "the journal failed: " + FaultText.of(thrown));
            EngineLog.error("the journal failed; nothing loosens until an operator accepts", thrown);
        }
    }
}
