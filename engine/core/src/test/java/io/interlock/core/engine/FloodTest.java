package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.EngineConfig;
import io.interlock.config.FailureRateConfig;
import io.interlock.config.FailuresConfig;
import io.interlock.config.WaitMode;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.model.Side;
import io.interlock.core.port.InputRecorder;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.report.Reporter;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.HeapUse;
import io.interlock.core.testing.PatientContext;
import io.interlock.core.testing.Runs;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two producers flood a ring of 4,096 slots while the breaker thread stands still: every report is judged, counted in a lane or judged from
 * what was folded, exactly, by kind; what is critical acts at once and is never lost; no memory is taken for it.
 */
@Timeout(600)
class FloodTest
{
    private static final int RING = 4_096;
    private static final int PRODUCERS = 2;
    /** Reports of one pass over all kinds. */
    private static final int KINDS = 16;
    private static final long SLOW_NS = 600 * TestConfigs.MS;

    private final Judged judged = new Judged();
    private final Offered offered = new Offered();
    private final List<TransitionEvent> told = new CopyOnWriteArrayList<>();

    /** What producers reported. */
    private static final class Offered
    {
        private final AtomicLong all = new AtomicLong();
        private final AtomicLong successes = new AtomicLong();
        private final AtomicLong failures = new AtomicLong();
        private final AtomicLong invalid = new AtomicLong();
        private final AtomicLong slow = new AtomicLong();
        private final AtomicLong critical = new AtomicLong();
    }

    /** What the machine judged. Threading: breaker thread; read after a drain. */
    private static final class Judged implements InputRecorder
    {
        private long successes;
        private long failures;
        private long invalid;
        private long slow;
        private long critical;
        private long kills;

        @Override
        public void input(final InputEvent event, final String actor, final long timeNs, final long wallMs)
        {
            switch (event.kind())
            {
                case ORDER_SUCCESS, FILL -> successes++;
                case ORDER_FAILURE -> failures++;
                case API_LATENCY ->
                {
                    invalid += event.number() < 0 ? 1 : 0;
                    slow += event.number() >= SLOW_NS ? 1 : 0;
                }
                case LANE_SUMMARY -> successes += (long)event.a();
                case FOLDED_RESULTS ->
                {
                    successes += (long)event.a();
                    failures += (long)event.b();
                }
                case FOLDED_LATENCY -> slow += (long)event.a();
                case FOLDED_INVALID -> invalid += event.number();
                case CRITICAL_ERROR -> critical++;
                case KILL -> kills++;
                default ->
                {
                    // Not counted one by one: of what was folded the worst is kept, and of equities and statuses the last.
                }
            }
        }
    }

