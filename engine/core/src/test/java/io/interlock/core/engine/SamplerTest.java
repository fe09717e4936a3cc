package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import io.interlock.core.port.MetricsSample;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.PatientContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.spi.LocationAwareLogger;

/** Metrics every second, every 250 ms from ALERT on; the complete state at HALT (SEMANTICS 5). The log of these tests goes to stderr. */
class SamplerTest
{
    private static final int STEP_MS = 10;
    private static final String METRICS = "metrics state=";
    private static final String STATE = "complete state EngineStatus[state=";

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final ManualClock clock = new ManualClock();
    private BreakerEngine engine;
    private Scope venue;
    private int marks;
    private int levelBefore;

    @BeforeEach
    void start() throws ReflectiveOperationException
    {
        levelBefore = level(LocationAwareLogger.INFO_INT);
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        engine = BreakerEngine.launch(PatientContext.make().config(TestConfigs.patient()).clock(clock).invoked(true));
        venue = engine.scope("v");
        run(1_000);
    }

    @AfterEach
    void close() throws ReflectiveOperationException
    {
        engine.close();
        level(levelBefore);
        System.setErr(before);
    }

    /** Tests log warnings only; there is no other way to tell the simple logger otherwise once it is made. */
    private static int level(final int level) throws ReflectiveOperationException
    {
        final Field field = EngineLog.LOG.getClass().getDeclaredField("currentLogLevel");
        field.setAccessible(true);
        final int old = field.getInt(EngineLog.LOG);
        field.setInt(EngineLog.LOG, level);
        return old;
    }

    private void run(final long ms)
    {
        for (long passed = 0; passed < ms; passed += STEP_MS)
        {
            clock.advanceMs(STEP_MS);
            engine.watchdog().doWork();
            engine.breaker().doWork();
        }
    }

    private long taken(final long ms)
    {
        final long start = engine.breaker().sampler().taken();
        run(ms);
        return engine.breaker().sampler().taken() - start;
    }

    private List<String> lines(final String part)
    {
        return log.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains(part)).toList();
    }

    @Test
    void shouldSampleEverySecondAndLogNothingWhileCalm()
    {
        assertThat(taken(10_000)).isEqualTo(10);
        assertThat(settled()).isZero();
    }

    @Test
    void shouldSampleAndLogFourTimesASecondFromAlertOnWhileItLasts()
    {
        run(300); // in the middle of a calm second
        venue.reporter().apiLatency(600 * TestConfigs.MS);

        assertThat(taken(STEP_MS)).as("at once").isEqualTo(1);
        assertThat(venue.level()).isEqualTo(Level.ALERT);
        // A tick comes every 10 ms here, so a period is 250 ms exactly.
        assertThat(taken(10_000)).isEqualTo(40);
        assertThat(settled()).isEqualTo(41);
        assertThat(lines(METRICS)).allMatch(line -> line.contains("INFO"));
        assertThat(lines(METRICS).get(0)).contains("state=ALERT samples=1 avg_ms=600.000");

        venue.reporter().success();
        run(51_000);
        assertThat(venue.level()).isEqualTo(Level.CLOSED);
        run(1_000);
        final int logged = settled();
        assertThat(taken(10_000)).isEqualTo(10);
        assertThat(settled()).isEqualTo(logged);
    }

    /** How many samples are in the log, once the dispatch thread has written all that it was handed. */
    private int settled()
    {
        final String mark = "streak=-" + ++marks + ";";
        final MetricsSample sample = new MetricsSample(0, Level.ALERT, -marks, new MetricsSample.Latency(0, 0, 0, 0, 0));
        assertThat(engine.parts().audit().offer(sample)).isTrue();
        Await.until("the mark", () -> lines(METRICS).stream().anyMatch(line -> (line + ";").contains(mark)));
        return (int)lines(METRICS).stream().filter(line -> !line.contains("streak=-")).count();
    }

    @Test
    void shouldLogTheCompleteStateAtHaltAndAtShutdownOnly()
    {
        venue.reporter().apiLatency(2_000 * TestConfigs.MS);
        run(STEP_MS);
        assertThat(venue.level()).isEqualTo(Level.THROTTLE);
        venue.reporter().slippage(Side.BUY, 100.0, 101.0);
        run(STEP_MS);
        Await.until("the state at HALT", () -> !lines(STATE).isEmpty());
        assertThat(lines(STATE)).singleElement().asString().contains("ERROR", "state=HALT", "path=v, levels=Levels[own=HALT",
            "cause=SLIPPAGE, value=1.0, threshold=0.5", "cause=API_LATENCY, breaches=1", "exchange=UP", "MetricsStatus[samples=1");
        venue.reporter().slippage(Side.BUY, 100.0, 101.0);
        run(STEP_MS);
        engine.desk().kill("v", "ann", "enough");
        run(STEP_MS);
        Await.until("the state at SHUTDOWN", () -> lines(STATE).size() == 2);
        assertThat(lines(STATE).get(1)).contains("state=SHUTDOWN");
    }
}
