package io.interlock.core.dump;

import io.interlock.config.BreakerConfig;
import io.interlock.core.gate.GateWord;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import io.interlock.core.port.ExposureSource;
import io.interlock.core.port.Issue;
import io.interlock.core.status.IssueLog;
import io.interlock.core.status.MetricsStatus;
import java.io.IOException;
import java.util.Arrays;

/**
 * A dump that has something of everything, written once at the launch: classes, constants and call sites that are used for the first time
 * take memory, and when a dump is needed there may be none.
 *
 * <p>Threading: the thread that will write the others.
 */
public final class Rehearsal
{
    private static final int ROWS_BYTES = 4_096;

    private final EngineSections sections;
    private final EngineCapture taken = new EngineCapture(1);

    private Rehearsal(final BreakerConfig config)
    {
        final IssueLog log = new IssueLog(1);
        log.add(new Issue(1, "rehearsal", "", Math.PI, 1e300, "\u00e9\u20ac\ud83d\ude00\u0001\n\"\ud83d"));
        sections = new EngineSections("rehearsal", new ConfigRows(config), log);
        fill();
    }

    /**
     * Makes one.
     *
     * @param config in force.
     * @return to be written once.
     */
    public static Rehearsal of(final BreakerConfig config)
    {
        return new Rehearsal(config);
    }

    private void fill()
    {
        taken.addScope();
        taken.begin(new DumpTrigger().transition(DumpTrigger.Moment.REHEARSAL, 1, "", Level.CLOSED, Level.SHUTDOWN)
            .because(Cause.API_LATENCY, 1, 1, 1), 1, 1);
        taken.trigger.actionsDone("rehearsal", "", Level.HALT);
        taken.trigger.set(new DumpTrigger().transition(DumpTrigger.Moment.REHEARSAL, 1, "", Level.CLOSED, Level.SHUTDOWN)
            .because(Cause.API_LATENCY, 1, 1, 1));
        taken.scopeCount = 2;
        taken.failure = new OutOfMemoryError();
        final ScopeCapture scope = taken.scopes.get(0);
        scope.lastCause = Cause.API_LATENCY;
        scope.gate = GateWord.levels(Level.CLOSED, Level.CLOSED, null);
        scope.guard = -1;
        scope.standing = -1;
        scope.lastEquity = Double.MIN_VALUE;
        scope.highEquity = Double.NaN;
        scope.windowRowsLeftOut = 1;
        Arrays.fill(scope.breaches, 1);
        Arrays.fill(scope.lastReportNs, 1);
        Arrays.fill(taken.kinds, 1);
        taken.windows.results(1, 1, 1);
        taken.windows.equity(1, 1e3);
        taken.latencies.set(1, 1, 1, 1, 1);
        taken.samples.add(1, Level.CLOSED, 1, MetricsStatus.NONE);
    }

    /**
     * Writes it.
     *
     * @param writer the one that will write the others.
     * @param output where; what is in it afterwards is of no use.
     * @throws IOException what the output throws.
     */
    public void write(final DumpWriter writer, final DumpOutput output) throws IOException
    {
        writer.start(output);
        sections.write(taken, writer);
        writer.flush();
        final ExposureSource source = new Everything();
        exposure(DumpPart.OPEN_ORDERS, source).write(writer);
        exposure(DumpPart.POSITIONS, source).write(writer);
        exposure(DumpPart.POSITIONS, ExposureSource.NONE).write(writer);
        EngineSections.finish(writer);
        writer.flush();
    }

    private static ExposureRows exposure(final DumpPart part, final ExposureSource source)
    {
        final ExposureRows rows = new ExposureRows(part, ROWS_BYTES);
        rows.clear();
        rows.collect(source);
        return rows;
    }

    /** Tells one of each, the position until there is no room for more, and fails then. */
    private static final class Everything implements ExposureSource
    {
        @Override
        public void openOrders(final OrderVisitor visitor)
        {
            visitor.order("", "id", "symbol", Side.BUY, "1", "1", "note");
        }

        @Override
        public void positions(final PositionVisitor visitor)
        {
            for (int bytes = 0; bytes < ROWS_BYTES; bytes++)
            {
                visitor.position("", "symbol", "1", "source");
            }
            throw new IllegalStateException("rehearsed");
        }
    }
}
