package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.gate.GuardWord;
import io.interlock.core.machine.InputKind;
import io.interlock.core.mapped.HeartbeatReader;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.port.EngineClock;
import io.interlock.core.report.Reporter;
import io.interlock.core.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.agrona.LangUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A breaker or watchdog that does not work refuses OPEN. */
class StaleTest
{
    @TempDir
    private Path temp;

    private static final long LIMIT_NS = 100 * TestConfigs.MS;
    /** The engine's promise is the limit; this is what a loaded test machine may add. */
    private static final long SLACK_NS = 2_000 * TestConfigs.MS;

    /** Slots of the ring, and what a round takes of it. */
    private static final int RING = 1024;
    private static final int BATCH = 256;

    private static void assertDenied(final Scope scope, final long sinceNs)
    {
        Await.until("OPEN is refused", () -> scope.gate().check(Intent.OPEN).reason() == Reason.DENIED_STALE);
        assertThat(System.nanoTime() - sinceNs).isLessThan(LIMIT_NS + SLACK_NS);
        assertThat(scope.gate().check(Intent.CLOSE).reason()).isEqualTo(Reason.ALLOWED);
    }

    private static void assertAllowed(final Scope scope)
    {
        Await.until("OPEN is allowed", () -> scope.gate().check(Intent.OPEN).allowed());
    }

    @Test
    void shouldDenyOpenWhenTheBreakerThreadDies()
    {
        try (BreakerEngine engine = BreakerEngine.launch(TestConfigs.stale(LIMIT_NS), null))
        {
            final Scope scope = engine.scope("v");
            assertAllowed(scope);
            engine.threads().endBreaker();
            assertDenied(scope, System.nanoTime());
            assertThat(engine.status().stale()).isTrue();
            assertThat(scope.gate().explain()).contains("does not answer");
            awaitIssue(engine, "STALE");
        }
    }

    @Test
    void shouldDenyOpenWhenTheWatchdogDies()
    {
        try (BreakerEngine engine = BreakerEngine.launch(TestConfigs.stale(LIMIT_NS), null))
        {
            final Scope scope = engine.scope("v");
            assertAllowed(scope);
            engine.threads().endWatchdog();
            assertDenied(scope, System.nanoTime());
            awaitIssue(engine, "WATCHDOG");
        }
    }

    /** Nothing stamps the file any more: why, is in it all the same. */
    @Test
    void shouldTellOtherProcessesThatTheWatchdogDied()
    {
        try (BreakerEngine engine = BreakerEngine.launch(TestConfigs.stale(LIMIT_NS), temp);
            HeartbeatReader reader = new HeartbeatReader(temp))
        {
            assertAllowed(engine.scope("v"));
            engine.threads().endWatchdog();
            Await.until("gate.dat says so", () -> reader.look(true) == HeartbeatReader.Found.SOUND
                && (reader.guard() & GuardWord.TICKLESS) != 0);
        }
    }

    private static void awaitIssue(final BreakerEngine engine, final String type)
    {
        Await.until("it is told: " + type, () -> engine.issues(Duration.ofHours(1)).stream()
            .anyMatch(issue -> issue.issueType().equals(type)));
    }

    @Test
    void shouldDenyOpenWhileTheBreakerThreadIsStuckAndAllowItWhenItHasCaughtUp() throws Exception
    {
        try (BreakerEngine engine = BreakerEngine.launch(TestConfigs.stale(LIMIT_NS), null))
        {
            final Scope scope = engine.scope("v");
            assertAllowed(scope);
            final CountDownLatch stuck = new CountDownLatch(1);
            final CountDownLatch release = new CountDownLatch(1);
            engine.parts().mailbox().sendUrgent(new Request<Boolean>()
            {
                @Override
                void execute(final BreakerAgent breaker)
                {
                    stuck.countDown();
                    try
                    {
                        release.await();
                    }
                    catch (final InterruptedException interrupted)
                    {
                        Thread.currentThread().interrupt();
                    }
                }
            });
            stuck.await();
            final long sinceNs = System.nanoTime();
            assertDenied(scope, sinceNs);
            // A caller who knows the time needs neither of the two threads.
            final long later = System.nanoTime() + LIMIT_NS + 1;
            assertThat(scope.gate().check(Intent.OPEN, 0.9, later).reason()).isEqualTo(Reason.DENIED_STALE);
            release.countDown();
            assertAllowed(scope);
        }
    }

