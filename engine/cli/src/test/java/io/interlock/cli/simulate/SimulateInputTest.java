package io.interlock.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.cli.ByteSink;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Main;
import io.interlock.cli.Run;
import io.interlock.cli.Terminal;
import io.interlock.cli.stream.CsvReader;
import io.interlock.cli.stream.JsonOutput;
import io.interlock.cli.stream.MalformedLineException;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.config.EngineConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What simulate makes of bad input and bad command lines. */
class SimulateInputTest
{
    private static final String ALERT = "0,,api_latency,600,,\n";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "1,,api_latency,1,              | columns is 5, not 6",
        "1,,api_latency,1,,,            | columns is 7, not 6",
        "``                             | blank line",
        "1,,api_latencies,1,,           | unknown event 'api_latencies'",
        "1,,API_LATENCY,1,,             | unknown event",
        "1,,exchange,,,SLEEPY           | 'SLEEPY', not UP",
        "1,,exchange,,,                 | not UP",
        "1,,network,,,up                | not CONNECTED",
        "1,,critical_error,,,OOPS       | not MEMORY_ERROR",
        "1,,slippage,1,1,LONG           | not BUY",
        "1,,slippage,1,1,UNKNOWN        | not BUY",
        "1,,check,,,TRADE               | not OPEN",
        "x,,tick,,,                     | time_ms is not",
        "1.5,,tick,,,                   | time_ms is not",
        ",,tick,,,                      | time_ms is not",
        "99999999999999,,tick,,,        | time_ms is not",
        "-1,,tick,,,                    | falls from 0 to -1",
        "1,a//b,tick,,,                 | empty part",
        "1,/a,tick,,,                   | empty part",
        "1,a/,tick,,,                   | empty part",
        "1,/,tick,,,                    | empty part",
        "1,\"a,tick,,,                  | never closed",
        "1,a\"b\",tick,,,               | quote inside",
        "1,\"a\"b,tick,,,               | closing quote"})
    void shouldStopAtAMalformedLineAfterTheOutputOfThoseBefore(final String row, final String message)
    {
        final Run run = Run.of(Streams.HEADER + ALERT + row + "\n2,,kill,,,\n", "simulate", "--json");

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).startsWith("-:3: ").contains(message);
        assertThat(run.lines()).containsExactly(Streams.root("0", "CLOSED-ALERT", "API_LATENCY", "600", "500"));
    }

    @Test
    void shouldNameTheFileAndThePhysicalLine() throws IOException
    {
        final Path file = directory.resolve("day.csv");
        Files.writeString(file, Streams.HEADER + "0,,note,,,\"two\nlines\"\n0,,nothing,,,\n");

        final Run run = Run.of("", "simulate", file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).startsWith(file + ":4: unknown event");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''", "time_ms,scope,event,a,b", "time_ms,scope,event,a,b,text,more", "0,,tick,,,",
        "Time_ms,scope,event,a,b,text"})
    void shouldInsistOnTheHeader(final String header)
    {
        final Run run = Run.of(header.isEmpty() ? "" : header + "\n", "simulate");

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).startsWith("-:1: the first line must be the header");
    }

    @Test
    void shouldTakeCrLfQuotesByteOrderMarkAndNoFinalLineEnd()
    {
        final Run run = Run.of("\uFEFF" + Streams.HEADER.replace("\n", "\r\n") + "\"0\",\"\",\"api_latency\",\"600\",\"\",\"\"\r\n"
            + "1,caf\u00E9/\u2028,tick,,,", "simulate", "--json", "-");

        assertThat(run.err()).isEmpty();
        assertThat(run.lines()).containsExactly(Streams.root("0", "CLOSED-ALERT", "API_LATENCY", "600", "500"),
            Streams.summaryOf("\"\":\"ALERT\",\"caf\u00E9\":\"CLOSED\",\"caf\u00E9/\\u2028\":\"CLOSED\"", 1, 0));
    }

    @Test
    void shouldSummariseAnEmptyStream()
    {
        assertThat(Run.of(Streams.HEADER, "simulate", "--json").lines()).containsExactly(Streams.summary("CLOSED", 0, 0));
    }

    @Test
    void shouldShowATimelineToPeople()
    {
        final Run run = Run.of(Streams.HEADER + ALERT + "1500,okx,check,,,OPEN\n1500,,api_latency,,,\n", "simulate");

        assertThat(run.lines().get(0)).matches(" +0\\.000 s  \\(root\\) +CLOSED -> ALERT +API_LATENCY 600 ms \\(threshold 500 ms\\)");
        assertThat(run.lines().get(1)).matches(" +1\\.500 s  okx +OPEN allowed +ALLOWED");
        assertThat(run.lines().get(2)).matches(" +1\\.500 s +rejected +line 4: .+");
        assertThat(run.out()).contains("  (root)  ALERT\n  okx     CLOSED\n3 rows, 1 transition, 1 rejected\n").doesNotContain("\u001B");
    }

    @Test
    void shouldStopLoudlyAtTheScopeLimit()
    {
        final BreakerConfig base = ConfigLoader.preset("default");
        final EngineConfig engine = base.engine();
        final BreakerConfig three = new BreakerConfig(base.preset(), new EngineConfig(
            engine.staleLimitNs(), engine.ringSize(), 3, engine.waitMode(), engine.lanes()),
            base.journal(), base.gateway(), base.sections());
        final byte[] rows = (Streams.HEADER + "0,a/b,tick,,,\n0,a,tick,,,\n0,c,tick,,,\n").getBytes(StandardCharsets.UTF_8);
        final JsonOutput output = new JsonOutput(new ByteSink(OutputStream.nullOutputStream()));
        final Simulation simulation = new Simulation(three, new CsvReader(new ByteArrayInputStream(rows), output::flush), output, count ->
        {
        });

        assertThatThrownBy(simulation::run).hasMessageContaining("engine.max-scopes")
            .isInstanceOfSatisfying(MalformedLineException.class, e -> assertThat(e.line()).isEqualTo(4));
    }

    @Test
    void shouldRefuseFilesThatCannotBeRead()
    {
        final Run missing = Run.of("", "simulate", directory.resolve("none.csv").toString());
        assertThat(missing.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(missing.err()).contains("none.csv", "there is no such file");
        assertThat(Run.of("", "simulate", directory.toString()).exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(Run.of("", "simulate", "a\u0000b").exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(Run.of("", "simulate", "--config", directory.resolve("none.yaml").toString()).exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void shouldRefuseCommandLinesThatMakeNoSense()
    {
        assertThat(Run.of("", "simulate", "--preset", "bold").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("", "simulate", "--preset", "bold").err()).contains("'bold'", "conservative");
        assertThat(Run.of("", "simulate", "--preset", "default", "--config", "x.yaml").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("", "simulate", "a.csv", "b.csv").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void shouldBeQuietAboutABrokenPipeAndLoudAboutAFullDisk()
    {
        assertThat(failing("Broken pipe")).isEmpty();
        assertThat(failing("No space left on device")).contains("cannot write the result: No space left on device");
    }

    private static String failing(final String message)
    {
        final OutputStream broken = new OutputStream()
        {
            @Override
            public void write(final int one) throws IOException
            {
                throw new IOException(message);
            }
        };
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final byte[] rows = (Streams.HEADER + ALERT).getBytes(StandardCharsets.UTF_8);
        final int exitCode = Main.run(new Terminal(new ByteArrayInputStream(rows), broken,
            new PrintStream(err, true, StandardCharsets.UTF_8), false, false, false), "simulate");
        assertThat(exitCode).isEqualTo(ExitCode.FAILED);
        return err.toString(StandardCharsets.UTF_8);
    }
}
