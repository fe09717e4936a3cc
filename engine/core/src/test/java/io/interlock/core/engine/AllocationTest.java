package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.interlock.config.BreakerConfig;
import io.interlock.core.gate.Gate;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import io.interlock.core.report.Reporter;
import io.interlock.core.testing.PatientContext;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a trading thread calls allocates nothing: counted in bytes of the calling thread, listeners attached, allowed and refused alike. */
class AllocationTest
{
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 5_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();

    private final AtomicLong told = new AtomicLong();
    private long sink;

    private static void assertNoAllocation(final String what, final Runnable call)
    {
        for (int i = 0; i < WARM_UP; i++)
        {
            call.run();
        }
        // A compilation that ends during one measurement may cost it a little; never two in a row.
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5 && least > 0; round++)
        {
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < MEASURED; i++)
            {
                call.run();
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes allocated by " + MEASURED + " calls of " + what).isZero();
    }

    private BreakerEngine launch(final int ring)
    {
        return BreakerEngine.launch(PatientContext.make().config(TestConfigs.ring(ring))
            .addTransitionListener(event -> told.incrementAndGet())
            .addIssueListener(issue -> told.incrementAndGet()));
    }

    @Test
    void shouldNotAllocateOnChecks()
    {
        try (BreakerEngine engine = launch(1024))
        {
            final Scope scope = engine.scope("v");
            checks(engine, scope, "allowed");
            scope.reporter().apiLatency(2 * TestConfigs.SECOND);
            engine.drain();
            checks(engine, scope, "throttled");
            scope.reporter().apiLatency(4 * TestConfigs.SECOND);
            engine.drain();
            checks(engine, scope, "halted");
            scope.reporter().criticalError(CriticalError.SYSTEM_ERROR, "x");
            engine.drain();
            checks(engine, scope, "shut down");
        }
    }

    private void checks(final BreakerEngine engine, final Scope scope, final String state)
    {
        assertNoAllocation("check " + state, () -> sink += scope.gate().check(Intent.OPEN).reason().ordinal());
        assertNoAllocation("check confidence " + state, () -> sink += scope.gate().check(Intent.OPEN, 0.8).reason().ordinal());
        assertNoAllocation("check now " + state, () -> sink += scope.gate().check(Intent.CLOSE, 0.8, 1L).reason().ordinal());
        assertNoAllocation(
            "check token " + state, () -> sink += scope.gate().check(Intent.OPEN, engine.safetyToken()).reason().ordinal());
    }

    @Test
    void shouldNotAllocateOnReports()
    {
        try (BreakerEngine engine = launch(1024))
        {
            reports(engine.scope("v").reporter(), "shared");
            reports(engine.scope("v").exclusiveReporter(), "exclusive");
        }
    }

    @Test
    void shouldNotAllocateOnReportsThatLanesGather()
    {
        try (BreakerEngine engine = BreakerEngine.launch(PatientContext.make().config(TestConfigs.lanes(true, 1))))
        {
            for (final Reporter reporter : new Reporter[] {engine.scope("v").reporter(), engine.scope("v").exclusiveReporter()})
            {
                assertNoAllocation("gathered fill", () -> reporter.fill(1_000, Side.BUY, 50_000, 50_001));
                assertNoAllocation("gathered latency", () -> reporter.apiLatency(1_000));
                assertNoAllocation("gathered success", reporter::success);
                assertNoAllocation("gathered slippage", () -> reporter.slippage(Side.SELL, 50_000, 50_001));
            }
            engine.drain();
            assertThat(engine.parts().tally().lanes()).isPositive();
            reports(engine.scope("v").reporter(), "shared with lane");
            reports(engine.scope("v").exclusiveReporter(), "exclusive with lane");
        }
    }

    @Test
    void shouldNotAllocateWhenTheRingIsFull()
    {
        try (BreakerEngine engine = BreakerEngine.launch(PatientContext.make().config(TestConfigs.ring(64)).invoked(true)))
        {
            final Reporter reporter = engine.scope("v").exclusiveReporter();
            for (int i = 0; i < 100; i++)
            {
                reporter.success();
            }
            reports(reporter, "folding");
            assertThat(engine.parts().overflow().folded()).isPositive();
        }
    }

    @Test
    void shouldNotAllocateOnOrderIntents()
    {
        for (final boolean recorded : new boolean[] {false, true})
        {
            final BreakerConfig base = TestConfigs.lanes(1_024, true, 1);
            try (BreakerEngine engine = BreakerEngine.launch(
                PatientContext.make().config(recorded ? TestConfigs.recorded(base) : base)))
            {
                intents(engine.scope("v").reporter(), engine.scope("v").gate(), "shared, recorded " + recorded);
                intents(engine.scope("v").exclusiveReporter(), engine.scope("v").gate(), "exclusive, recorded " + recorded);
                engine.drain();
                assertThat(engine.status().counters().byKind().containsKey("ORDER_INTENT")).isEqualTo(recorded);
            }
        }
        try (BreakerEngine engine = BreakerEngine.launch(
            PatientContext.make().config(TestConfigs.recorded(TestConfigs.ring(64))).invoked(true)))
        {
            intents(engine.scope("v").reporter(), engine.scope("v").gate(), "ring full");
            assertThat(engine.parts().ring().intentsLost()).isPositive();
        }
    }

    private static void intents(final Reporter reporter, final Gate gate, final String how)
    {
        assertNoAllocation("intent, " + how, () -> reporter.intent(Intent.OPEN, 10.5, gate.check(Intent.OPEN)));
        assertNoAllocation("intent of confidence, " + how, () -> reporter.intent(Intent.OPEN, 0.8, 10.5, gate.check(Intent.OPEN, 0.8)));
        assertNoAllocation("intent without an answer, " + how, () -> reporter.intent(null, Double.NaN, Double.NaN, null));
    }

    private static void reports(final Reporter reporter, final String how)
    {
        final StringBuilder text = new StringBuilder("rejected: \u00e9\u20ac");
        assertNoAllocation(how + " latency", () -> reporter.apiLatency(4 * TestConfigs.SECOND));
        assertNoAllocation(how + " bad latency", () -> reporter.apiLatency(-1));
        assertNoAllocation(how + " success", reporter::success);
        assertNoAllocation(how + " failure", () -> reporter.failure(text));
        assertNoAllocation(how + " failure null", () -> reporter.failure(null));
        assertNoAllocation(how + " fill", () -> reporter.fill(1_000, Side.BUY, 50_000, 50_300));
        assertNoAllocation(how + " slippage", () -> reporter.slippage(Side.SELL, 50_000, Double.NaN));
        assertNoAllocation(how + " equity", () -> reporter.equity(1_000.5));
        assertNoAllocation(how + " loss", () -> reporter.loss(0.06));
        assertNoAllocation(how + " exchange", () -> reporter.exchange(ExchangeStatus.DOWN));
        assertNoAllocation(how + " exchange null", () -> reporter.exchange(null));
        assertNoAllocation(how + " network", () -> reporter.network(NetworkStatus.DISCONNECTED));
        assertNoAllocation(how + " critical", () -> reporter.criticalError(CriticalError.MEMORY_ERROR, text));
    }
}
