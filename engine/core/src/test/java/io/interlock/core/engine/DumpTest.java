package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.dump.Dump;
import io.interlock.core.dump.DumpPart;
import io.interlock.core.dump.DumpReader;
import io.interlock.core.dump.DumpRow;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.TradingActions;
import io.interlock.core.report.Reporter;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.PatientContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What HALT and SHUTDOWN leave on the disk, each part read back (SEMANTICS 5). */
@Timeout(300)
class DumpTest
{
    private static final int STEP_MS = 10;
    /** Time from the first failure to the kill. */
    private static final int AGO_MS = 4_000;

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock();
    private DumpRig rig;
    private long downMs;

    @BeforeEach
    void rig()
    {
        rig = new DumpRig(directory);
    }

    private EngineContext context()
    {
        return PatientContext.make().config(TestConfigs.patient()).directory(directory).clock(clock).invoked(true)
            .addTransitionListener(rig).actionLimits(Duration.ofSeconds(10), 1);
    }

    private void run(final BreakerEngine engine, final long ms)
    {
        for (long passed = 0; passed < ms; passed += STEP_MS)
        {
            clock.advanceMs(STEP_MS);
            engine.watchdog().doWork();
            engine.breaker().doWork();
        }
    }

    private static DumpRow only(final Dump dump, final DumpPart part, final String row)
    {
        final List<DumpRow> rows = dump.rows(part, row);
        assertThat(rows).as(part + " " + row).hasSize(1);
        return rows.get(0);
    }

    private static List<DumpRow> of(final Dump dump, final DumpPart part, final String row, final String scope)
    {
        return dump.rows(part, row).stream().filter(found -> scope.equals(found.get("scope"))).toList();
    }

    /** Something of everything: seconds with results, two equities, an override, a standing cause, latencies. */
    private void live(final BreakerEngine engine)
    {
        final Reporter venue = engine.scope("binance").reporter();
        run(engine, 1_000);
        venue.success();
        venue.failure("first");
        run(engine, 2_000);
        venue.success();
        venue.success();
        engine.root().reporter().equity(1_000_000.25);
        run(engine, 1_000);
        engine.root().reporter().equity(999_999.5);
        venue.exchange(ExchangeStatus.SLOW);
        venue.apiLatency(20 * TestConfigs.MS);
        venue.apiLatency(Long.MIN_VALUE);
        engine.scope("other/deep");
        run(engine, STEP_MS);
        engine.desk().override("other", true, "ann", "careful");
        run(engine, 1_000);
    }

    @Test
    void shouldLeaveAnEmergencyDumpAtShutdownWithEveryPart()
    {
        try (BreakerEngine engine = BreakerEngine.launch(context().exposure(new DumpRig.Host())))
        {
            live(engine);
            final EngineStatus before = engine.status();
            downMs = clock.wallMs();
            engine.desk().kill("binance", "ann", "enough \u20ac");
            run(engine, STEP_MS);
            final Dump dump = rig.await("SHUTDOWN");
            assertThat(dump.findings()).isEmpty();
            assertThat(dump.complete()).isTrue();
            assertThat(dump.sections()).hasSize(DumpPart.values().length);
            header(dump, before.bootId());
            levels(dump);
            counters(dump);
            windows(dump);
            config(dump);
            issues(engine, dump);
            samples(engine, dump);
            exposure(dump);
            told();
        }
    }

    private void header(final Dump dump, final String boot)
    {
        assertThat(only(dump, DumpPart.HEADER, "dump").fields()).containsEntry("level", "SHUTDOWN").containsEntry("moment", "AT_ONCE");
        assertThat(only(dump, DumpPart.HEADER, "engine").get("boot_id")).isEqualTo(boot);
        assertThat(only(dump, DumpPart.HEADER, "asked_by").fields()).containsEntry("scope", "binance").containsEntry("from", "ALERT")
            .containsEntry("to", "SHUTDOWN").containsEntry("cause", "OPERATOR_KILL").containsEntry("at", time(downMs));
        final DumpRow taken = only(dump, DumpPart.HEADER, "taken");
        assertThat(taken.number("wall_ms")).isEqualTo(downMs);
        assertThat(taken.number("engine_ns")).isEqualTo(clock.nanoTime() - 1_000 - STEP_MS * TestConfigs.MS);
    }

