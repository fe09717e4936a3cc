package io.interlock.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Main;
import io.interlock.cli.Run;
import io.interlock.cli.Terminal;
import io.interlock.cli.live.ConsoleEngine;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.port.TradingActions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drills of each level on an engine of this JVM. */
class DrillCommandTest
{
    private static final String SCOPE = "binance/drill";

    @TempDir
    private Path temporary;
    private ConsoleEngine engine;

    @BeforeEach
    void launch() throws IOException
    {
        // Production: stepwise, with a confirmation at HALT, neither of which a recovery by command waits for.
        engine = new ConsoleEngine(temporary, "preset: production\nengine: { stale-limit: 10s }\nconsole: { port: 0 }\n");
        engine.interlock().scope("binance").reporter().success();
        engine.interlock().drain();
    }

    @AfterEach
    void close()
    {
        engine.close();
    }

    private Run drill(final String level, final String... more)
    {
        final String[] args = new String[more.length + 6];
        System.arraycopy(new String[] {"operator", "drill", level, "--scope", SCOPE, "--yes"}, 0, args, 0, 6);
        System.arraycopy(more, 0, args, 6, more.length);
        return engine.run("admin", args);
    }

    private Level level(final String path)
    {
        return engine.interlock().scope(path).level();
    }

    @Test
    void shouldTakeAScopeThroughEachLevelAndBack() throws IOException
    {
        for (final String level : new String[] {"ALERT", "THROTTLE", "HALT"})
        {
            final Run run = drill(level);
            assertThat(run.out()).as(run.err()).doesNotContain("FAIL").contains("PASS: ", " is left at CLOSED",
                "expected CLOSED -> " + level, "expected " + level + ", marked as a drill", "expected as before");
            assertThat(run.exitCode()).isZero();
            assertThat(run.err()).contains("via " + engine.url() + " as admin");
            assertThat(level(SCOPE)).isEqualTo(Level.CLOSED);
        }
        final JsonNode protocol = new ObjectMapper().readTree(drill("HALT", "--json").out());
        assertThat(protocol.get("result").textValue()).isEqualTo("pass");
        assertThat(protocol.get("left").textValue()).isEqualTo("at CLOSED");
        assertThat(protocol.get("steps")).isNotEmpty().allSatisfy(step -> assertThat(step.get("result").textValue()).isEqualTo("pass"));
        assertThat(engine.interlock().status().scope("binance").own()).isEqualTo(Level.CLOSED);
    }

