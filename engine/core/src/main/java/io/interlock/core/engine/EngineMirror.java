package io.interlock.core.engine;

import io.interlock.core.gate.GuardWord;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.mapped.GateFile;
import io.interlock.core.mapped.GateFileInfo;
import io.interlock.core.port.JournalHead;

/**
 * Keeps {@code gate.dat} equal to what the breaker decides, or does nothing where there is no directory.
 *
 * <p>Threading: breaker thread only.
 */
final class EngineMirror implements GatePublisher.Mirror
{
    private static final long SCOPES_PERIOD_NS = 100_000_000L;
    /** Not to be asked for again: a copy takes memory. */
    private static final InputKind[] KINDS = InputKind.values();

    private final EngineParts parts;
    private final GateFile file;
    private final GateFileInfo info;
    private BreakerAgent breaker;
    private JournalHead head = JournalHead.NONE;
    private long nextScopesNs = Long.MIN_VALUE;

    EngineMirror(final EngineParts parts, final GateFile file)
    {
        this.parts = parts;
        this.file = file;
        this.info = file == null ? null : new GateFileInfo(file);
    }

    void breaker(final BreakerAgent value)
    {
        breaker = value;
    }

    /** A scope that the machine knows now; its gate word follows. */
    void born(final Scope scope)
    {
        if (file != null)
        {
            file.add(scope.id(), scope.path());
            if ((parts.words().guard(scope.id()) & GuardWord.KILLED) != 0)
            {
                file.markKilled(scope.id());
            }
        }
    }

    @Override
    public void word(final int scopeId, final long word)
    {
        if (file != null)
        {
            // First why, then what: who sees the new level finds its cause there too.
            info.transition(scopeId, breaker.machine().scope(scopeId), breaker.timeNs(), breaker.wallMs());
            file.word(scopeId, word, breaker.machine().scope(scopeId));
        }
    }

    /** An event was judged that may have changed what stands, without any gate word. */
    void judged(final InputEvent event)
    {
        if (file == null)
        {
            return;
        }
        final InputKind kind = event.kind();
        if (!kind.isPassing() && kind != InputKind.STALL)
        {
            refresh(0);
            refresh(event.scopeId());
        }
    }

    private void refresh(final int scopeId)
    {
        file.word(scopeId, parts.words().gate(scopeId), breaker.machine().scope(scopeId));
    }

    /**
     * The last look, once the breaker thread has stopped: whoever reads the file sees a closed engine, not one that died. Not where it was
     * not closed whole: whoever watches has to cancel then.
     */
    void closed(final boolean whole)
    {
        if (file != null)
        {
            info.heartbeat(breaker.wallMs(), parts.words().heartbeatNs(), whole ? parts.words().ownGuard(0) : guard());
            journal();
        }
    }

    /** Of a running engine: that it is being closed is for its own gates. */
    private long guard()
    {
        return parts.words().ownGuard(0) & ~GuardWord.CLOSED;
    }

    /** The root's guard has changed while no tick tells so: who watches from outside is to know why there is no heartbeat. */
    void guarded()
    {
        if (file != null)
        {
            info.heartbeat(breaker.wallMs(), parts.words().heartbeatNs(), guard());
        }
    }

    private void journal()
    {
        final JournalHead now = parts.journal().head();
        if (now != head)
        {
            head = now;
            info.head(now);
        }
    }

    /** Heartbeat and counters; every tenth of a second each scope's numbers too. */
    void tick()
    {
        if (file == null)
        {
            return;
        }
        final Tally tally = parts.tally();
        info.heartbeat(breaker.wallMs(), parts.words().heartbeatNs(), guard());
        info.counters(tally.reports() + tally.lanes(), tally.folded(), breaker.transitions(), tally.rejected(), tally.faults());
        journal();
        if (breaker.timeNs() < nextScopesNs)
        {
            return;
        }
        nextScopesNs = breaker.timeNs() + SCOPES_PERIOD_NS;
        for (int kind = 0; kind < KINDS.length; kind++)
        {
            info.kind(kind, tally.count(KINDS[kind]));
        }
        for (int id = 0; id < breaker.machine().scopeCount(); id++)
        {
            refresh(id);
            info.scope(id, breaker.machine().scope(id), parts.words().ownGuard(id), breaker.timeNs(), breaker.wallMs());
            for (int kind = InputKind.API_LATENCY.ordinal(); kind <= InputKind.CRITICAL_ERROR.ordinal(); kind++)
            {
                info.lastReport(id, kind, tally.lastMs(id, kind, breaker.timeNs(), breaker.wallMs()));
            }
        }
    }
}