    private static BreakerConfig config(final boolean lanes)
    {
        // Folded successes end no streak, so that here no length of one is a reason for SHUTDOWN.
        final FailuresConfig failures = new FailuresConfig(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
        final FailureRateConfig rate = new FailureRateConfig(FailureRateConfig.OFF, FailureRateConfig.OFF, 300, 10);
        return TestConfigs.config(
            new EngineConfig(60 * TestConfigs.SECOND, RING, 64, WaitMode.ADAPTIVE, lanes), Map.of("", TestConfigs.results(failures, rate)));
    }

    private void report(final Reporter reporter, final int index)
    {
        switch (index % KINDS)
        {
            case 8 -> reporter.success();
            case 9 -> reporter.fill(1_000, Side.BUY, 100.0, 100.0);
            case 10 -> reporter.slippage(Side.SELL, 100.0, 100.0);
            case 11 -> reporter.apiLatency(SLOW_NS);
            case 12 -> reporter.failure("rejected");
            case 13 -> reporter.equity(1_000.0);
            case 14 -> reporter.exchange(ExchangeStatus.UP);
            case 15 -> reporter.apiLatency(-1);
            default -> reporter.apiLatency(1_000 + index % 50_000);
        }
    }

    /** One producer's part: a quarter of it calm, which lanes may gather, and then everything. */
    private void produce(final Reporter reporter, final int count)
    {
        final int calm = count / 4;
        for (int i = 0; i < calm; i++)
        {
            reporter.success();
        }
        final int rounds = (count - calm) / KINDS;
        for (int i = 0; i < rounds * KINDS; i++)
        {
            report(reporter, i);
        }
        offered.all.addAndGet(calm + (long)rounds * KINDS);
        offered.successes.addAndGet(calm + 2L * rounds);
        offered.failures.addAndGet(rounds);
        offered.invalid.addAndGet(rounds);
        offered.slow.addAndGet(rounds);
    }

    private Thread[] producers(final Scope scope, final boolean shared, final int each, final Runnable amid, final CountDownLatch done)
    {
        final Thread[] producers = new Thread[PRODUCERS];
        for (int i = 0; i < PRODUCERS; i++)
        {
            final Reporter reporter = shared ? scope.reporter() : scope.exclusiveReporter();
            final boolean first = i == 0;
            producers[i] = new Thread(() ->
            {
                produce(reporter, each / 2);
                if (first)
                {
                    amid.run();
                    done.countDown();
                }
                produce(reporter, each / 2);
            });
            producers[i].start();
        }
        return producers;
    }

    /** Two producers while the breaker thread stands still for so long, and until half of it was reported; returns when all is judged. */
    private void flood(final BreakerEngine engine, final boolean shared, final int each, final long pauseMs, final Runnable amid)
        throws InterruptedException
    {
        final StuckBreaker stuck = StuckBreaker.of(engine);
        final CountDownLatch done = new CountDownLatch(1);
        final Thread[] producers = producers(engine.find("v"), shared, each, amid, done);
        while (done.getCount() > 0 || System.nanoTime() - stuck.sinceNs() < pauseMs * TestConfigs.MS)
        {
            LockSupport.parkNanos(TestConfigs.MS);
        }
        stuck.letGo();
        for (final Thread producer : producers)
        {
            producer.join();
        }
        engine.drain();
    }

    /** In the caller's own thread, while the breaker thread stands still. */
    private void criticalAtOnce(final BreakerEngine engine, final AtomicReference<Reason> answer)
    {
        engine.find("v").exclusiveReporter().criticalError(CriticalError.DATABASE_CORRUPTION, "planted");
        offered.critical.incrementAndGet();
        offered.all.incrementAndGet();
        answer.set(engine.find("v").gate().check(Intent.CLOSE).reason());
    }

    private static void nothing()
    {
        // Happens amid the first flood.
    }

    private void assertNothingIsForgotten(final BreakerEngine engine)
    {
        final Tally tally = engine.parts().tally();
        assertThat(tally.reports() + tally.folded() + tally.lanes()).as("judged, folded and gathered").isEqualTo(offered.all.get());
        assertThat(engine.parts().overflow().folded()).isEqualTo(tally.folded());
        assertThat(judged.successes).as("successes").isEqualTo(offered.successes.get());
        assertThat(judged.failures).as("failures").isEqualTo(offered.failures.get());
        assertThat(judged.invalid).as("bad samples").isEqualTo(offered.invalid.get());
        assertThat(judged.slow).as("latencies at ALERT and over").isEqualTo(offered.slow.get());
        assertThat(judged.critical).as("critical errors").isEqualTo(offered.critical.get());
        assertThat(tally.faults()).isZero();
    }

    @ParameterizedTest(name = "lanes {0}, shared {1}")
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void shouldForgetNoReportOfAFloodAndLetWhatIsCriticalThroughAtOnce(final boolean lanes, final boolean shared) throws Exception
    {
        final int each = Runs.of(500_000, 5_000_000);
        final long pauseMs = Runs.of(300, 5_000);
        try (BreakerEngine engine = BreakerEngine.launch(PatientContext.make().config(config(lanes)).inputs(judged)
            .addTransitionListener(told::add)))
        {
            final Scope other = engine.scope("k");
            engine.scope("v");
            flood(engine, shared, each / 10, pauseMs / 10, FloodTest::nothing);
            assertNothingIsForgotten(engine);
            final long before = HeapUse.bytes();
            final CompletableFuture<CommandResult> kill = new CompletableFuture<>();
            flood(engine, shared, each, pauseMs, () ->
            {
                kill.completeAsync(() -> engine.desk().kill("k", "ann", "amid the flood"));
                Await.until("it is guarded though nobody judges", () -> other.level() == Level.SHUTDOWN);
            });
            assertThat(kill.get().accepted()).isTrue();
            assertNothingIsForgotten(engine);
            final long after = HeapUse.bytes();
            assertThat(judged.kills).isEqualTo(1);
            assertThat(other.ownLevel()).isEqualTo(Level.SHUTDOWN);
            overloadByTheLaw(engine);
            assertThat(after).as("bytes of the heap, %d before", before).isLessThan(before + before / 50);
            final AtomicReference<Reason> answer = new AtomicReference<>();
            flood(engine, shared, each / 10, pauseMs / 10, () -> criticalAtOnce(engine, answer));
            assertThat(answer).as("at once, in the caller's thread").hasValue(Reason.DENIED_SHUTDOWN);
            assertNothingIsForgotten(engine);
            assertThat(engine.root().ownLevel()).isEqualTo(Level.SHUTDOWN);
            assertThat(engine.parts().tally().lanes() > 0).as("lanes were used").isEqualTo(lanes);
            assertThat(engine.parts().tally().count(InputKind.STALL)).isZero();
            Runs.done("reports of a flood, lanes " + (lanes ? "on" : "off") + (shared ? ", shared" : ", exclusive"), offered.all.get(),
                String.format(Locale.ROOT, "%d judged, %d folded, %d in lanes; heap %+.2f %%", engine.parts().tally().reports(),
                    engine.parts().tally().folded(), engine.parts().tally().lanes(), 100.0 * (after - before) / before));
        }
    }

    private void overloadByTheLaw(final BreakerEngine engine)
    {
        final ScopeView root = engine.breaker().machine().scope(0);
        assertThat(engine.parts().tally().folded()).isPositive();
        assertThat(root.breaches(Cause.OVERLOAD)).isPositive();
        assertThat(root.level()).isBetween(Level.ALERT, Level.THROTTLE);
        Await.until("OVERLOAD is told", () -> told.stream().anyMatch(event -> event.scope().isEmpty()
            && event.cause() == Cause.OVERLOAD && event.to() == Level.ALERT));
    }
}
