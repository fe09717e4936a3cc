package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.port.CommandRecord;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionJournal;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.PatientContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands behind the audit ring never reaches a trader, and only loosening waits for the journal. */
class AuditTest
{
    private static final long HALTING = 4 * TestConfigs.SECOND;
    private static final long SLOW_MS = 1_050;

    /** A journal whose force waits for a test, and that can fail. */
    private static final class FakeJournal implements TransitionJournal
    {
        private final List<Object> appended = new CopyOnWriteArrayList<>();
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile boolean broken;

        @Override
        public void append(final TransitionEvent event) throws IOException
        {
            failWhenBroken();
            appended.add(event);
        }

        @Override
        public void append(final CommandRecord record) throws IOException
        {
            failWhenBroken();
            appended.add(record);
        }

        @Override
        public void force() throws IOException
        {
            try
            {
                gate.await();
            }
            catch (final InterruptedException interrupted)
            {
                Thread.currentThread().interrupt();
            }
            failWhenBroken();
        }

        private void failWhenBroken() throws IOException
        {
            if (broken)
            {
                throw new IOException("planted: disk full");
            }
        }
    }

    @Test
    void shouldLoosenOnlyWhatIsDurable()
    {
        final FakeJournal journal = new FakeJournal();
        final List<TransitionEvent> told = new CopyOnWriteArrayList<>();
        try (BreakerEngine engine = BreakerEngine.launch(PatientContext.make().config(TestConfigs.patient()).journal(journal)
            .addTransitionListener(told::add)))
        {
            final Scope scope = engine.scope("v");
            journal.gate = new CountDownLatch(1);
            scope.reporter().apiLatency(HALTING);
            engine.drain();
            // Tightening waits for nobody.
            assertThat(scope.level()).isEqualTo(Level.HALT);
            Await.until("the listener knows", () -> told.size() == 1);
            assertThat(engine.desk().forceRecovery("v", "ann", "").accepted()).isTrue();
            engine.drain();
            assertThat(scope.level()).isEqualTo(Level.HALT);
            assertThat(scope.ownLevel()).isEqualTo(Level.HALT);
            assertThat(told).hasSize(1);
            journal.gate.countDown();
            Await.until("it loosens", () -> scope.level() == Level.CLOSED);
            Await.until("the listener knows", () -> told.size() == 2);
            journal.gate = new CountDownLatch(1);
            assertThat(engine.desk().override("v", true, "ann", "").accepted()).isTrue();
            assertThat(engine.desk().override("v", false, "ann", "").accepted()).isTrue();
            engine.drain();
            assertThat(scope.gate().check(Intent.OPEN).reason()).isEqualTo(Reason.DENIED_OVERRIDE);
            journal.gate.countDown();
            Await.until("the override is off", () -> scope.gate().check(Intent.OPEN).allowed());
        }
    }

    @Test
    void shouldLoosenNothingWhileTheJournalIsFailedAndKeepEveryRecord()
    {
        final FakeJournal journal = new FakeJournal();
        try (BreakerEngine engine = BreakerEngine.launch(PatientContext.make().config(TestConfigs.patient()).journal(journal)))
        {
            final Scope scope = engine.scope("v");
            journal.broken = true;
            scope.reporter().apiLatency(HALTING);
            Await.until("JOURNAL stands", () -> engine.root().ownLevel() == Level.THROTTLE);
            engine.desk().forceRecovery("v", "ann", "");
            engine.drain();
            assertThat(scope.ownLevel()).isEqualTo(Level.HALT);
            assertThat(engine.status().scope("v").recovery().hint()).as("not that there is nothing to recover from")
                .contains("CLOSED once the journal has that durably").contains("accept of JOURNAL");
            journal.broken = false;
            assertThat(engine.desk().accept(Cause.JOURNAL, "ann", "new disk").accepted()).isTrue();
            Await.until("it loosens", () -> scope.ownLevel() == Level.CLOSED);
            Await.until("all is journaled", () -> sequences(journal).size() >= 5);
            final List<Long> sequences = sequences(journal);
            for (int i = 0; i < sequences.size(); i++)
            {
                assertThat(sequences.get(i)).isEqualTo(i + 1L);
            }
            assertThat(engine.issues(Duration.ofMinutes(1))).anyMatch(issue -> issue.details().contains("disk full"));
        }
    }

