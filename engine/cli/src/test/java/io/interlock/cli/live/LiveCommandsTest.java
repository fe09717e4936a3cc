package io.interlock.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Run;
import io.interlock.cli.live.Look.Life;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.mapped.CommandSlot;
import io.interlock.core.mapped.MappedHeader;
import io.interlock.core.port.JournalHead;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a live engine, through its directory alone. */
class LiveCommandsTest
{
    private static final long MS = 1_000_000;

    @TempDir
    private Path temporary;

    private Path directory;
    private BreakerEngine engine;

    @BeforeEach
    void launch()
    {
        directory = temporary.resolve("data");
        engine = BreakerEngine.launch(ConfigLoader.preset("default"), directory);
    }

    @AfterEach
    void close()
    {
        engine.close();
    }

    private Run run(final String... command)
    {
        final List<String> args = new ArrayList<>(List.of(command));
        args.add("--directory");
        args.add(directory.toString());
        return Run.of("", args.toArray(String[]::new));
    }

    private Run operator(final String... command)
    {
        final List<String> args = new ArrayList<>(List.of("operator"));
        args.addAll(List.of(command));
        args.add("--actor");
        args.add("tester");
        return run(args.toArray(String[]::new));
    }

    private static JsonNode json(final Run run)
    {
        try
        {
            return new ObjectMapper().readTree(run.out());
        }
        catch (final JsonProcessingException e)
        {
            throw new AssertionError(run.out(), e);
        }
    }

    private JsonNode status()
    {
        return json(run("status", "--json"));
    }

