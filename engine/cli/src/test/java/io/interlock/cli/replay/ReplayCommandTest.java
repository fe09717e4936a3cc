package io.interlock.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Main;
import io.interlock.cli.Run;
import io.interlock.cli.Terminal;
import io.interlock.config.ConfigLoader;
import io.interlock.host.Interlock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code interlock replay} says, and its exit codes: of a recording that is whole, changed, missing, foreign or hostile. */
class ReplayCommandTest
{
    /** Moves a terminal's cursor, turns text round, and ends a JSON string, wherever it is not shown as text. */
    private static final String HOSTILE = "\u001b[2J\"\u202e\n</script>";

    @TempDir
    private Path temp;

    private Path live(final String inputs, final Consumer<Interlock> life)
    {
        final Path data = temp.resolve("data");
        try (Interlock interlock = Interlock.launch(
            ConfigLoader.load("test", "engine: { stale-limit: 10s }\njournal: { inputs: " + inputs + " }"), data))
        {
            life.accept(interlock);
            interlock.drain();
        }
        return data;
    }

    private static void halt(final Interlock interlock, final String scope)
    {
        interlock.scope(scope).reporter().apiLatency(4_000_000_000L);
        interlock.drain();
    }

    private Path recorded()
    {
        return live("on", interlock ->
        {
            halt(interlock, "binance");
            interlock.desk().forceRecovery("binance", "ann", "checked");
        });
    }

