package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.config.ConfigYaml;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.engine.ReloadOrder;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.Issue;
import io.interlock.core.port.ReloadInput;
import io.interlock.core.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each limit of health: an issue before it, a cause once it has lasted, nothing where it is off. Readings are the test's own. */
class HealthWatchTest
{
    private static final String LIMITS = "health: { heap: 95%, heap-issue: 85%, descriptors: 95%, descriptors-issue: 80%, disk: 64MiB, "
        + "disk-issue: 256MiB, threads: on, out-of-memory: on, looks: 3 }";
    private static final String OFF = "health: { heap: off, descriptors: off, disk: off, threads: off, out-of-memory: off, looks: 3 }";

    private final FakeReadings readings = new FakeReadings();
    private final List<Integer> halted = new ArrayList<>();
    private BreakerEngine engine;
    private HealthWatch watch;

    @AfterEach
    void close()
    {
        if (engine != null)
        {
            engine.close();
        }
    }

    private static BreakerConfig config(final String health)
    {
        return ConfigLoader.load("test", "engine: { stale-limit: 30s }\n" + health + "\n");
    }

    private void begin(final String health)
    {
        begin(new EngineContext().config(config(health)).commandDeadline(Duration.ofSeconds(30)));
    }

    private void begin(final EngineContext context)
    {
        engine = BreakerEngine.launch(context);
        watch = new HealthWatch(engine, readings, halted::add);
        looks(1);
    }