    @Test
    void shouldShowLevelsCausesAndWhatIsNext()
    {
        engine.scope("okx/m1").reporter().apiLatency(600 * MS);
        engine.drain();
        // Level and cause are written together, what is missing for a recovery up to a tenth of a second later.
        Await.until("the mirror to name the cause and the cooldown", () ->
            status().at("/scopes/2/cause").isTextual() && run("status").out().contains("cooldown for"));

        final JsonNode status = status();
        assertThat(status.get("pid").longValue()).isEqualTo(ProcessHandle.current().pid());
        assertThat(status.get("life").textValue()).isEqualTo("ALIVE");
        final JsonNode scope = status.at("/scopes/2");
        assertThat(scope.get("scope").textValue()).isEqualTo("okx/m1");
        assertThat(scope.get("own_level").textValue()).isEqualTo("ALERT");
        assertThat(scope.get("cause").textValue()).isEqualTo("API_LATENCY");
        assertThat(scope.get("value").doubleValue()).isEqualTo(600.0);
        assertThat(scope.get("threshold").doubleValue()).isEqualTo(500.0);
        assertThat(status.at("/scopes/0/cause").isNull()).isTrue();
        final Run text = run("status");
        assertThat(text.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(text.out()).contains("state   ALERT").containsPattern(
            "okx/m1 +ALERT +ALERT +API_LATENCY 600 ms \\(threshold 500 ms\\) +\\S+Z +- +cooldown for");
        assertThat(run("status", "--exit-code").exitCode()).isEqualTo(11);
    }

    @Test
    void shouldCountWhatWasReported()
    {
        engine.root().reporter().success();
        engine.root().reporter().apiLatency(MS);
        engine.drain();

        Await.until("the mirror to count", () -> json(run("stat", "--json")).at("/counters/by_kind/ORDER_SUCCESS").longValue() == 1);

        assertThat(run("stat").out()).contains("order_success 1", "SCOPE", "(root)").containsPattern("0/1 ");
    }

    @Test
    void shouldWatchAsOftenAsAskedTo()
    {
        assertThat(run("status", "--watch", "--count", "3", "--interval", "1", "--json").lines()).hasSize(3);
        assertThat(run("stat", "--watch", "--count", "2", "--interval", "1").out()).doesNotContain("\u001B");
    }

    @Test
    void shouldCommandTheEngine()
    {
        engine.scope("okx");

        final Run on = operator("override", "on", "--scope", "okx", "--reason", "drill");
        assertThat(on.err()).startsWith("via " + directory.resolve("gate.dat")).hasLineCount(1);
        assertThat(on.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(on.out()).startsWith("okx is now at CLOSED: ");
        assertThat(engine.scope("okx").gate().check(Intent.OPEN).reason()).isEqualTo(Reason.DENIED_OVERRIDE);
        assertThat(operator("override", "off", "--scope", "okx").exitCode()).isEqualTo(ExitCode.OK);
        assertThat(engine.scope("okx").gate().check(Intent.OPEN).reason()).isEqualTo(Reason.ALLOWED);

        final Run killed = operator("kill", "--scope", "okx", "--json");
        assertThat(json(killed).get("accepted").booleanValue()).isTrue();
        assertThat(json(killed).get("level").textValue()).isEqualTo("SHUTDOWN");
        assertThat(engine.scope("okx").level()).isEqualTo(Level.SHUTDOWN);
    }

    @Test
    void shouldPassRefusalsOnWithTheirReason()
    {
        final Run confirm = operator("confirm");
        assertThat(confirm.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(confirm.out()).isEmpty();
        assertThat(confirm.err()).contains("interlock operator confirm: refused at CLOSED: ");
        assertThat(operator("recover", "--scope", "nowhere").exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(operator("reset", "--reason", "checked").exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(operator("accept", "RESTARTS").exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void shouldRefuseIncompleteCommandLinesAsUsage()
    {
        assertThat(run("operator", "kill").err()).contains("--actor");
        assertThat(run("operator", "kill").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("", "operator", "kill", "--actor", "tester").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(operator("reset").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(operator("override", "maybe").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(operator("accept", "NONSENSE").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(operator("accept", "API_LATENCY").err()).contains("JOURNAL, JOURNAL_DAMAGE or RESTARTS, not 'API_LATENCY'");
        assertThat(operator("kill", "--reason", "x".repeat(129)).exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("", "operator").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("", "status").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(engine.root().level()).isEqualTo(Level.CLOSED);
    }

    @Test
    void shouldSayThatAClosedEngineCannotBeReached()
    {
        engine.close();

        final Run status = run("status", "--exit-code");
        assertThat(status.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(status.out()).contains("(root)");
        for (int i = 0; i < 50; i++)
        {
            BreakerEngine.launch(ConfigLoader.preset("default"), directory).close();
            assertThat(run("status", "--exit-code").exitCode()).as("close number " + i).isEqualTo(ExitCode.UNREACHABLE);
        }
        Await.until("the last sign to be stale", () -> operator("kill").exitCode() == ExitCode.UNREACHABLE);
    }

    @Test
    void shouldTellNoEngineFromNoGateFile() throws IOException
    {
        final Path empty = Files.createDirectory(temporary.resolve("empty"));
        assertThat(Run.of("", "status", "--directory", empty.toString()).exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        final Run none = Run.of("", "status", "--directory", temporary.resolve("none").toString());
        assertThat(none.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(none.err()).contains(
            temporary.resolve("none") + ": neither a directory nor a file of that name exists; name the directory");
        Files.writeString(empty.resolve("gate.dat"), "something else, but long enough to hold a header of any kind".repeat(200));
        final Run other = Run.of("", "stat", "--directory", empty.toString());
        assertThat(other.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(other.err()).contains("gate.dat").doesNotContain("\tat ");
    }

    @Test
    void shouldTellLifeFromDeath()
    {
        assertThat(Look.life(header(0, 1_000), true, 1_000 + Look.STALE_MS)).isEqualTo(Life.ALIVE);
        assertThat(Look.life(header(0, 1_000), true, 1_001 + Look.STALE_MS)).isEqualTo(Life.STALE);
        assertThat(Look.life(header(GuardWord.KILLED | GuardWord.STALE, 1_000), false, 1_000)).isEqualTo(Life.DEAD);
        assertThat(Look.life(header(GuardWord.KILLED | GuardWord.CLOSED, 1_000), true, 1_000)).isEqualTo(Life.CLOSED);
    }

    private static MappedHeader header(final long guard, final long heartbeatMs)
    {
        return new MappedHeader(1, "boot", 0, heartbeatMs, 0, guard, 0, 0, 0, 0, 0, Map.of(), JournalHead.NONE);
    }

    /** By the name of the token, whatever is said of the actor. */
    @Test
    void shouldTellASecondPersonWhatIsWaitedForAndSendTheToken() throws IOException
    {
        engine.close();
        final List<CommandSlot.Command> asked = new ArrayList<>();
        engine = BreakerEngine.launch(new EngineContext().config(ConfigLoader.preset("default")).directory(directory)
            .commandRule((command, desk) ->
            {
                asked.add(command);
                return new CommandSlot.Answer(false, "a second person must ask for the same", Level.HALT, false, true);
            }));
        final Path file = temporary.resolve("token");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "# mine\nadmin admin ilk_canary\n");
        final Run waits = operator("recover", "--token-file", file.toString());
        assertThat(waits.exitCode()).as("nothing is done yet").isEqualTo(ExitCode.FAILED);
        assertThat(waits.err()).contains("not done yet: a second person must ask for the same").doesNotContain("refused");
        assertThat(waits.out() + waits.err()).doesNotContain("canary");
        final Run told = operator("reset", "--reason", "x", "--token-file", file.toString(), "--json");
        assertThat(json(told).get("pending").asBoolean()).isTrue();
        assertThat(json(told).get("accepted").asBoolean()).isFalse();
        assertThat(asked).allSatisfy(command -> assertThat(command.token().reveal()).isEqualTo("ilk_canary")).hasSize(2);
        operator("accept", "RESTARTS");
        assertThat(asked.get(2).token().isShown()).isFalse();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(operator("recover", "--token-file", file.toString()).exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    }
}
