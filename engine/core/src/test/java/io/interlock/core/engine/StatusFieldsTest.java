package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.core.model.Side;
import io.interlock.core.port.TransitionJournal;
import io.interlock.core.report.Reporter;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.EngineVitals;
import io.interlock.core.status.SampleStatus;
import io.interlock.core.testing.Await;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What people ask of a status beyond levels: slippage, drawdown, and how the engine's own parts are. */
class StatusFieldsTest
{
    private static final long SECOND = 1_000_000_000L;

    private static EngineContext context(final String more)
    {
        return new EngineContext().config(ConfigLoader.load("test", "engine: { stale-limit: 10s" + more + " }"));
    }

    private static SampleStatus samples(final DrivenEngine driven, final String scope)
    {
        final EngineStatus status = driven.engine().status();
        return status.scope(scope).samples();
    }

    @Test
    void shouldTellTheWorstSlippageOfTheLastFiveMinutes()
    {
        final DrivenEngine.Clock clock = new DrivenEngine.Clock();
        try (DrivenEngine driven = new DrivenEngine(context(""), clock))
        {
            final Reporter reporter = driven.engine().scope("v").reporter();
            assertThat(samples(driven, "v").prices().worstSlippagePercent()).isNaN();
            reporter.slippage(Side.SELL, 50_000.0, 50_125.0);
            driven.pass(SECOND);
            assertThat(samples(driven, "v").prices().worstSlippagePercent()).as("a better price").isZero();
            reporter.slippage(Side.BUY, 50_000.0, 50_125.0);
            reporter.fill(1_000_000L, Side.SELL, 50_000.0, 49_900.0);
            reporter.slippage(Side.BUY, -1.0, 50_125.0);
            driven.pass(SECOND);
            assertThat(samples(driven, "v").prices().worstSlippagePercent()).isEqualTo(0.25);
            assertThat(samples(driven, "").prices().worstSlippagePercent()).as("slippage stays where it was reported").isNaN();
            for (int i = 0; i < 15; i++)
            {
                driven.pass(20 * SECOND);
            }
            reporter.fill(1_000_000L, Side.SELL, 50_000.0, 49_990.0);
            driven.pass(SECOND);
            assertThat(samples(driven, "v").prices().worstSlippagePercent()).isEqualTo(0.02);
        }
    }

    @Test
    void shouldTellHowFarTheEquityIsBelowItsHighest()
    {
        final DrivenEngine.Clock clock = new DrivenEngine.Clock();
        try (DrivenEngine driven = new DrivenEngine(context(""), clock))
        {
            final Reporter reporter = driven.engine().scope("v").reporter();
            assertThat(samples(driven, "v").drawdownPercent()).isNaN();
            reporter.equity(1_000.0);
            reporter.equity(960.0);
            driven.pass(SECOND);
            assertThat(samples(driven, "v").prices().highEquity()).isEqualTo(1_000.0);
            assertThat(samples(driven, "v").prices().lastEquity()).isEqualTo(960.0);
            assertThat(samples(driven, "v").drawdownPercent()).isEqualTo(4.0);
        }
    }

    @Test
    void shouldTellItsVitalsWithoutAskingTheBreakerThread()
    {
        final DrivenEngine.Clock clock = new DrivenEngine.Clock();
        try (DrivenEngine driven = new DrivenEngine(context(", ring-size: 1024, lanes: off"), clock))
        {
            final Reporter reporter = driven.engine().scope("v").reporter();
            driven.pass(SECOND);
            assertThat(driven.engine().vitals().stale()).isFalse();
            final long before = driven.engine().vitals().input().depth();
            reporter.success();
            reporter.success();
            final EngineVitals vitals = driven.engine().vitals();
            assertThat(vitals.input().depth() - before).isEqualTo(2);
            assertThat(vitals.input().capacity()).isEqualTo(1_024);
            assertThat(vitals.journal()).isEqualTo(new EngineVitals.Journal(false, false, 0));
            clock.pass(11 * SECOND);
            assertThat(driven.engine().vitals().heartbeatAgeNs()).isGreaterThanOrEqualTo(11 * SECOND);
            assertThat(driven.engine().vitals().stale()).as("nobody's bit is up, and it is stale all the same").isTrue();
            assertThat(driven.engine().vitals().guard()).isEmpty();
        }
    }

    /** Never forces. */
    private static final class Slow implements TransitionJournal
    {
        private volatile boolean fails;

        @Override
        public void force() throws IOException
        {
            if (fails)
            {
                throw new IOException("the test's disk does not answer");
            }
        }
    }

    @Test
    void shouldTellHowManyDecisionsAreNotDurable()
    {
        final DrivenEngine.Clock clock = new DrivenEngine.Clock();
        final Slow journal = new Slow();
        try (DrivenEngine driven = new DrivenEngine(context("").journal(journal), clock))
        {
            final Reporter reporter = driven.engine().scope("v").reporter();
            driven.pass(SECOND);
            journal.fails = true;
            reporter.apiLatency(2 * SECOND);
            driven.pass(SECOND);
            Await.until("the journal has failed", () -> driven.engine().vitals().journal().failed());
            assertThat(driven.engine().vitals().journal().lag()).isPositive();
            journal.fails = false;
        }
    }

    @Test
    void shouldFindAScopeAndMakeNone()
    {
        final DrivenEngine.Clock clock = new DrivenEngine.Clock();
        try (DrivenEngine driven = new DrivenEngine(context(""), clock))
        {
            assertThat(driven.engine().find("v")).isNull();
            assertThat(driven.engine().scope("v")).isSameAs(driven.engine().find("v"));
            assertThat(driven.engine().find("").guard()).isEmpty();
        }
    }
}
