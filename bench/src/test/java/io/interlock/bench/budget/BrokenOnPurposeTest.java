package io.interlock.bench.budget;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.interlock.bench.suite.Worlds;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.gate.Gate;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Side;
import io.interlock.core.report.Reporter;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * What the budgets are for: a check that reads a clock and a fill that allocates are measured for real and held against the file that is
 * shipped.
 */
class BrokenOnPurposeTest
{
    private static final int LOOP = 200_000;
    private static final int ROUNDS = 12;

    private static volatile Object sink;
    private static volatile long counted;

    /** The least of some rounds, the first of which compile it. */
    private static Measure nanos(final LongSupplier call)
    {
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++)
        {
            long sum = 0;
            final long before = System.nanoTime();
            for (int i = 0; i < LOOP; i++)
            {
                sum += call.getAsLong();
            }
            least = Math.min(least, (double)(System.nanoTime() - before) / LOOP);
            counted = sum;
        }
        return new Measure(least, "ns");
    }

    private static Measure bytes(final Runnable call)
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        for (int i = 0; i < LOOP; i++)
        {
            call.run();
        }
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < LOOP; i++)
        {
            call.run();
        }
        // The counter itself and a recompilation may cost some bytes once, never one for each call.
        return new Measure((threads.getCurrentThreadAllocatedBytes() - before) / LOOP, "B");
    }

    private static List<BudgetCheck.Outcome> over(final Map<String, Measure> rows, final String row) throws Exception
    {
        final List<BudgetCheck.Outcome> outcomes = BudgetCheck.check(BudgetRun.budgets(), rows, 1).stream()
            .filter(outcome -> outcome.row().equals(row) && !Double.isNaN(outcome.limit())).toList();
        assertThat(outcomes).as("the file has a budget for it").isNotEmpty();
        return outcomes.stream().filter(outcome -> !outcome.kept()).toList();
    }

    @Test
    void shouldRefuseACheckThatReadsAClock() throws Exception
    {
        final String row = "gate.checkAllowed/depth=1,scopes=1";
        final UnsafeBuffer memory = new UnsafeBuffer(BufferUtil.allocateDirectAligned(64, 64));
        try (BreakerEngine engine = Worlds.launch(false))
        {
            final Gate gate = engine.scope("venue").gate();
            final Map<String, Measure> rows = Map.of(
                "limits.volatileRead/scopes=1", nanos(() -> memory.getLongVolatile(0)),
                row, nanos(() -> gate.check(Intent.OPEN, 0.82).allowed() ? System.nanoTime() : 0));
            assertThat(over(rows, row)).as("%s", rows).singleElement().asString().contains("budgets.txt:", row);
        }
    }

    @Test
    void shouldRefuseAFillThatAllocates() throws Exception
    {
        try (BreakerEngine engine = Worlds.launch(false))
        {
            final Reporter reporter = engine.scope("venue").exclusiveReporter();
            final Runnable healthy = () -> reporter.fill(1_500_000, Side.BUY, 50_000.0, 50_001.0);
            assertThat(over(Map.of("bytes.fill", bytes(healthy)), "bytes.fill")).isEmpty();
            final Runnable broken = () ->
            {
                sink = new long[] {1};
                healthy.run();
            };
            assertThat(over(Map.of("bytes.fill", bytes(broken)), "bytes.fill")).singleElement().asString()
                .contains("bytes.fill takes 24 B, its limit in this run is 0 B");
        }
    }
}
