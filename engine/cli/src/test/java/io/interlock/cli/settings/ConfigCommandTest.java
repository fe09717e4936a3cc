package io.interlock.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest
{
    @TempDir
    private Path directory;

    private Path file(final String yaml) throws IOException
    {
        return Files.writeString(directory.resolve("breaker.yaml"), yaml);
    }

    @Test
    void shouldPassAValidFile() throws IOException
    {
        final Path file = file("preset: production\nlatency: { alert: 300ms }\n");

        final Run run = Run.of("", "config", "check", file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).isEqualTo(file + " is valid, preset production\n");
    }

    @Test
    void shouldTellEveryErrorAtOnceOnStderr() throws IOException
    {
        final Path file = file("latency: { alrt: 300ms, halt: soon }\n");

        final Run run = Run.of("", "config", "check", file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(2).allMatch(line -> line.startsWith(file + ":1:"));
        assertThat(run.err()).contains("alrt", "latency.halt");
    }

    @Test
    void shouldTellErrorsAsJsonOnStdout() throws IOException
    {
        final Path file = file("latency: { halt: soon }\n");

        final Run run = Run.of("", "config", "check", "--json", file.toString());

        final JsonNode answer = new ObjectMapper().readTree(run.out());
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).isEmpty();
        assertThat(answer.get("valid").booleanValue()).isFalse();
        assertThat(answer.at("/errors/0/line").intValue()).isEqualTo(1);
        assertThat(answer.at("/errors/0/key").textValue()).isEqualTo("latency.halt");
    }

    @Test
    void shouldExplainWhereEachValueCameFrom() throws IOException
    {
        final Path file = file("latency: { alert: 300ms }\nscopes:\n  okx: { slippage: { halt: 1% } }\n");

        final Run run = Run.of("", "config", "explain", file.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("names no preset", "'default'");
        assertThat(run.out()).containsPattern("\\* latency\\.alert +300ms +\\S*breaker\\.yaml:1");
        assertThat(run.out()).containsPattern("  latency\\.halt +3s +preset default");

        final JsonNode values = new ObjectMapper().readTree(Run.of("", "config", "explain", "--json", file.toString()).out()).get("values");
        assertThat(values).anySatisfy(value ->
        {
            assertThat(value.get("scope").textValue()).isEqualTo("okx");
            assertThat(value.get("key").textValue()).isEqualTo("slippage.halt");
            assertThat(value.get("value").textValue()).isEqualTo("1%");
            assertThat(value.get("own").booleanValue()).isTrue();
        });
    }

    @Test
    void shouldRefuseWhatIsNotThereAndWhatIsNotSaid()
    {
        final Run missing = Run.of("", "config", "check", directory.resolve("none.yaml").toString());
        assertThat(missing.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(missing.err()).contains("none.yaml").doesNotContain("Exception");
        assertThat(Run.of("", "config").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("", "config", "check").exitCode()).isEqualTo(ExitCode.USAGE);
    }
}
