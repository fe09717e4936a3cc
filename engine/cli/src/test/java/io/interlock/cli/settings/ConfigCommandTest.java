package io.interlock.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    void shouldTellBadTemplatesWithTheirPlaceAndThatOfTheKey() throws IOException
    {
        final Path templates = Files.createDirectory(directory.resolve("templates"));
        final Path bad = Files.writeString(templates.resolve("test.title.mustache"), "fine\n{{nothere}}");
        final Path file = file("preset: production\nnotifications:\n  templates: " + templates + "\n");

        final Run run = Run.of("", "config", "check", file.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith(file + ":3:14: notifications.templates: " + bad + ":2: there is no value 'nothere'");

        final JsonNode error = new ObjectMapper().readTree(Run.of("", "config", "check", "--json", file.toString()).out()).at("/errors/0");
        assertThat(error.get("line").intValue()).isEqualTo(3);
        assertThat(error.get("column").intValue()).isEqualTo(14);
        assertThat(error.get("message").textValue()).startsWith(bad + ":2: ");

        final Run start = Run.of("", "run", "--config", file.toString(), "--directory", directory.resolve("data").toString(), "--input",
            "-", "--actor", "ann");
        assertThat(start.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(start.err()).contains(file + ":3:14: notifications.templates: " + bad + ":2: ");
        assertThat(Run.of("", "doctor", "--config", file.toString()).out()).contains(file + ":3:14: notifications.templates: " + bad);

        Files.delete(bad);
        assertThat(Run.of("", "config", "check", file.toString()).exitCode()).isEqualTo(ExitCode.OK);
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
    void shouldExplainNotificationsWithoutTheirSecrets() throws IOException
    {
        final Path secret = Files.writeString(directory.resolve("token"), "a-canary");
        final Path file = file("""
            notifications:
              channels:
                chat:
                  type: telegram
                  token-file: FILE
                  chats: ["@desk", "-100"]
              escalation: [ { after: 5m, channels: [chat] } ]
            """.replace("FILE", secret.toString()));

        final Run run = Run.of("", "config", "explain", file.toString());
        final Run json = Run.of("", "config", "explain", "--json", file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).containsPattern("\\* notifications\\.channels\\.chat\\.type +telegram +\\S*breaker\\.yaml:3")
            .containsPattern("\\* notifications\\.channels\\.chat\\.token-file +\\Q" + secret + "\\E +\\S*breaker\\.yaml:5")
            .containsPattern("\\* notifications\\.channels\\.chat\\.chats +\\[@desk, -100\\] +\\S*breaker\\.yaml:6")
            .containsPattern("  notifications\\.channels\\.chat\\.rate +30 +default of telegram")
            .containsPattern("\\* notifications\\.escalation\\.1 +after 5m: chat +\\S*breaker\\.yaml:7");
        assertThat(new ObjectMapper().readTree(json.out()).get("values").toString()).contains("notifications.channels.chat.token-file");
        assertThat(run.out() + json.out()).doesNotContain("a-canary");
    }

    @Test
    void shouldQuoteNoSecretThatStandsInTheFile() throws IOException
    {
        final Path file = file("notifications.channels: { chat: { type: slack, webhook-url: a-canary } }\npassword: a-canary\n");

        final Run run = Run.of("", "config", "check", file.toString());
        final Run json = Run.of("", "config", "check", "--json", file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains(":1:61: notifications.channels.chat.webhook-url: is a secret", ":2:1: password: is not a key");
        assertThat(json.out()).contains("\"column\":61");
        assertThat(run.out() + run.err() + json.out() + json.err()).doesNotContain("a-canary");
    }

    @Test
    void shouldSimulateWhereTheSecretsAreNot() throws IOException
    {
        final Path file = file("notifications.channels: { chat: { type: slack, webhook-url: \"${NOT_SET_ANYWHERE}\" } }\n");

        assertThat(Run.of("", "config", "check", file.toString()).err()).contains("the environment variable NOT_SET_ANYWHERE is not set");
        final Run run = Run.of("time_ms,scope,event,a,b,text\n", "simulate", "--config", file.toString(), "-");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
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

    /** Names below invalid are known to nobody (RFC 6761); without the option nobody is asked. */
    @Test
    void shouldFindHostsThatNobodyKnowsWhereItIsAskedTo() throws IOException
    {
        final Path file = directory.resolve("hosts.yaml");
        final Path kept = Files.writeString(directory.resolve("url"), "https://canary.invalid/x\n");
        Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, """
            notifications:
              channels:
                hook: { type: webhook, url: "https://hook.invalid/x", key: "${PATH}" }
                mail: { type: email, host: mail.invalid, from: a@example.com, to: [b@example.com] }
                here: { type: webhook, url: "http://127.0.0.1:1/x", key: "${PATH}", allow-private: yes }
                kept: { type: webhook, url-file: "FILE", key: "${PATH}" }
            """.replace("FILE", kept.toString()));
        assertThat(Run.of("", "config", "check", file.toString()).exitCode()).isEqualTo(ExitCode.OK);
        final Run run = Run.of("", "config", "check", "--resolve", file.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err().lines()).hasSize(3);
        assertThat(run.err()).contains("hosts.yaml:6:", "nobody knows the host that it refers to").doesNotContain("canary");
        assertThat(run.err()).contains("hosts.yaml:3:", "hook.invalid", "hosts.yaml:4:", "mail.invalid", "nobody knows the host");
    }
}
