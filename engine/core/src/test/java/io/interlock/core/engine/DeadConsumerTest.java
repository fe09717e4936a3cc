package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.gate.Gate;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.port.EngineClock;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.Runs;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.agrona.LangUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever becomes of the breaker thread, no OPEN is allowed later than the stale limit and 10 ms after its last sign of life, except
 * where threads that only sleep woke as late: then the machine ran nobody. A check is counted by the time read before it, so that a test
 * that is itself held up does not accuse the engine.
 */
@Timeout(1_200)
class DeadConsumerTest
{
    private static final long LIMIT_NS = 100 * TestConfigs.MS;
    private static final long SLACK_NS = 10 * TestConfigs.MS;
    /** For a machine that others load too; a stale limit that nobody keeps is never over. */
    private static final long GENEROUS_NS = 5 * TestConfigs.SECOND;
    private static final long LOOK_NS = 500_000;
    /** As long as the watchdog on two cores. */
    private static final long SLEEP_NS = 4 * TestConfigs.MS;

    /** As young as the threads that it is compared with. */
    private LatenessProbe probe = new LatenessProbe(SLEEP_NS);
    private final Delays delays = new Delays();

    /** What becomes of it. */
    private enum Fault
    {
        STALLED, ENDED, THROWING, FAILING, OUT_OF_MEMORY
    }

    /** What was seen of all injections. */
    private final class Delays
    {
        private long longestNs;
        private long longestBeyondNs;
        private int excused;
        private int count;

        void add(final Fault fault, final long delayNs)
        {
            final long lateNs = probe.latestNs();
            final long beyondNs = delayNs - LIMIT_NS;
            count++;
            longestNs = Math.max(longestNs, delayNs);
            final boolean late = beyondNs > SLACK_NS;
            if (late && lateNs >= beyondNs)
            {
                excused++;
            }
            else
            {
                longestBeyondNs = Math.max(longestBeyondNs, beyondNs);
                final long mostNs = Runs.nightly() ? SLACK_NS : GENEROUS_NS;
                assertThat(beyondNs).as("%s, injection %d: OPEN was allowed %.1f ms after the last sign of life; a thread that only "
                    + "sleeps woke %.1f ms late", fault, count, ms(delayNs), ms(lateNs)).isLessThanOrEqualTo(mostNs);
            }
        }

        String words()
        {
            return String.format(Locale.ROOT, "last OPEN allowed %.1f ms after its last sign of life at most (limit %.0f ms + 10 ms); "
                + "%d were later and excused: a sleeping thread woke as late", ms(longestNs), ms(LIMIT_NS), excused);
        }
    }

    /** A clock that fails the breaker thread alone, in every round. */
    private static final class FailingClock implements EngineClock
    {
        private volatile Throwable thrown;

        @Override
        public long nanoTime()
        {
            final Throwable failure = thrown;
            if (failure != null && Thread.currentThread().getName().equals("interlock-breaker"))
            {
                LangUtil.rethrowUnchecked(failure);
            }
            return System.nanoTime();
        }

        @Override
        public long wallMs()
        {
            return System.currentTimeMillis();
        }
    }

    private static double ms(final long ns)
    {
        return ns / 1e6;
    }

    @AfterEach
    void end()
    {
        probe.close();
    }

    private static BreakerEngine launch(final EngineClock clock)
    {
        return BreakerEngine.launch(new EngineContext().config(TestConfigs.stale(LIMIT_NS)).clock(clock)
            .commandDeadline(Duration.ofMillis(50)));
    }

    private static void awaitAllowed(final Scope scope)
    {
        Await.until("OPEN is allowed", () ->
        {
            LockSupport.parkNanos(LOOK_NS);
            return scope.gate().check(Intent.OPEN).allowed();
        });
    }

    /** Asks until OPEN is refused: how long after the breaker thread's last heartbeat it was still allowed. */
    private long delayNs(final BreakerEngine engine)
    {
        final Gate gate = engine.find("v").gate();
        final long beganNs = System.nanoTime();
        long lastNs = beganNs;
        long nowNs = beganNs;
        while (gate.check(Intent.OPEN).allowed())
        {
            lastNs = nowNs;
            assertThat(nowNs - beganNs).as("ns without a refusal").isLessThan(60 * TestConfigs.SECOND);
            final long dueNs = System.nanoTime() + LOOK_NS;
            LockSupport.parkNanos(LOOK_NS);
            nowNs = System.nanoTime();
            probe.note(nowNs - dueNs);
        }
        return Math.max(0, lastNs - engine.parts().words().heartbeatNs());
    }

    private void stall(final BreakerEngine engine) throws InterruptedException
    {
        final Scope scope = engine.scope("v");
        awaitAllowed(scope);
        probe.begin();
        final StuckBreaker stuck = StuckBreaker.of(engine);
        delays.add(Fault.STALLED, delayNs(engine));
        assertThat(scope.gate().check(Intent.CLOSE).allowed()).isTrue();
        stuck.letGo();
    }

    private void end(final Fault fault)
    {
        final FailingClock clock = new FailingClock();
        probe.close();
        probe = new LatenessProbe(SLEEP_NS);
        try (BreakerEngine engine = launch(clock))
        {
            final Scope scope = engine.scope("v");
            awaitAllowed(scope);
            probe.begin();
            if (fault == Fault.ENDED)
            {
                engine.threads().endBreaker();
            }
            else
            {
                clock.thrown = fault == Fault.THROWING ? new IllegalStateException("planted")
                    : fault == Fault.FAILING ? new AssertionError("planted") : new OutOfMemoryError("planted");
            }
            delays.add(fault, delayNs(engine));
            if (fault == Fault.OUT_OF_MEMORY)
            {
                Await.until("SHUTDOWN", () -> scope.level() == Level.SHUTDOWN);
                assertThat(scope.gate().check(Intent.CLOSE).allowed()).isFalse();
            }
            else
            {
                assertThat(scope.gate().check(Intent.CLOSE).allowed()).isTrue();
            }
            assertThat(scope.gate().check(Intent.CANCEL).allowed()).isTrue();
            Await.until("it is told", () -> !engine.issues(Duration.ofMinutes(10)).isEmpty());
            assertThat(engine.desk().kill("v", "ann", "").level()).as("a kill is heard without a breaker").isEqualTo(Level.SHUTDOWN);
            clock.thrown = null;
        }
    }

    @Test
    void shouldRefuseOpenWithinTheStaleLimitWhateverBecomesOfTheBreakerThread() throws Exception
    {
        final int injections = Runs.of(20, 1_000);
        final Fault[] faults = Fault.values();
        final BreakerEngine engine = launch(EngineClock.SYSTEM);
        try (engine)
        {
            for (int i = 0; i < injections; i++)
            {
                final Fault fault = faults[i % faults.length];
                if (fault == Fault.STALLED)
                {
                    stall(engine);
                }
                else
                {
                    end(fault);
                }
            }
            awaitAllowed(engine.scope("v"));
        }
        Runs.done("stalled, dead, throwing or memoryless breaker thread", injections, delays.words());
    }
}
