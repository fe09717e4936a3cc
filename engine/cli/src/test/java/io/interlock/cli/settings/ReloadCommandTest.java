package io.interlock.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.cli.ExitCode;
import io.interlock.cli.Run;
import io.interlock.config.ConfigLoader;
import io.interlock.host.Interlock;
import io.interlock.journal.replay.Progress;
import io.interlock.journal.replay.Replay;
import io.interlock.journal.replay.ReplayResult;
import io.interlock.journal.store.ChronicleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running engine gets another configuration from the command line: over its console, and by reading its own file again. */
class ReloadCommandTest
{
    private static final String BASE = "preset: default\nengine: { stale-limit: 30s }\njournal: { inputs: on }\nconsole: { port: 0 }\n";

    @TempDir
    private Path temporary;
    private Path directory;
    private Path file;
    private Interlock interlock;

    @BeforeEach
    void launch() throws IOException
    {
        directory = temporary.resolve("data");
        file = Files.writeString(temporary.resolve("interlock.yaml"), BASE);
        interlock = Interlock.launch(file, directory);
    }

    @AfterEach
    void close()
    {
        interlock.close();
    }

    private long alertMs()
    {
        return interlock.desk().config().scope("").latency().alertNs() / 1_000_000;
    }

    private Run bySlot(final String... more)
    {
        final List<String> args = new ArrayList<>(
            List.of("config", "reload", "--directory", directory.toString(), "--actor", "ann", "--timeout", "30"));
        args.addAll(List.of(more));
        return Run.of("", args.toArray(String[]::new));
    }

    private Run overHttp(final String role, final String yaml, final String... more) throws IOException
    {
        final Path tokens = directory.resolve("console-tokens.txt");
        final String line = Files.readAllLines(tokens).stream().filter(one -> one.contains(role)).findFirst().orElseThrow();
        final Path token = Files.writeString(temporary.resolve(role), line);
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        final Path sent = Files.writeString(temporary.resolve("sent.yaml"), yaml);
        final List<String> args = new ArrayList<>(List.of("config", "reload", "--url", interlock.console().orElseThrow().url(),
            "--token-file", token.toString(), "--config", sent.toString(), "--timeout", "30"));
        args.addAll(List.of(more));
        return Run.of("", args.toArray(String[]::new));
    }

    @Test
    void shouldHaveTheEngineReadItsOwnFileAgain() throws IOException
    {
        Files.writeString(file, BASE + "latency.alert: 300ms\nloss.halt: 7%\n");

        final Run dry = bySlot("--dry-run");
        assertThat(dry.out()).isEqualTo("would change: latency.alert 500ms -> 300ms (tighter); loss.halt 5% -> 7% (looser)\n");
        assertThat(alertMs()).isEqualTo(500);

        final Run done = bySlot("--reason", "slower");
        assertThat(done.exitCode()).as(done.err()).isEqualTo(ExitCode.OK);
        assertThat(done.out()).startsWith("configuration ").contains("latency.alert 500ms -> 300ms (tighter)");
        assertThat(done.err()).contains("via ").contains("gate.dat");
        assertThat(alertMs()).isEqualTo(300);
        assertThat(bySlot().out()).contains("nothing differs");
    }