    /** Each with another collection. */
    private void looks(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            readings.collection++;
            watch.look();
        }
        engine.drain();
    }

    private List<String> issues()
    {
        return engine.issues(Duration.ofMinutes(1)).stream().map(Issue::issueType).toList();
    }

    private void assertDown(final Cause cause)
    {
        assertThat(engine.root().ownLevel()).isEqualTo(Level.SHUTDOWN);
        assertThat(engine.status().scope("").last().cause()).isEqualTo(cause);
        assertThat(engine.root().gate().check(Intent.CLOSE).allowed()).isFalse();
    }

    @Test
    void shouldSayNothingOfAProcessThatIsWell()
    {
        begin(LIMITS);
        looks(10);

        assertThat(issues()).isEmpty();
        assertThat(engine.root().ownLevel()).isEqualTo(Level.CLOSED);
        assertThat(watch.status().troubles()).isEmpty();
        assertThat(watch.status().heap()).isEqualTo(0.5);
        assertThat(watch.status().room()).isEqualTo(1L << 30);
    }

    @Test
    void shouldRaiseAnIssueBeforeTheCauseOnceUntilItWasWellForAWhile()
    {
        begin(LIMITS);
        readings.heap = 0.85;
        looks(10);
        assertThat(issues()).containsExactly("HEALTH_HEAP");
        assertThat(engine.issues(Duration.ofMinutes(1)).stream().toList().get(0).details())
            .contains("85.0 % is in use after a collection", "from 95.0 % on at 3 looks in a row that is a MEMORY_ERROR", "-Xmx");
        assertThat(watch.status().troubles()).hasSize(1);

        readings.heap = 0.84;
        looks(2);
        readings.heap = 0.86;
        looks(1);
        assertThat(issues()).as("it comes and goes").hasSize(1);
        readings.heap = 0.84;
        looks(3);
        assertThat(watch.status().troubles()).isEmpty();
        readings.heap = 0.86;
        looks(1);
        assertThat(issues()).hasSize(2);
        assertThat(engine.root().ownLevel()).isEqualTo(Level.CLOSED);
    }

    @Test
    void shouldShutDownOnceTheHeapStaysFullAfterSoManyCollections()
    {
        begin(LIMITS);
        readings.heap = 0.95;
        looks(2);
        readings.heap = 0.94;
        looks(1);
        readings.heap = 0.95;
        looks(2);
        assertThat(engine.root().ownLevel()).as("not in a row").isEqualTo(Level.CLOSED);
        looks(1);

        assertDown(Cause.MEMORY_ERROR);
        assertThat(issues()).contains("HEALTH_HEAP");
    }

    /** What was full after the last collection may be all garbage by now. */
    @Test
    void shouldCountNoLookWithoutAnotherCollection()
    {
        begin(LIMITS);
        readings.heap = 0.99;
        looks(2);
        for (int i = 0; i < 20; i++)
        {
            watch.look();
        }
        engine.drain();
        assertThat(engine.root().ownLevel()).isEqualTo(Level.CLOSED);

        looks(1);
        assertDown(Cause.MEMORY_ERROR);
    }

    @Test
    void shouldTakeDescriptorsForASystemError()
    {
        begin(LIMITS);
        readings.descriptors = new HealthReadings.Descriptors(949, 1_000);
        looks(5);
        assertThat(issues()).containsExactly("HEALTH_DESCRIPTORS");
        assertThat(engine.root().ownLevel()).isEqualTo(Level.CLOSED);
        readings.descriptors = new HealthReadings.Descriptors(950, 1_000);
        looks(2);
        assertThat(engine.root().ownLevel()).isEqualTo(Level.CLOSED);
        looks(1);

        assertDown(Cause.SYSTEM_ERROR);
    }

    @Test
    void shouldTakeTheDiskForASystemError()
    {
        begin(LIMITS);
        readings.room = 64L << 20;
        looks(5);
        assertThat(issues()).containsExactly("HEALTH_DISK");
        assertThat(engine.root().ownLevel()).isEqualTo(Level.CLOSED);
        readings.room = (64L << 20) - 1;
        looks(3);

        assertDown(Cause.SYSTEM_ERROR);
    }

    @Test
    void shouldTakeAnEndedThreadForASystemErrorAtOnce()
    {
        begin(LIMITS);
        readings.ended = List.of("interlock-journal");
        looks(1);

        assertDown(Cause.SYSTEM_ERROR);
        assertThat(issues()).contains("HEALTH_THREADS");
        assertThat(watch.status().endedThreads()).containsExactly("interlock-journal");
    }

    /** Where one of the engine's own threads does end: this factory's thread of the actions never begins. */
    @Test
    void shouldSeeAThreadOfTheEngineThatHasEnded()
    {
        final BreakerEngine broken = BreakerEngine.launch(new EngineContext().config(config(LIMITS)).threadFactory(work ->
        {
            final Thread thread = new Thread(() ->
            {
                if (!Thread.currentThread().getName().equals("interlock-actions"))
                {
                    work.run();
                }
            });
            thread.setDaemon(true);
            return thread;
        }));
        Await.until("it has ended", () -> broken.endedThreads().equals(List.of("interlock-actions")));
        broken.close();
        assertThat(broken.endedThreads()).as("then they are meant to end").isEmpty();
    }

    @Test
    void shouldReportNothingThatIsOff()
    {
        begin(OFF);
        readings.heap = 1;
        readings.descriptors = new HealthReadings.Descriptors(1_000, 1_000);
        readings.room = 0;
        readings.ended = List.of("interlock-breaker");
        looks(20);
        readings.thrown = new OutOfMemoryError("planted");
        looks(3);

        assertThat(engine.root().ownLevel()).isEqualTo(Level.CLOSED);
        assertThat(issues()).contains("HEALTH_HEAP", "HEALTH_DESCRIPTORS", "HEALTH_DISK", "HEALTH_THREADS");
        assertThat(watch.status().troubles()).hasSize(4);
    }

    @Test
    void shouldTakeNothingThatIsNotKnownForALimit()
    {
        begin(LIMITS);
        readings.heap = Double.NaN;
        readings.descriptors = HealthReadings.Descriptors.UNKNOWN;
        readings.room = -1;
        looks(10);
        readings.descriptors = new HealthReadings.Descriptors(1_000_000, -1);
        looks(10);

        assertThat(issues()).isEmpty();
        assertThat(engine.root().ownLevel()).isEqualTo(Level.CLOSED);
    }

    @Test
    void shouldTakeALookThatHasNoMemoryForAMemoryErrorAtOnce()
    {
        begin(LIMITS);
        readings.thrown = new OutOfMemoryError("planted");
        looks(1);

        assertDown(Cause.MEMORY_ERROR);
    }

    @Test
    void shouldSayThatALookFailedAndGoOn()
    {
        begin(LIMITS);
        readings.thrown = new IllegalStateException("planted");
        looks(5);
        assertThat(issues()).containsExactly("HEALTH_WATCH");
        readings.thrown = null;
        readings.ended = List.of("interlock-dispatch");
        looks(1);

        assertDown(Cause.SYSTEM_ERROR);
    }

    /** What says nothing of the heap says nothing against the rest. */
    @Test
    void shouldJudgeTheRestWhereOneReadingThrows()
    {
        begin(LIMITS);
        readings.thrown = new IllegalStateException("planted");
        readings.ended = List.of("interlock-dispatch");
        looks(1);

        assertDown(Cause.SYSTEM_ERROR);
        assertThat(watch.status().troubles()).anyMatch(trouble -> trouble.contains("planted"));
        assertThat(watch.status().heap()).isNaN();
    }

    @Test
    void shouldEndAProcessOfItsOwnWhereNobodyJudgesAKillOfAScope() throws InterruptedException
    {
        final HangingClock clock = new HangingClock();
        begin(new EngineContext().config(config(LIMITS)).clock(clock).commandDeadline(Duration.ofMillis(50)));
        watch.ownsProcess();
        engine.scope("v");
        clock.hangs = true;
        clock.hung.await();
        engine.desk().kill("v", "ann", "smoke");
        watch.look();
        watch.look();
        watch.look();
        assertThat(halted).isEqualTo(List.of(HealthWatch.EXIT_CODE));
        clock.release.countDown();
    }

    @Test
    void shouldNameWhatIsWrongWithTheDirectoryOnceForEachThing()
    {
        begin(LIMITS);
        readings.directory = "it is gone";
        looks(5);
        readings.directory = "it is cut";
        looks(5);

        assertThat(engine.issues(Duration.ofMinutes(1)).stream().map(issue -> issue.issueType() + ": " + issue.details()))
            .containsExactly("DATA_DIRECTORY: it is gone", "DATA_DIRECTORY: it is cut");
        assertThat(watch.status().troubles()).containsExactly("it is cut");
        assertThat(engine.root().ownLevel()).isEqualTo(Level.CLOSED);
    }

    @Test
    void shouldTakeTheLimitsOfAReload()
    {
        begin(OFF);
        readings.heap = 0.97;
        looks(10);
        assertThat(engine.root().ownLevel()).isEqualTo(Level.CLOSED);
        final BreakerConfig other = config(LIMITS);
        assertThat(engine.desk().reload(new ReloadOrder(
            engine.desk().config(), other, new ReloadInput.Text(ConfigYaml.of(other), "b"), "a"), "ann", "").accepted()).isTrue();
        looks(3);

        assertDown(Cause.MEMORY_ERROR);
    }

    /** A clock that the breaker thread hangs in. */
    private static final class HangingClock implements EngineClock
    {
        private final CountDownLatch release = new CountDownLatch(1);
        private final CountDownLatch hung = new CountDownLatch(1);
        private volatile boolean hangs;

        @Override
        public long nanoTime()
        {
            if (hangs && Thread.currentThread().getName().equals("interlock-breaker"))
            {
                hung.countDown();
                try
                {
                    release.await();
                }
                catch (final InterruptedException interrupted)
                {
                    Thread.currentThread().interrupt();
                }
            }
            return System.nanoTime();
        }

        @Override
        public long wallMs()
        {
            return System.currentTimeMillis();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldEndAProcessOfItsOwnWhereNobodyJudgesACriticalError(final boolean own) throws InterruptedException
    {
        final HangingClock clock = new HangingClock();
        begin(new EngineContext().config(config(LIMITS)).clock(clock));
        if (own)
        {
            watch.ownsProcess();
        }
        readings.ended = List.of("interlock-dispatch");
        clock.hangs = true;
        clock.hung.await();
        watch.look();
        assertThat(engine.root().level()).as("refused at once all the same").isEqualTo(Level.SHUTDOWN);
        watch.look();
        assertThat(halted).as("a breaker thread may be late").isEmpty();
        watch.look();
        assertThat(halted).hasSize(own ? 1 : 0);
        clock.hangs = false;
        clock.release.countDown();
        Await.until("judged", () -> engine.root().ownLevel() == Level.SHUTDOWN);
        watch.look();
        watch.look();
        watch.look();
        assertThat(halted).isEqualTo(own ? List.of(HealthWatch.EXIT_CODE) : List.of());
    }
}