    private static Run replay(final Path data, final String... more)
    {
        return Run.of("", Stream.concat(Stream.of("replay", data.toString()), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void shouldBeEqualToTheJournal() throws IOException
    {
        final Path data = recorded();
        final Run run = replay(data);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("equal: 1 life", "3 decisions equal in every field").doesNotContain("not comparable");
        final JsonNode answer = new ObjectMapper().readTree(replay(data, "--json").out());
        assertThat(answer.get("equal").asBoolean()).isTrue();
        assertThat(answer.get("decisions_equal").asLong()).isEqualTo(3);
        assertThat(answer.get("first_difference").isNull()).isTrue();
        assertThat(answer.get("lives").size()).isEqualTo(1);
        assertThat(answer.get("not_recorded").size()).isZero();
    }

    @Test
    void shouldReplayWhereTheSecretsOfTheConfigurationAreNot() throws IOException
    {
        final Path data = temp.resolve("data");
        final Path secret = Files.writeString(temp.resolve("key"), "a-secret");
        try (Interlock interlock = Interlock.launch(ConfigLoader.load("test", """
            engine: { stale-limit: 10s }
            journal: { inputs: on }
            notifications.channels:
              pager: { type: pagerduty, priority: EMERGENCY, routing-key-file: "FILE" }
            """.replace("FILE", secret.toString())), data))
        {
            halt(interlock, "binance");
        }
        Files.delete(secret);

        final Run run = replay(data);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(replay(data, "--preset", "conservative").exitCode()).isEqualTo(ExitCode.OK);
    }

    @Test
    void shouldTellDecisionsOfALifeThatWasNotRecorded() throws IOException
    {
        live("off", interlock -> halt(interlock, "early"));
        final Path data = live("on", interlock -> halt(interlock, "binance"));
        final Run run = replay(data);
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("1 decision not comparable: the inputs were not recorded").contains("1 not comparable");
        final JsonNode answer = new ObjectMapper().readTree(replay(data, "--json").out());
        assertThat(answer.get("not_recorded").get(0).get("decisions").asLong()).isEqualTo(1);
        assertThat(answer.get("not_comparable").asLong()).isEqualTo(1);
    }

    @Test
    void shouldFailAtADifference() throws IOException
    {
        final Path data = recorded();
        edit(data, true);
        final Run run = replay(data);
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("first difference: decision 3", "scope binance", "reason is Checked on the disk and checked in the")
            .contains("different: ");
        final Run json = replay(data, "--json");
        assertThat(json.exitCode()).isEqualTo(ExitCode.FAILED);
        final JsonNode first = new ObjectMapper().readTree(json.out()).get("first_difference");
        assertThat(first.get("field").asText()).isEqualTo("reason");
        assertThat(first.get("journal").asText()).isEqualTo("Checked");
        assertThat(first.get("replay").asText()).isEqualTo("checked");
    }

    /** Whether it is damaged is verify's to tell: here it cannot be compared. */
    @Test
    void shouldNotCompareADamagedRecord() throws IOException
    {
        final Path data = recorded();
        edit(data, false);
        final Run run = replay(data);
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("1 not comparable", "2 decisions equal in every field");
    }

    /** Another reason in the journal's file, with its checksum or without. */
    private static void edit(final Path data, final boolean sealed) throws IOException
    {
        final Path journal = onlyFile(data.resolve("journal"));
        final byte[] bytes = Files.readAllBytes(journal);
        final int at = find(bytes, "checked", 0);
        bytes[at] = 'C';
        if (sealed)
        {
            int begin = at;
            for (int next = find(bytes, "ILJR", 0); next >= 0 && next < at; next = find(bytes, "ILJR", next + 1))
            {
                begin = next;
            }
            final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            final int length = buffer.getInt(begin + 8) - Integer.BYTES;
            final CRC32C crc = new CRC32C();
            crc.update(bytes, begin, length);
            buffer.putInt(begin + length, (int)crc.getValue());
        }
        Files.write(journal, bytes);
    }

    private static int find(final byte[] bytes, final String text, final int from)
    {
        final byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        for (int at = from; at + wanted.length <= bytes.length; at++)
        {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length))
            {
                return at;
            }
        }
        return -1;
    }

    @Test
    void shouldRefuseARecordingOfAnotherVersion() throws IOException
    {
        final Path data = recorded();
        final Path inputs = onlyFile(data.resolve("inputs"));
        final byte[] bytes = Files.readAllBytes(inputs);
        final int begin = find(bytes, "ILIN", 0);
        final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        final int length = buffer.getInt(begin - Integer.BYTES) & 0x3FFF_FFFF;
        assertThat(buffer.getInt(begin + 12)).as("the first frame").isEqualTo(crc(bytes, begin, length));
        bytes[begin + 4] = 3;
        buffer.putInt(begin + 12, crc(bytes, begin, length));
        Files.write(inputs, bytes);
        bad(data, "is of version 3, this program reads versions 1 and 2", inputs.getFileName().toString());
    }

    private static int crc(final byte[] bytes, final int begin, final int length)
    {
        final CRC32C crc = new CRC32C();
        crc.update(bytes, begin, 12);
        crc.update(bytes, begin + 16, length - 16);
        return (int)crc.getValue();
    }

    private static Path onlyFile(final Path folder) throws IOException
    {
        try (Stream<Path> files = Files.list(folder))
        {
            return files.filter(file -> file.toString().endsWith(".cq4")).findFirst().orElseThrow();
        }
    }

    @Test
    void shouldSayWhatIsWrongWithADirectory() throws IOException
    {
        final Path empty = Files.createDirectory(temp.resolve("empty"));
        bad(temp.resolve("none"), "there is no such directory");
        bad(empty, "there is no recording of inputs in this directory", "journal.inputs: on");
        bad(Files.writeString(temp.resolve("file.txt"), "text"), "file.txt: is a file: a recording is a directory");
        Files.createDirectory(empty.resolve("inputs"));
        bad(empty, "inputs: there is no recording in this directory");
        Files.writeString(empty.resolve("inputs").resolve("notes.txt"), "text");
        Files.write(empty.resolve("inputs").resolve("20260101.cq4"), new byte[4_096]);
        bad(empty, "empty");
        bad(live("off", interlock -> halt(interlock, "a")), "there is no recording of inputs in this directory");
    }

    private static void bad(final Path data, final String... words)
    {
        for (final String[] more : List.of(new String[0], new String[] {"--json"}, new String[] {"--preset", "conservative"}))
        {
            final Run run = replay(data, more);
            assertThat(run.exitCode()).as("%s: %s", List.of(more), run.err()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains(words).doesNotContain("Exception").doesNotContain("internal error");
        }
    }

    @Test
    void shouldSayThatADirectoryMayNotBeRead() throws IOException
    {
        final Path data = recorded();
        final Path inputs = data.resolve("inputs");
        Files.setPosixFilePermissions(inputs, PosixFilePermissions.fromString("---------"));
        try
        {
            assumeFalse(Files.isReadable(inputs), "this user may read everything");
            bad(data, "may not be read by this user");
        }
        finally
        {
            Files.setPosixFilePermissions(inputs, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void shouldRefuseCommandLinesThatMakeNoSense() throws IOException
    {
        final Path data = recorded();
        assertThat(Run.of("", "replay").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(replay(data, "--preset", "bold").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(replay(data, "--preset", "bold").err()).contains("'bold'", "conservative");
        assertThat(replay(data, "--preset", "default", "--config", "x.yaml").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(replay(data, "more").exitCode()).isEqualTo(ExitCode.USAGE);
        final Path yaml = Files.writeString(temp.resolve("bad.yaml"), "latency: { alert: soon }\nnothing: 1\n");
        final Run run = replay(data, "--config", yaml.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("bad.yaml", "alert", "nothing");
        assertThat(replay(data, "--config", temp.resolve("none.yaml").toString()).exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        final Run help = Run.of("", "replay", "--help");
        assertThat(help.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(help.out()).contains("DIR", "--config", "--preset", "--json", "Nothing on the disk is changed");
    }

    @Test
    void shouldShowWhatAnotherConfigurationHadDone() throws IOException
    {
        final Path data = recorded();
        final Run run = replay(data, "--preset", "conservative");
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("binance", "HALT");
        final JsonNode same = new ObjectMapper().readTree(replay(data, "--preset", "default", "--json").out());
        assertThat(same.get("same").asBoolean()).isTrue();
        final Path mild = Files.writeString(temp.resolve("mild.yaml"), "latency: { alert: 10s, throttle: 20s, halt: 30s }\n");
        final JsonNode other = new ObjectMapper().readTree(replay(data, "--config", mild.toString(), "--json").out());
        assertThat(other.get("same").asBoolean()).isFalse();
        assertThat(other.get("scopes").get(1).get("scope").asText()).isEqualTo("binance");
        assertThat(other.get("scopes").get(1).get("other").get("level").asText()).isEqualTo("CLOSED");
    }

    @Test
    void shouldShowHostileTextAsText() throws IOException
    {
        final Path data = live("on", interlock ->
        {
            halt(interlock, "v\u202e\u2028\"<b>");
            interlock.desk().kill("", HOSTILE, HOSTILE);
        });
        for (final String[] more : List.of(new String[0], new String[] {"--json"}, new String[] {"--preset", "conservative"},
            new String[] {"--preset", "conservative", "--json"}))
        {
            final Run run = replay(data, more);
            assertThat(run.exitCode()).as("%s", List.of(more)).isEqualTo(ExitCode.OK);
            assertThat(run.out()).doesNotContain("\u001b").doesNotContain("\u2028");
            if (List.of(more).contains("--json"))
            {
                assertThat(new ObjectMapper().readTree(run.out()).isObject()).isTrue();
            }
            else
            {
                assertThat(run.out()).doesNotContain("\u202e");
            }
        }
    }

    @Test
    void shouldBeQuietAboutABrokenPipeAndLoudAboutAFullDisk()
    {
        final Path data = recorded();
        for (final String[] more : List.of(new String[0], new String[] {"--json"}, new String[] {"--preset", "conservative"}))
        {
            assertThat(failing("Broken pipe", data, more)).isEmpty();
            assertThat(failing("No space left on device", data, more)).contains("cannot write the result: No space left on device");
        }
    }

    private static String failing(final String message, final Path data, final String... more)
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
        final int exitCode = Main.run(new Terminal(new ByteArrayInputStream(new byte[0]), broken,
            new PrintStream(err, true, StandardCharsets.UTF_8), false, false, false),
            Stream.concat(Stream.of("replay", data.toString()), Stream.of(more)).toArray(String[]::new));
        assertThat(exitCode).isEqualTo(ExitCode.FAILED);
        return err.toString(StandardCharsets.UTF_8);
    }
}