    @Test
    void shouldNotClearStaleBeforeProgressHasPassedTheCursor()
    {
        final ManualClock clock = new ManualClock();
        try (BreakerEngine engine = BreakerEngine.launch(
            new EngineContext().config(TestConfigs.stale(LIMIT_NS)).clock(clock).invoked(true)))
        {
            final Scope scope = engine.scope("v");
            engine.watchdog().doWork();
            engine.breaker().doWork();
            engine.watchdog().doWork();
            clock.advanceMs(150);
            engine.watchdog().doWork();
            assertThat(scope.gate().check(Intent.OPEN).reason()).isEqualTo(Reason.DENIED_STALE);
            // More than a batch: after one round the breaker moves again, but has not seen everything.
            for (int i = 0; i < 400; i++)
            {
                scope.reporter().success();
            }
            engine.breaker().doWork();
            engine.watchdog().doWork();
            assertThat(engine.parts().words().ownGuard(0) & GuardWord.STALE).isEqualTo(GuardWord.STALE);
            engine.breaker().doWork();
            engine.breaker().doWork();
            engine.watchdog().doWork();
            assertThat(engine.parts().words().ownGuard(0) & GuardWord.STALE).isZero();
        }
    }

    /** Of what is asked while the breaker is stuck, some finds no room in the ring: it is judged a round later. */
    @Test
    void shouldNotClearStaleBeforeWhatFoundNoRoomIsJudged()
    {
        // One of these ends a round of the breaker exactly where the ring ended when it moved again.
        for (int more = BATCH - 8; more <= BATCH; more++)
        {
            final ManualClock clock = new ManualClock();
            try (BreakerEngine engine = BreakerEngine.launch(
                new EngineContext().config(TestConfigs.stale(LIMIT_NS)).clock(clock).invoked(true)))
            {
                final Scope scope = engine.scope("v");
                engine.watchdog().doWork();
                engine.breaker().doWork();
                fill(engine, scope, RING);
                scope.exclusiveReporter().success();
                // It notices what was folded, and is stuck before it has come so far.
                engine.breaker().doWork();
                clock.advanceMs(150);
                engine.watchdog().doWork();
                assertThat(scope.gate().check(Intent.OPEN).reason()).isEqualTo(Reason.DENIED_STALE);
                fill(engine, scope, RING);
                scope.reporter().apiLatency(4 * TestConfigs.SECOND);
                engine.breaker().doWork();
                fill(engine, scope, more);
                for (int round = 0; scope.ownLevel() != Level.HALT; round++)
                {
                    assertThat(round).isLessThan(100);
                    engine.watchdog().doWork();
                    assertThat(scope.gate().check(Intent.OPEN).allowed()).as("round %d with %d more", round, more).isFalse();
                    engine.breaker().doWork();
                }
            }
        }
    }

    /** By somebody of whom nothing was folded yet; no more than there is room for. */
    private static void fill(final BreakerEngine engine, final Scope scope, final int most)
    {
        final Reporter reporter = scope.exclusiveReporter();
        final long room = RING - (engine.parts().ring().cursor() - engine.parts().ring().consumed());
        for (long i = 0; i < Math.min(room, most); i++)
        {
            reporter.success();
        }
    }

    @Test
    void shouldCountFromTheBreakersLastSignHoweverLateTheWatchdogNoticedIt()
    {
        final ManualClock clock = new ManualClock();
        try (BreakerEngine engine = BreakerEngine.launch(
            new EngineContext().config(TestConfigs.stale(LIMIT_NS)).clock(clock).invoked(true)))
        {
            engine.watchdog().doWork();
            engine.breaker().doWork();
            clock.advanceMs(50);
            engine.watchdog().doWork();
            assertThat(engine.parts().words().ownGuard(0) & GuardWord.STALE).isZero();
            clock.advanceMs(40);
            engine.watchdog().doWork();
            assertThat(engine.parts().words().ownGuard(0) & GuardWord.STALE).isEqualTo(GuardWord.STALE);
        }
    }