    private static String time(final long wallMs)
    {
        return Instant.ofEpochMilli(wallMs).toString();
    }

    private void levels(final Dump dump)
    {
        assertThat(dump.rows(DumpPart.LEVELS, "scope").stream().map(row -> row.get("path")).collect(Collectors.toList()))
            .containsExactlyInAnyOrder("", "binance", "other", "other/deep");
        final DumpRow venue =
            dump.rows(DumpPart.LEVELS, "scope").stream().filter(row -> row.get("path").equals("binance")).findFirst().orElseThrow();
        assertThat(venue.fields()).containsEntry("own", "SHUTDOWN").containsEntry("effective", "SHUTDOWN")
            .containsEntry("exchange", "SLOW").containsEntry("network", "CONNECTED").containsEntry("cause", "OPERATOR_KILL");
        final DumpRow deep =
            dump.rows(DumpPart.LEVELS, "scope").stream().filter(row -> row.get("path").equals("other/deep")).findFirst().orElseThrow();
        assertThat(deep.fields()).containsEntry("own", "CLOSED").containsEntry("own_override", "false").containsEntry("override", "true");
        assertThat(of(dump, DumpPart.LEVELS, "cause", "binance").stream().map(row -> row.get("name") + ' ' + row.get("stands")))
            .contains("EXCHANGE true", "OPERATOR_KILL false");
        assertThat(of(dump, DumpPart.LEVELS, "last_report", "binance").stream().map(row -> row.get("kind") + ' ' + row.get("at")))
            .contains("ORDER_FAILURE " + time(downMs - AGO_MS));
        assertThat(of(dump, DumpPart.LEVELS, "recovery", "binance").get(0).get("resettable")).isEqualTo("false");
    }

    private void counters(final Dump dump)
    {
        assertThat(only(dump, DumpPart.COUNTERS, "reports").number("judged")).isEqualTo(9);
        assertThat(only(dump, DumpPart.COUNTERS, "engine").fields()).containsEntry("transitions", "2").containsEntry("rejected", "1")
            .containsEntry("faults", "0");
        assertThat(dump.rows(DumpPart.COUNTERS, "kind").stream().map(row -> row.get("name") + ' ' + row.get("count")))
            .contains("ORDER_SUCCESS 3", "ORDER_FAILURE 1", "EQUITY 2", "OVERRIDE_ENABLE 1", "KILL 1");
    }

    private void windows(final Dump dump)
    {
        for (final String scope : List.of("", "binance"))
        {
            final List<DumpRow> results = of(dump, DumpPart.WINDOWS, "results", scope);
            assertThat(results).as(scope).hasSize(2);
            assertThat(results.get(0).fields()).containsEntry("orders", "2").containsEntry("failures", "1");
            assertThat(results.get(1).fields()).containsEntry("orders", "2").containsEntry("failures", "0");
            assertThat(results.get(1).number("second")).isEqualTo(results.get(0).number("second") + 2);
        }
        assertThat(of(dump, DumpPart.WINDOWS, "equity", "").stream().map(row -> row.decimal("equity")))
            .containsExactly(1_000_000.25, 999_999.5);
        assertThat(of(dump, DumpPart.WINDOWS, "window", "").get(0).fields()).containsEntry("high_equity", "1000000.25")
            .containsEntry("last_equity", "999999.5").containsEntry("orders", "4").containsEntry("streak", "0");
    }