    @Test
    void shouldSayWhatIsWrongWithTheEnginesFileAndChangeNothing() throws IOException
    {
        Files.writeString(file, BASE + "latency.alert: 300\n");
        final Run bad = bySlot();
        assertThat(bad.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(bad.err()).contains("interlock.yaml:5:").contains("latency.alert");

        Files.writeString(file, BASE + "engine.ring-size: 1024\n");
        final Run fixed = bySlot();
        assertThat(fixed.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(fixed.err()).contains("engine.ring-size 65536 -> 1024 (needs a restart)");
        assertThat(alertMs()).isEqualTo(500);

        interlock.close();
        assertThat(Run.of("", "journal", "dump", directory.toString()).out()).as("each was a command of somebody")
            .contains("refused: nothing was changed: 1 wrong in the configuration")
            .contains("refused: nothing was changed: engine.ring-size");
    }

    @Test
    void shouldSendAFileToTheConsole() throws IOException
    {
        final Run done = overHttp("operator", BASE + "latency.alert: 300ms\n", "--reason", "slower");
        assertThat(done.exitCode()).as(done.err()).isEqualTo(ExitCode.OK);
        assertThat(done.lines().get(0)).isEqualTo("latency.alert 500ms -> 300ms (tighter)");
        assertThat(done.lines().get(1)).matches("in force: [0-9a-f]{64}");
        assertThat(alertMs()).isEqualTo(300);

        final Run looser = overHttp("operator", BASE, "--json");
        assertThat(looser.exitCode()).isEqualTo(ExitCode.NOT_AUTHORISED);
        assertThat(looser.err()).contains("latency.alert 300ms -> 500ms (looser)").contains("admin");
        assertThat(alertMs()).isEqualTo(300);
        assertThat(overHttp("admin", BASE, "--dry-run").out()).contains("nothing was changed; it would be ");
        assertThat(alertMs()).isEqualTo(300);
        assertThat(overHttp("admin", BASE).exitCode()).isEqualTo(ExitCode.OK);
        assertThat(alertMs()).isEqualTo(500);
    }

    @Test
    void shouldSayInADryRunThatASecondPersonIsNeededForWhatLoosens() throws IOException
    {
        final String two = BASE.replace("{ port: 0 }", "{ port: 0, two-person: on }");
        interlock.close();
        Files.writeString(file, two);
        interlock = Interlock.launch(file, directory);

        final Run looser = overHttp("admin", two + "latency.alert: 700ms\n", "--dry-run");
        assertThat(looser.exitCode()).as(looser.err()).isEqualTo(ExitCode.OK);
        assertThat(looser.out()).contains("latency.alert 500ms -> 700ms (looser)", "nothing was changed; it would be ");
        assertThat(looser.err()).contains("a second person must ask for the same within five minutes");
        final Run tighter = overHttp("admin", two + "latency.alert: 300ms\n", "--dry-run");
        assertThat(tighter.err()).doesNotContain("second person");
        assertThat(alertMs()).isEqualTo(500);
    }

    @Test
    void shouldTellEveryErrorOfAFileThatWasSent() throws IOException
    {
        final Run bad = overHttp("admin", "latency.alert: 300\nlatensy.halt: 3s\n");

        assertThat(bad.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(bad.err()).contains("yaml:1:").contains("yaml:2:").contains("latensy.halt");
    }

    @Test
    void shouldReplayWhatWasDecidedOverAReload() throws IOException
    {
        interlock.scope("venue").reporter().apiLatency(400_000_000L);
        interlock.drain();
        Files.writeString(file, BASE + "latency.alert: 300ms\nfailures.alert: 3\n");
        assertThat(bySlot().exitCode()).isEqualTo(ExitCode.OK);
        interlock.scope("venue").reporter().apiLatency(400_000_000L);
        interlock.drain();
        interlock.close();

        try (ChronicleSource inputs = ChronicleSource.open(directory.resolve("inputs"), "recording");
            ChronicleSource journal = ChronicleSource.open(directory.resolve("journal"), "journal");
            ChronicleSource again = ChronicleSource.open(directory.resolve("journal"), "journal"))
        {
            final ReplayResult result = Replay.run(
                inputs, journal, again, yaml -> ConfigLoader.recorded("the recording", yaml), Progress.NONE);
            assertThat(result.first()).isNull();
            assertThat(result.equal()).as("the announcement, the reload, and the trip that follows it").isEqualTo(3);
        }
        assertThat(Run.of("", "replay", directory.toString()).exitCode()).isEqualTo(ExitCode.OK);
        final Run rows = Run.of("", "journal", "dump", directory.toString());
        assertThat(rows.out()).contains("RELOAD").contains("latency.alert 500ms -> 300ms (tighter)");
    }

    @Test
    void shouldNeedWhatTheWayNeeds() throws IOException
    {
        assertThat(bySlot("--config", file.toString()).exitCode()).isEqualTo(ExitCode.USAGE);
        final Run anonymous = Run.of("", "config", "reload", "--directory", directory.toString());
        assertThat(anonymous.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(anonymous.err()).contains("--actor");
    }
}