    @Test
    void shouldRecordAStallWhenTimeJumps()
    {
        final ManualClock clock = new ManualClock();
        try (BreakerEngine engine = BreakerEngine.launch(
            new EngineContext().config(TestConfigs.stale(LIMIT_NS)).clock(clock).invoked(true)))
        {
            engine.breaker().doWork();
            clock.advanceMs(50);
            engine.breaker().doWork();
            assertThat(engine.parts().tally().count(InputKind.STALL)).isZero();
            clock.advanceMs(101);
            engine.breaker().doWork();
            assertThat(engine.parts().tally().count(InputKind.STALL)).isEqualTo(1);
            clock.jumpWallMs(1_500);
            engine.breaker().doWork();
            assertThat(engine.parts().tally().count(InputKind.STALL)).isEqualTo(2);
        }
    }

    @Test
    void shouldGuardAtOnceOnKillAndCriticalErrorThoughNobodyJudges()
    {
        try (BreakerEngine engine = BreakerEngine.launch(new EngineContext().config(TestConfigs.ring(64)).invoked(true)
            .commandDeadline(Duration.ofMillis(50))))
        {
            final Scope scope = engine.scope("v/w");
            engine.parts().pump(null);
            for (int i = 0; i < 200; i++)
            {
                scope.reporter().success();
            }
            final CommandResult result = engine.desk().kill("v", "ann", "now");
            assertThat(result.timedOut()).isTrue();
            assertThat(result.level()).isEqualTo(Level.SHUTDOWN);
            assertThat(scope.gate().check(Intent.CLOSE).reason()).isEqualTo(Reason.DENIED_SHUTDOWN);
            // The breaker turns the guard into an input, though the ring had no room for it.
            engine.breaker().doWork();
            assertThat(engine.breaker().machine().scope(engine.scope("v").id()).level()).isEqualTo(Level.SHUTDOWN);
            engine.root().reporter().criticalError(null, null);
            assertThat(engine.root().gate().check(Intent.CLOSE).reason()).isEqualTo(Reason.DENIED_SHUTDOWN);
            assertThat(engine.root().ownLevel()).isNotEqualTo(Level.SHUTDOWN);
            engine.breaker().doWork();
            engine.breaker().doWork();
            assertThat(engine.root().ownLevel()).isEqualTo(Level.SHUTDOWN);
        }
    }

    @Test
    void shouldGoSafeAndGoOnWhenJudgingThrows()
    {
        try (BreakerEngine engine = BreakerEngine.launch(TestConfigs.patient(), null))
        {
            final Scope scope = engine.scope("v");
            engine.parts().mailbox().sendUrgent(throwing(new IllegalStateException("planted")));
            Await.until("refused", () -> scope.gate().check(Intent.OPEN).reason() == Reason.DENIED_STALE);
            scope.reporter().apiLatency(4 * TestConfigs.SECOND);
            engine.drain();
            assertThat(scope.ownLevel()).isEqualTo(Level.HALT);
            assertThat(engine.status().counters().faults()).isEqualTo(1);
            engine.parts().mailbox().sendUrgent(throwing(new StackOverflowError("planted")));
            Await.until("shut down", () -> engine.root().ownLevel() == Level.SHUTDOWN);
            assertThat(engine.issues(Duration.ofMinutes(1))).anyMatch(issue -> issue.issueType().equals("ENGINE_FAULT"));
        }
    }

    private static Request<Boolean> throwing(final Throwable thrown)
    {
        return new Request<>()
        {
            @Override
            void execute(final BreakerAgent breaker)
            {
                LangUtil.rethrowUnchecked(thrown);
            }
        };
    }

    @Test
    void shouldChooseHowToWaitByTheCoresPresent()
    {
        assertThat(Watchdog.tickNs(LIMIT_NS, 2)).isBetween(TestConfigs.MS, 5 * TestConfigs.MS);
        assertThat(Watchdog.tickNs(LIMIT_NS, 8)).isEqualTo(TestConfigs.MS);
        assertThat(Watchdog.tickNs(2 * TestConfigs.MS, 2)).isEqualTo(100_000);
        assertThat(EngineClock.SYSTEM.wallMs()).isPositive();
    }
}