    private void config(final Dump dump)
    {
        assertThat(only(dump, DumpPart.CONFIG, "preset").get("name")).isEqualTo("default");
        assertThat(of(dump, DumpPart.CONFIG, "value", "").stream().map(row -> row.get("name") + '=' + row.get("value")))
            .contains("latency.haltNs=3000000000", "failures.shutdown=10", "recovery.cooldown.haltNs=900000000000");
        assertThat(of(dump, DumpPart.CONFIG, "value", "fast").stream().map(row -> row.get("name") + '=' + row.get("value")))
            .contains("policy.tags=[aggressive]");
        assertThat(dump.rows(DumpPart.CONFIG, "value").stream().map(row -> row.get("name") + '=' + row.get("value")))
            .contains("engine.maxScopes=64", "journal.onFailure=THROTTLE");
    }

    private void issues(final BreakerEngine engine, final Dump dump)
    {
        final List<String> known = engine.issues(Duration.ofHours(1)).stream()
            .filter(issue -> !issue.issueType().startsWith("DUMP")).map(issue -> issue.issueType() + ' ' + issue.details()).toList();
        assertThat(dump.rows(DumpPart.ISSUES, "issue").stream().map(row -> row.get("type") + ' ' + row.get("details")).toList())
            .isNotEmpty().isEqualTo(known).anyMatch(issue -> issue.startsWith("INVALID_SAMPLE"));
    }

    private void samples(final BreakerEngine engine, final Dump dump)
    {
        assertThat(only(dump, DumpPart.SAMPLES, "latencies").fields()).containsEntry("samples", "1").containsEntry("max_ms", "20.000");
        final List<DumpRow> samples = dump.rows(DumpPart.SAMPLES, "sample");
        assertThat(samples).hasSize((int)engine.breaker().sampler().taken());
        assertThat(samples.get(samples.size() - 1).fields()).containsEntry("worst", "ALERT").containsEntry("max_ms", "20.000");
        assertThat(samples.get(0).fields()).containsEntry("worst", "CLOSED").containsEntry("samples", "0").doesNotContainKey("max_ms");
    }

    private void exposure(final Dump dump)
    {
        final List<DumpRow> orders = dump.rows(DumpPart.OPEN_ORDERS, "order");
        assertThat(orders).hasSize(2);
        assertThat(orders.get(0).fields()).containsEntry("scope", "binance").containsEntry("id", "x-1").containsEntry("symbol", "BTC/USD")
            .containsEntry("side", "BUY").containsEntry("quantity", "2.5").containsEntry("open", "1.25")
            .containsEntry("note", "cancel requested");
        assertThat(orders.get(1).fields()).containsEntry("id", "x \"2\"\n").doesNotContainKey("note");
        assertThat(dump.rows(DumpPart.POSITIONS, "position").stream().map(row -> row.get("symbol") + ' ' + row.get("quantity")))
            .containsExactly("BTC/USD -0.5", "ETH 3");
    }

    private void told()
    {
        final ActionEvent done = rig.await("dump", ActionEvent.Stage.SUCCEEDED);
        final Path file = rig.files("SHUTDOWN").get(0);
        assertThat(done.details()).contains(file.toString(), file.toFile().length() + " bytes");
        assertThat(done.id()).endsWith("-dump");
        assertThat(file.getFileName().toString()).contains(done.id().substring(0, done.id().length() - "-dump".length()));
        assertThat(rig.told.stream().filter(event -> event.action().equals("dump")).map(ActionEvent::stage))
            .containsExactly(ActionEvent.Stage.STARTED, ActionEvent.Stage.SUCCEEDED);
    }

