package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.gate.GuardWord;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.Level;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.PatientContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The venue's dead man's switch is refreshed by an engine that can be believed, and by no other. */
class DeadManPulseTest
{
    private static final long DEADLINE_NS = 10_000_000_000L;
    private static final long LIMIT_MS = 100;

    private final ManualClock clock = new ManualClock();
    private final AtomicInteger refreshed = new AtomicInteger();
    private BreakerEngine engine;
    private DeadManPulse pulse;

    private void launch()
    {
        engine = BreakerEngine.launch(new EngineContext().config(TestConfigs.stale(LIMIT_MS * TestConfigs.MS)).clock(clock)
            .commandDeadline(Duration.ofMillis(50)).invoked(true));
        pulse = new DeadManPulse(engine.parts(), EngineThreads::daemon, refreshed::incrementAndGet, DEADLINE_NS);
        engine.scope("v");
        rounds();
    }

    @AfterEach
    void close()
    {
        if (engine != null)
        {
            engine.close();
        }
    }

    /** Without the pumping that {@code BreakerEngine.root()} does while it waits. */
    private Scope root()
    {
        return engine.find("");
    }

    private void rounds()
    {
        for (int round = 0; round < 3; round++)
        {
            engine.watchdog().doWork();
            engine.breaker().doWork();
        }
        // It sees the progress of the last round.
        engine.watchdog().doWork();
    }

    private boolean refreshes()
    {
        final int before = refreshed.get();
        pulse.pulse();
        return refreshed.get() > before;
    }

    @Test
    void shouldRefreshAtEveryLevelBelowShutdown()
    {
        launch();
        assertThat(refreshes()).isTrue();
        final long[] latencies = {600, 1_500, 4_000};
        for (final long latency : latencies)
        {
            root().reporter().apiLatency(latency * TestConfigs.MS);
            rounds();
            assertThat(refreshes()).as("%s", root().ownLevel()).isTrue();
        }
        assertThat(root().ownLevel()).isEqualTo(Level.HALT);
    }

    @Test
    void shouldNotRefreshAtShutdown()
    {
        launch();
        assertThat(engine.desk().kill("", "ann", "enough").accepted()).isTrue();
        rounds();
        assertThat(root().guard()).isEmpty();
        assertThat(root().ownLevel()).isEqualTo(Level.SHUTDOWN);
        assertThat(refreshes()).isFalse();
        clock.advanceMs(60);
        rounds();
        assertThat(refreshes()).isFalse();
    }

    @Test
    void shouldNotRefreshOnceTheRootIsKilledThoughNobodyHasJudgedIt()
    {
        launch();
        engine.parts().pump(null);
        assertThat(engine.desk().kill("", "ann", "enough").timedOut()).isTrue();
        assertThat(root().ownLevel()).isEqualTo(Level.CLOSED);
        assertThat(refreshes()).isFalse();
    }

    @Test
    void shouldNotRefreshOnceACriticalErrorIsReportedThoughNobodyHasJudgedIt()
    {
        launch();
        engine.scope("v").reporter().criticalError(CriticalError.MEMORY_ERROR, "planted");
        assertThat(root().ownLevel()).isEqualTo(Level.CLOSED);
        assertThat(refreshes()).isFalse();
    }

    @Test
    void shouldRefreshThoughAnotherScopeIsShutDown()
    {
        launch();
        assertThat(engine.desk().kill("v", "ann", "enough").accepted()).isTrue();
        rounds();
        assertThat(refreshes()).isTrue();
    }

    @Test
    void shouldNotRefreshWhileTheBreakerMakesNoProgressAndAgainWhenItDoes()
    {
        launch();
        clock.advanceMs(LIMIT_MS);
        engine.watchdog().doWork();
        assertThat(root().guard()).contains("STALE");
        assertThat(refreshes()).isFalse();
        rounds();
        rounds();
        assertThat(root().guard()).isEmpty();
        assertThat(refreshes()).isTrue();
    }

    @Test
    void shouldNotRefreshWhereBreakerAndWatchdogAreBothDead()
    {
        launch();
        clock.advanceMs(LIMIT_MS + 1);
        assertThat(root().guard()).as("nobody is left to set a guard").isEmpty();
        assertThat(refreshes()).isFalse();
    }

    @Test
    void shouldNotRefreshWithoutTicks()
    {
        launch();
        engine.breaker().doWork();
        clock.advanceMs(LIMIT_MS);
        engine.breaker().doWork();
        assertThat(root().guard()).isEqualTo("TICKLESS");
        assertThat(refreshes()).isFalse();
    }

    @Test
    void shouldNotRefreshOnceJudgingHasThrown()
    {
        launch();
        engine.parts().words().raise(0, GuardWord.FAULT);
        rounds();
        assertThat(refreshes()).isFalse();
    }

    @Test
    void shouldNotRefreshOnceClosed()
    {
        launch();
        engine.close();
        assertThat(refreshes()).isFalse();
    }

    @Test
    void shouldReportAFailureOnceAndGoOn()
    {
        launch();
        final DeadManPulse failing = new DeadManPulse(engine.parts(), EngineThreads::daemon, () ->
        {
            if (refreshed.incrementAndGet() != 3)
            {
                throw new IllegalStateException("planted");
            }
        }, DEADLINE_NS);
        for (int i = 0; i < 4; i++)
        {
            failing.pulse();
        }
        assertThat(refreshed).hasValue(4);
        assertThat(engine.issues(Duration.ofMinutes(1)).stream().filter(issue -> issue.issueType().equals("DEAD_MAN_SWITCH")))
            .as("one for each series").hasSize(2).allMatch(issue -> issue.details().contains("planted"));
    }

    @Test
    void shouldBeRefreshedByARunningEngineUntilItsShutdown()
    {
        engine = BreakerEngine.launch(PatientContext.make().config(TestConfigs.patient()).deadManSwitch(refreshed::incrementAndGet));
        Await.until("it is refreshed twice", () -> refreshed.get() >= 2);
        assertThat(engine.desk().kill("", "ann", "enough").accepted()).isTrue();
        // One may have been on its way.
        final long killedNs = System.nanoTime();
        final int before = refreshed.get() + 1;
        Await.until("two periods", () -> System.nanoTime() - killedNs > 2_500 * TestConfigs.MS);
        assertThat(refreshed.get()).isLessThanOrEqualTo(before);
    }
}
