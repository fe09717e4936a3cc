package io.interlock.core.dump;

import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.ScopeView;
import java.util.ArrayList;
import java.util.List;

/**
 * Room for all that only the breaker thread sees, and the last copy of it. It grows when a scope is made, never when a copy is taken.
 *
 * <p>Threading: filled by the breaker thread, then handed over to the one that writes, then back.
 */
public final class EngineCapture
{
    /** Rows of windows for each scope, up to a limit for all: a scope has at most 300 seconds by default, most have none. */
    private static final int ROWS_A_SCOPE = 300;
    private static final int MAX_ROWS = 32_768;

    final DumpTrigger trigger = new DumpTrigger();
    final List<ScopeCapture> scopes = new ArrayList<>();
    final WindowCapture windows;
    final SampleRing samples = new SampleRing();
    final SampleRing.Latencies latencies = new SampleRing.Latencies();
    final Counters counters = new Counters();
    /** How many events of each kind. */
    final long[] kinds = new long[InputKind.values().length];
    int scopeCount;
    long timeNs;
    long wallMs;
    /** Says that something could not be copied; null where all was. */
    Throwable failure;

    /** What the engine has counted. */
    static final class Counters
    {
        long judged;
        long folded;
        long lanes;
        long transitions;
        long rejected;
        long faults;
        long auditLost;
    }

    /**
     * Reserves the memory.
     *
     * @param maxScopes of the engine.
     */
    public EngineCapture(final int maxScopes)
    {
        windows = new WindowCapture(Math.min(MAX_ROWS, maxScopes * ROWS_A_SCOPE));
    }

    /** Reserves what another scope needs. */
    public void addScope()
    {
        scopes.add(new ScopeCapture());
    }

    /**
     * Begins a copy.
     *
     * @param asked    why.
     * @param engineNs engine time.
     * @param atWallMs wall time, milliseconds since 1970.
     */
    public void begin(final DumpTrigger asked, final long engineNs, final long atWallMs)
    {
        trigger.set(asked);
        timeNs = engineNs;
        wallMs = atWallMs;
        windows.clear();
        scopeCount = 0;
        failure = null;
    }

    /**
     * Copies a scope.
     *
     * @param id    counted from 0, in order.
     * @param view  of the machine.
     * @param gate  its gate word.
     * @param guard its guard word.
     * @return where its last reports go, by kind of input, engine time; null where there is no room for the scope.
     */
    public long[] scope(final int id, final ScopeView view, final long gate, final long guard)
    {
        scopeCount = id + 1;
        if (id >= scopes.size())
        {
            return null;
        }
        final ScopeCapture scope = scopes.get(id);
        scope.take(view, gate, guard, timeNs);
        scope.windowRowsLeftOut = windows.take(id, view);
        return scope.lastReportNs;
    }

    /**
     * Copies counts of reports.
     *
     * @param judged as events.
     * @param folded from overflow counters.
     * @param lanes  gathered in lanes.
     * @return where the counts by kind of input go.
     */
    public long[] reports(final long judged, final long folded, final long lanes)
    {
        counters.judged = judged;
        counters.folded = folded;
        counters.lanes = lanes;
        return kinds;
    }

    /**
     * Copies the other counts.
     *
     * @param transitions decided.
     * @param rejected    bad samples.
     * @param faults      things that threw where nothing may.
     * @param auditLost   issues that found no room on their way to listeners.
     */
    public void counts(final long transitions, final long rejected, final long faults, final long auditLost)
    {
        counters.transitions = transitions;
        counters.rejected = rejected;
        counters.faults = faults;
        counters.auditLost = auditLost;
    }

    /**
     * Copies the latencies of the last five minutes, in milliseconds; NaN where there is no sample.
     *
     * @param count how many.
     * @param avg   average.
     * @param p50   half were at most this.
     * @param p99   99 of 100 were at most this.
     * @param max   the largest.
     */
    public void latencies(final long count, final double avg, final double p50, final double p99, final double max)
    {
        latencies.set(count, avg, p50, p99, max);
    }

    /**
     * Copies the last samples.
     *
     * @param last unchanged.
     */
    public void samples(final SampleRing last)
    {
        samples.set(last);
    }

    /**
     * Something could not be copied; the rest is there.
     *
     * @param thrown why.
     */
    public void failed(final Throwable thrown)
    {
        failure = thrown;
    }

    /**
     * Why the dump is written.
     *
     * @return never null.
     */
    public DumpTrigger trigger()
    {
        return trigger;
    }

    /**
     * When the copy was taken.
     *
     * @return wall time, milliseconds since 1970.
     */
    public long wallMs()
    {
        return wallMs;
    }
}