    @Test
    void shouldSaveTheStateAtHaltAndAgainWhenTheActionsAreDone()
    {
        final TradingActions actions = new TradingActions()
        {
            @Override
            public CompletionStage<String> cancelAll(final ActionContext context)
            {
                return CompletableFuture.completedFuture("none open");
            }
        };
        try (BreakerEngine engine = BreakerEngine.launch(context().actions(actions).exposure(new DumpRig.Host())))
        {
            run(engine, STEP_MS);
            engine.scope("binance").reporter().apiLatency(4 * TestConfigs.SECOND);
            run(engine, STEP_MS);
            final Dump first = rig.await("HALT");
            assertThat(first.complete()).isTrue();
            assertThat(only(first, DumpPart.HEADER, "asked_by").fields()).containsEntry("cause", "API_LATENCY")
                .containsEntry("value", "4000").containsEntry("threshold", "3000");
            assertThat(first.section(DumpPart.OPEN_ORDERS)).as("the host's own saveState keeps those").isNull();
            Await.until("the dump after the actions", () ->
            {
                run(engine, STEP_MS);
                return !rig.files("-after.txt").isEmpty();
            });
            final Dump after = DumpReader.read(rig.files("-after.txt").get(0));
            assertThat(after.complete()).isTrue();
            assertThat(only(after, DumpPart.HEADER, "dump").get("moment")).isEqualTo("AFTER_ACTIONS");
            assertThat(only(after, DumpPart.HEADER, "asked_by").get("order")).isEqualTo(engine.status().bootId() + "-1");
            rig.await("dumpAgain", ActionEvent.Stage.SUCCEEDED);
            assertThat(rig.files("HALT")).hasSize(2);
        }
        assertThat(rig.files("partial")).as("nothing half written is left by a planned stop").isEmpty();
    }

    @Test
    void shouldWriteOneDumpForAllThatHaltInASecondAndNoneBelowHalt()
    {
        try (BreakerEngine engine = BreakerEngine.launch(context()))
        {
            run(engine, STEP_MS);
            engine.scope("calm");
            engine.scope("a");
            engine.scope("b");
            engine.scope("c");
            engine.scope("calm").reporter().apiLatency(2 * TestConfigs.SECOND);
            engine.scope("a").reporter().apiLatency(4 * TestConfigs.SECOND);
            engine.scope("b").reporter().apiLatency(4 * TestConfigs.SECOND);
            run(engine, STEP_MS);
            engine.scope("c").reporter().apiLatency(4 * TestConfigs.SECOND);
            run(engine, 500);
            assertThat(rig.await("HALT").rows(DumpPart.LEVELS, "scope")).hasSize(5);
            // The clock stands while the dumps' thread writes, however late it comes to that.
            run(engine, 600);
            Await.until("one more, when the second is over", () ->
            {
                // The first is there before its slot is free again.
                engine.breaker().doWork();
                return rig.files("HALT").size() == 2;
            });
            final List<Path> both = rig.files("HALT");
            assertThat(wallMs(both.get(1)) - wallMs(both.get(0))).isBetween(1_000L, 1_200L);
            run(engine, 3_000);
            engine.desk().override("calm", true, "ann", "");
            run(engine, 1_000);
            assertThat(rig.files("HALT")).hasSize(2);
        }
    }

    private static long wallMs(final Path file)
    {
        return only(DumpReader.read(file), DumpPart.HEADER, "taken").number("wall_ms");
    }

    @Test
    void shouldDumpAShutdownThatComesWithTheLastReportBeforeTheClose()
    {
        try (BreakerEngine engine = BreakerEngine.launch(context().exposure(new DumpRig.Host())))
        {
            run(engine, STEP_MS);
            engine.root().reporter().criticalError(CriticalError.SYSTEM_ERROR, "x");
        }
        final Dump dump = DumpReader.read(rig.files("SHUTDOWN").get(0));
        assertThat(dump.complete()).isTrue();
        assertThat(dump.rows(DumpPart.OPEN_ORDERS, "order")).hasSize(2);
    }

    @Test
    void shouldKeepNothingWithoutADirectory()
    {
        try (BreakerEngine engine = BreakerEngine.launch(context().directory(null)))
        {
            engine.exposure(new DumpRig.Host());
            run(engine, STEP_MS);
            engine.scope("a").reporter().slippage(Side.BUY, 100, 101);
            run(engine, STEP_MS);
            assertThat(engine.scope("a").level()).isEqualTo(Level.HALT);
        }
        assertThat(rig.told.stream().map(ActionEvent::action)).doesNotContain("dump");
    }
}
