package io.interlock.core.mapped;

import io.interlock.core.machine.ScopeView;
import io.interlock.core.port.JournalHead;
import java.nio.ByteBuffer;

/**
 * Writes what other processes look at and levels do not need: heartbeat, counters, each scope's numbers, and the journal's head, by which
 * a start tells whether the journal was cut.
 *
 * <p>Threading: breaker thread only.
 */
public final class GateFileInfo
{
    private static final long MS = 1_000_000L;

    private final GateFile file;

    /**
     * For one file.
     *
     * @param file where to.
     */
    public GateFileInfo(final GateFile file)
    {
        this.file = file;
    }

    /**
     * A sign of life.
     *
     * @param wallMs   wall time.
     * @param nanoTime monotonic time.
     * @param guard    the root's guard word.
     */
    public void heartbeat(final long wallMs, final long nanoTime, final long guard)
    {
        file.header(GateFileLayout.HEARTBEAT_WALL, wallMs);
        file.header(GateFileLayout.HEARTBEAT_NANO, nanoTime);
        file.header(GateFileLayout.ROOT_GUARD, guard);
    }

    /**
     * Counters of the engine.
     *
     * @param judged      reports judged as events.
     * @param folded      reports judged from overflow counters.
     * @param transitions decided.
     * @param rejected    bad samples.
     * @param faults      things that threw where nothing may.
     */
    public void counters(final long judged, final long folded, final long transitions, final long rejected, final long faults)
    {
        file.header(GateFileLayout.JUDGED, judged);
        file.header(GateFileLayout.FOLDED, folded);
        file.header(GateFileLayout.TRANSITIONS, transitions);
        file.header(GateFileLayout.REJECTED, rejected);
        file.header(GateFileLayout.FAULTS, faults);
    }

    /**
     * How far the journal is durable.
     *
     * @param head of its chain.
     */
    public void head(final JournalHead head)
    {
        final ByteBuffer words = HeadWords.of(head);
        for (int i = 0; i < GateFileLayout.HEAD_LONGS; i++)
        {
            file.header(GateFileLayout.HEAD + i * Long.BYTES, words.getLong(i * Long.BYTES));
        }
        file.header(GateFileLayout.HEAD_CRC, HeadWords.crc(words));
    }

    /**
     * Events of one kind.
     *
     * @param code  of the kind.
     * @param count judged since the start.
     */
    public void kind(final int code, final long count)
    {
        file.header(GateFileLayout.BY_KIND + code * Long.BYTES, count);
    }

    /**
     * When a kind of report last came to a scope.
     *
     * @param id     the scope.
     * @param code   of the kind; those that are no reports are left out.
     * @param wallMs wall time.
     */
    public void lastReport(final int id, final int code, final long wallMs)
    {
        if (code < GateFileLayout.REPORT_KINDS)
        {
            file.info(id, GateFileLayout.LAST_REPORT + code * Long.BYTES, wallMs);
        }
    }

    /**
     * A scope's numbers.
     *
     * @param id     the scope.
     * @param view   what the machine knows.
     * @param guard  its own guard word.
     * @param nowNs  engine time.
     * @param wallMs wall time of that.
     */
    public void scope(final int id, final ScopeView view, final long guard, final long nowNs, final long wallMs)
    {
        file.info(id, GateFileLayout.GUARD, guard);
        transition(id, view, nowNs, wallMs);
        file.info(id, GateFileLayout.STREAK, view.streak());
        file.info(id, GateFileLayout.ORDERS, view.windowOrders());
        file.info(id, GateFileLayout.FAILURES, view.windowFailures());
        file.info(id, GateFileLayout.EVIDENCE, view.evidence());
        final long end = view.cooldownEndNs();
        file.info(id, GateFileLayout.COOLDOWN_END, end == ScopeView.NOT_DUE ? 0 : wallMs + (end - nowNs) / MS);
        file.info(id, GateFileLayout.FLAGS, (view.awaitingConfirmation(nowNs) ? GateFileLayout.FLAG_AWAITING_CONFIRMATION : 0)
            | (view.waitingForEvidence(nowNs) ? GateFileLayout.FLAG_WAITING_FOR_EVIDENCE : 0)
            | (view.resettable() ? GateFileLayout.FLAG_RESETTABLE : 0));
    }

    /**
     * Why a scope's level is what it is; to be written before the level, so that nobody sees a level with the cause of the one before.
     *
     * @param id     the scope.
     * @param view   what the machine knows.
     * @param nowNs  engine time.
     * @param wallMs wall time of that.
     */
    public void transition(final int id, final ScopeView view, final long nowNs, final long wallMs)
    {
        final boolean moved = view.lastCause() != null;
        file.info(id, GateFileLayout.LAST_CAUSE, moved ? view.lastCause().ordinal() + 1 : 0);
        file.info(id, GateFileLayout.LAST_VALUE, view.lastValue());
        file.info(id, GateFileLayout.LAST_THRESHOLD, view.lastThreshold());
        final long at = view.lastTransitionNs();
        file.info(id, GateFileLayout.LAST_WALL, at == ScopeView.NEVER ? 0 : wallMs - (nowNs - at) / MS);
    }
}