    @Test
    void shouldLeaveShutdownByARestartAndAReset()
    {
        final Run first = drill("SHUTDOWN");
        assertThat(first.out()).as(first.err()).doesNotContain("FAIL").contains("PENDING: ", "is left at SHUTDOWN", "--resume",
            "expected DENIED_SHUTDOWN");
        assertThat(first.exitCode()).isZero();
        assertThat(level(SCOPE)).isEqualTo(Level.SHUTDOWN);
        assertThat(level("binance")).isEqualTo(Level.CLOSED);
        final Run early = drill("SHUTDOWN", "--resume");
        assertThat(early.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(early.err()).contains("restart it, then --resume again");
        engine.restart();
        final Run second = drill("SHUTDOWN", "--resume");
        assertThat(second.out()).as(second.err()).doesNotContain("FAIL").contains("PASS: ", "is left at CLOSED");
        assertThat(second.exitCode()).isZero();
        assertThat(level(SCOPE)).isEqualTo(Level.CLOSED);
        assertThat(drill("SHUTDOWN", "--resume").err()).contains("is not at SHUTDOWN");
    }

    /** What was killed for a reason is reset by who means a reset. */
    @Test
    void shouldResumeNothingThatIsNoDrills()
    {
        engine.interlock().engine().desk().kill("binance", "ann", "real");
        engine.restart();

        final Run real = engine.run("admin", "operator", "drill", "SHUTDOWN", "--resume", "--scope", "binance", "--yes");

        assertThat(real.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(real.err()).contains("refused: it is no scope for drills");
        assertThat(level("binance")).isEqualTo(Level.SHUTDOWN);
    }

    @Test
    void shouldNotDrillWhereSomebodyTrades()
    {
        final Run real = engine.run("admin", "operator", "drill", "HALT", "--scope", "binance", "--yes");
        assertThat(real.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(real.err()).contains("refused: it is no scope for drills", "\"binance/drill\"");
        assertThat(engine.run("admin", "operator", "drill", "HALT", "--yes").err()).contains("it is no scope for drills");
        engine.interlock().scope(SCOPE).reporter().apiLatency(5_000_000L);
        engine.interlock().drain();
        assertThat(drill("HALT").err()).contains("refused: somebody reports in it (api_latency, ");
        engine.interlock().scope("okx/drill-1").reporter().success();
        engine.interlock().drain();
        assertThat(engine.run("admin", "operator", "drill", "HALT", "--scope", "okx/drill-1", "--yes").err())
            .contains("refused: orders were reported in it");
        engine.interlock().scope("bybit/drill/maker");
        assertThat(engine.run("admin", "operator", "drill", "HALT", "--scope", "bybit/drill", "--yes").err())
            .contains("refused: there are scopes below it (bybit/drill/maker)");
        engine.interlock().scope("kraken").reporter().exchange(ExchangeStatus.DOWN);
        engine.interlock().drain();
        assertThat(engine.run("admin", "operator", "drill", "ALERT", "--scope", "kraken/drill", "--yes").err())
            .contains("refused: kraken is at HALT");
        engine.interlock().actions(new TradingActions()
        {
        });
        assertThat(engine.run("admin", "operator", "drill", "SHUTDOWN", "--scope", "new/drill", "--yes").err())
            .contains("refused: a host acts on what this engine decides");
        assertThat(level(SCOPE)).isEqualTo(Level.CLOSED);
        assertThat(engine.interlock().status().scopes()).noneMatch(scope -> scope.path().startsWith("new"));
    }

    @Test
    void shouldBeginNothingThatItMayNotRestore()
    {
        final Run operator = engine.run("operator", "operator", "drill", "HALT", "--scope", SCOPE, "--yes");
        assertThat(operator.exitCode()).isEqualTo(ExitCode.NOT_AUTHORISED);
        assertThat(engine.interlock().status().scopes()).noneMatch(scope -> scope.path().equals(SCOPE));
        final Run mapped = Run.of("", "operator", "drill", "HALT", "--scope", SCOPE, "--yes", "--directory", engine.directory().toString());
        assertThat(mapped.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(mapped.err()).contains("no token is configured");
        assertThat(drill("CLOSED").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(drill("HALT", "--resume").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void shouldAskAPersonAndNobodyElse()
    {
        assertThat(engine.run("admin", "operator", "drill", "HALT", "--scope", SCOPE).err()).contains("--yes says that it is meant");
        assertThat(ask("n\n")).contains("Go on? [y/N]", "nothing was done");
        assertThat(ask("")).contains("nothing was done");
        assertThat(engine.interlock().status().scopes()).noneMatch(scope -> scope.path().equals(SCOPE));
        assertThat(ask("y\n")).contains("Go on? [y/N]").doesNotContain("nothing was done");
        assertThat(engine.interlock().status().scopes()).anyMatch(scope -> scope.path().equals(SCOPE));
    }

    private String ask(final String answer)
    {
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final Terminal terminal = new Terminal(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
            OutputStream.nullOutputStream(), new PrintStream(err, true, StandardCharsets.UTF_8), false, true, false);
        Main.run(terminal, "operator", "drill", "ALERT", "--scope", SCOPE, "--directory", engine.directory().toString(),
            "--token-file", engine.token("admin").toString(), "--timeout", "60");
        return err.toString(StandardCharsets.UTF_8);
    }
}