    @Test
    void shouldKeepJournalStandingOverARestartUntilItIsFoundHealthy(@TempDir final Path data)
    {
        final FakeJournal journal = new FakeJournal();
        journal.broken = true;
        try (BreakerEngine engine = BreakerEngine.launch(
            PatientContext.make().config(TestConfigs.patient()).journal(journal).directory(data)))
        {
            engine.scope("v").reporter().apiLatency(HALTING);
            Await.until("JOURNAL stands", () -> engine.root().ownLevel() == Level.THROTTLE);
        }
        for (final boolean healthy : new boolean[] {false, true})
        {
            journal.broken = !healthy;
            try (BreakerEngine engine = BreakerEngine.launch(
                PatientContext.make().config(TestConfigs.patient()).journal(journal).directory(data)))
            {
                assertThat(engine.root().ownLevel()).isEqualTo(Level.THROTTLE);
                assertThat(engine.breaker().machine().scope(0).stands(Cause.JOURNAL)).isEqualTo(!healthy);
            }
        }
    }

    private static List<Long> sequences(final FakeJournal journal)
    {
        return journal.appended.stream()
            .map(record -> record instanceof TransitionEvent event ? event.sequence() : ((CommandRecord)record).sequence()).toList();
    }

    @Test
    void shouldTradeOnWhileAListenerSleepsAndAnotherThrows()
    {
        final CountDownLatch asleep = new CountDownLatch(1);
        final List<TransitionEvent> told = new CopyOnWriteArrayList<>();
        try (BreakerEngine engine = BreakerEngine.launch(PatientContext.make().config(TestConfigs.patient())))
        {
            engine.addTransitionListener(event -> awaitQuietly(asleep));
            engine.addTransitionListener(event ->
            {
                throw new IllegalStateException("planted");
            });
            engine.addIssueListener(issue -> awaitQuietly(asleep));
            engine.addTransitionListener(told::add);
            final Scope scope = engine.scope("v");
            for (int i = 0; i < 700; i++)
            {
                scope.reporter().apiLatency(HALTING);
                engine.drain();
                assertThat(scope.level()).isEqualTo(Level.HALT);
                engine.desk().forceRecovery("v", "ann", "");
                assertThat(scope.level()).isEqualTo(Level.CLOSED);
                final int so = 2 * (i + 1);
                if (so % 200 == 0)
                {
                    // A sound listener keeps up; this test is faster than any market.
                    Await.until("the sound listener knows all", () -> told.size() == so);
                }
            }
            Await.until("the sleeper is reported", () -> has(engine, "LISTENER_OVERFLOW"));
            Await.until("the thrower is reported", () -> has(engine, "LISTENER_FAILED"));
            asleep.countDown();
        }
    }

    @Test
    void shouldReportAListenerThatTakesMoreThanASecond()
    {
        try (BreakerEngine engine = BreakerEngine.launch(PatientContext.make().config(TestConfigs.patient())))
        {
            engine.addTransitionListener(event -> LockSupport.parkNanos(1));
            engine.scope("quick").reporter().apiLatency(HALTING);
            engine.drain();
            engine.addTransitionListener(event -> sleepQuietly(SLOW_MS));
            engine.scope("v").reporter().apiLatency(HALTING);
            Await.until("it is reported", () -> has(engine, "LISTENER_SLOW"));
            assertThat(engine.issues(Duration.ofMinutes(10))).filteredOn(issue -> issue.issueType().equals("LISTENER_SLOW"))
                .singleElement().satisfies(issue -> assertThat(issue.details()).contains("took longer than a second"));
        }
    }

    private static void sleepQuietly(final long ms)
    {
        final long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        for (long left = endNs - System.nanoTime(); left > 0; left = endNs - System.nanoTime())
        {
            LockSupport.parkNanos(left);
        }
    }

    private static boolean has(final BreakerEngine engine, final String type)
    {
        return engine.issues(Duration.ofMinutes(10)).stream().anyMatch(issue -> issue.issueType().equals(type));
    }

    private static void awaitQuietly(final CountDownLatch latch)
    {
        try
        {
            latch.await();
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldSayWhenTheIssueLogNoLongerReachesBack()
    {
        try (BreakerEngine engine = BreakerEngine.launch(TestConfigs.patient(), null))
        {
            for (int i = 0; i < EngineParts.ISSUES + 10; i++)
            {
                engine.parts().raise("TEST", "", "n " + i);
            }
            assertThat(engine.issues(Duration.ofMinutes(5))).hasSize(EngineParts.ISSUES);
            assertThat(engine.issues(Duration.ofMinutes(5)).complete()).isFalse();
            assertThat(engine.issues(Duration.ofMinutes(-1)).complete()).isTrue();
        }
    }
}
