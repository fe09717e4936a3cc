package io.interlock.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.cli.ExitCode;
import io.interlock.cli.Run;
import io.interlock.cli.stream.CsvReader;
import io.interlock.config.ConfigLoader;
import io.interlock.host.Interlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run}: rows into a live engine, and what it says of those that are none. */
class RunCommandTest
{
    private static final String HEADER = "time_ms,scope,event,a,b,text\n";

    @TempDir
    private Path temp;
    private Path config;

    @BeforeEach
    void configure() throws IOException
    {
        config = Files.writeString(temp.resolve("c.yaml"), "preset: default\nengine: { stale-limit: 10s }\n");
    }

    private Run run(final byte[] rows, final String... more)
    {
        final String[] args = {"run", "--config", config.toString(), "--directory", temp.resolve("data").toString(), "--input", "-",
            "--stop-at-end", "--actor", "ann"};
        final String[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return Run.of(rows, all);
    }

    private Run run(final String rows, final String... more)
    {
        return run((HEADER + rows).getBytes(StandardCharsets.UTF_8), more);
    }

    @Test
    void shouldJudgeRowsAsALiveEngineAndKeepWhatItDecided()
    {
        final Run first = run("7,binance,api_latency,10,,\n3,binance,check,0.9,,OPEN\n0,binance,api_latency,4000,,\n"
            + "0,binance,check,0.9,,OPEN\n0,binance,check,,,CANCEL\n", "--json");
        assertThat(first.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(first.lines()).anyMatch(line -> line.contains("\"allowed\":true") && line.contains("OPEN"))
            .anyMatch(line -> line.contains("\"reason\":\"DENIED_HALT\""))
            .anyMatch(line -> line.contains("\"intent\":\"CANCEL\",\"allowed\":true"))
            .anyMatch(line -> line.contains("\"from\":\"CLOSED\",\"to\":\"HALT\",\"cause\":\"API_LATENCY\",\"value\":4000"));
        assertThat(first.lines().get(first.lines().size() - 1))
            .contains("\"type\":\"summary\"", "\"binance\":\"HALT\"", "\"transitions\":1");
        assertThat(temp.resolve("data/logs/interlock.log")).content().contains("notifications - CRITICAL TRANSITION");

        final Run second = run("0,binance,check,0.9,,OPEN\n0,binance,force_recovery,,,checked\n0,binance,kill,,,enough\n");
        assertThat(second.err()).contains("binance was HALT since ", "because of API_LATENCY 4000 ms (threshold 3000 ms)", "ready: pid");
        assertThat(second.out()).contains("DENIED_HALT", "HALT -> CLOSED", "FORCE_RECOVERY", "CLOSED -> SHUTDOWN", "OPERATOR_KILL");

        final Run third = run("0,binance,check,0.9,,CLOSE\n0,binance,reset,,,\n0,binance,reset,,,all is well\n");
        assertThat(third.out()).contains("DENIED_SHUTDOWN", "a reset needs a reason", "SHUTDOWN -> CLOSED");
        assertThat(third.err()).doesNotContain("not stopped as planned");
    }

    @Test
    void shouldRunWithoutALogFileWhereThereCanBeNone() throws IOException
    {
        run("0,a,exchange,,,DOWN\n");
        final Path logs = temp.resolve("data/logs");
        Files.delete(logs.resolve("interlock.log"));
        Files.delete(logs);
        Files.createFile(logs);
        final Run run = run("0,a,check,0.9,,OPEN\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("DENIED_HALT");
        assertThat(run.err()).contains("the log is on stderr alone: logs/interlock.log in ");
    }

    @Test
    void shouldGoOnAfterRowsThatAreNone()
    {
        final Run run = run("0,a,bogus,,,\n\n0,a,api_latency\n0,a,exchange,,,SIDEWAYS\n0,a//b,order_success,,,\n0,a,stall,,,\n"
            + "0,a,accept,,,NOTHING\n0,a,\"open quote,,,\n", "--json");
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("stdin:2: unknown event 'bogus'");
        assertThat(run.lines()).filteredOn(line -> line.contains("\"type\":\"rejected\"")).hasSize(8)
            .anyMatch(line -> line.contains("a blank line")).anyMatch(line -> line.contains("SIDEWAYS"))
            .anyMatch(line -> line.contains("empty part")).anyMatch(line -> line.contains("is for a simulation"))
            .anyMatch(line -> line.contains("unknown cause")).anyMatch(line -> line.contains("never closed"));
    }

    @Test
    void shouldReadTheRowsBehindOneThatIsLeftInItsMiddle()
    {
        final Run run = run("0,a,order\"quote,,,\n0,a,exchange,,,DOWN\n0,a,\"x\"y,,,\n0,a,check,0.9,,OPEN\n");
        assertThat(run.out()).contains("CLOSED -> HALT", "DENIED_HALT");
        assertThat(run.out()).contains("line 2: a quote inside", "line 4: text between");
    }

    @Test
    void shouldSurviveARowWithoutEndAndBytesThatAreNoText() throws IOException
    {
        final byte[] header = HEADER.getBytes(StandardCharsets.UTF_8);
        final byte[] tail = "\n0,a,exchange,,,DOWN\n".getBytes(StandardCharsets.UTF_8);
        final byte[] rows = new byte[header.length + 3 * CsvReader.MAX_RECORD_BYTES + tail.length];
        Arrays.fill(rows, (byte)0xFE);
        System.arraycopy(header, 0, rows, 0, header.length);
        System.arraycopy(tail, 0, rows, rows.length - tail.length, tail.length);
        final Run run = run(rows);
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("longer than", "CLOSED -> HALT");
        assertThat(run.err()).doesNotContain("\u00FE");
    }

    @Test
    void shouldRefuseWhatCannotBeUsed() throws IOException
    {
        assertThat(run("x".getBytes(StandardCharsets.UTF_8)).exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run("x".getBytes(StandardCharsets.UTF_8)).err()).contains("the first line must be the header");

        final Path data = temp.resolve("data");
        final Run missing = Run.of("", "run", "--config", config.toString(), "--directory", data.toString(), "--input",
            temp.resolve("none.csv").toString());
        assertThat(missing.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(missing.err()).contains("none.csv: there is no such file");

        Files.writeString(config, "latency: { alert: soon }\nnonsense: 1\n");
        final Run bad = run("");
        assertThat(bad.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(bad.err()).contains("latency.alert", "nonsense");
        assertThat(Run.of("", "run").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void shouldTakeAnInputWithNothingInItForOneThatHasEnded()
    {
        assertThat(run(new byte[0]).exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run(new byte[0]).err()).contains("stopped as planned");
    }

    @Test
    void shouldSayWhichPresetHoldsWhereTheFileNamesNone() throws IOException
    {
        Files.writeString(config, "engine: { stale-limit: 10s }\n");
        assertThat(run("").err()).contains("names no preset: production holds");
    }

    @Test
    void shouldRefuseADirectoryThatAnotherEngineHas()
    {
        try (Interlock first = Interlock.launch(ConfigLoader.load("test", "engine: { stale-limit: 10s }"), temp.resolve("data")))
        {
            final Run run = run("");
            assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(run.err()).contains("data", "in use by pid");
            assertThat(first.status().stale()).isFalse();
        }
    }
}
