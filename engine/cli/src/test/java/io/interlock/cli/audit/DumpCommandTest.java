package io.interlock.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Main;
import io.interlock.cli.Run;
import io.interlock.cli.Terminal;
import io.interlock.config.ConfigLoader;
import io.interlock.core.testing.Await;
import io.interlock.host.Interlock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code journal dump}: what the writer of a post-mortem reads. */
class DumpCommandTest
{
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;
    private Path data;

    @BeforeEach
    void setUp()
    {
        data = folder.resolve("data");
    }

    private Run dump(final String... more)
    {
        final List<String> args = new ArrayList<>(List.of("journal", "dump", data.toString()));
        args.addAll(List.of(more));
        return Run.of("", args.toArray(String[]::new));
    }

    private List<JsonNode> json(final String... more) throws IOException
    {
        final List<String> args = new ArrayList<>(List.of(more));
        args.add("--json");
        final List<JsonNode> nodes = new ArrayList<>();
        for (final String line : dump(args.toArray(String[]::new)).lines())
        {
            nodes.add(JSON.readTree(line));
        }
        return nodes;
    }

    @Test
    void shouldTellEachRecordOnALineInUnitsOfPeople() throws IOException
    {
        Journals.halted(data, "binance", "checked by hand");
        final Map<String, String> before = Journals.listing(data);
        final Run run = dump();
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).containsPattern("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z +\\d+  TRANSITION +binance +CLOSED -> HALT  ")
            .contains("CLOSED -> HALT  API_LATENCY 4000 ms (threshold 3000 ms)")
            .containsPattern("COMMAND .*FORCE_RECOVERY .*ann.*checked by hand");
        final List<JsonNode> all = json();
        assertThat(all).hasSize(run.lines().size());
        for (int i = 0; i < all.size(); i++)
        {
            assertThat(all.get(i).get("sequence").asLong()).isEqualTo(i + 1);
        }
        assertThat(all).filteredOn(node -> node.get("type").asText().equals("TRANSITION")).hasSize(2).first().satisfies(node ->
        {
            assertThat(node.get("from").asText()).isEqualTo("CLOSED");
            assertThat(node.get("to").asText()).isEqualTo("HALT");
            assertThat(node.get("value").asDouble()).isEqualTo(4000);
            assertThat(node.get("unit").asText()).isEqualTo("ms");
        });
        assertThat(Journals.listing(data)).as("nothing on the disk is changed").isEqualTo(before);
    }

    @Test
    void shouldTellTheTypesAndTheTimeThatAreAskedFor() throws IOException
    {
        Journals.halted(data, "binance", "first");
        final long records = json().size();
        Journals.halted(data, "okx", "second");
        assertThat(dump("--type", "transition,COMMAND").lines()).hasSize(6)
            .allMatch(line -> line.contains("  TRANSITION  ") || line.contains("  COMMAND  "));
        assertThat(json("--from", Long.toString(records + 1)).get(0).get("sequence").asLong()).isEqualTo(records + 1);
        assertThat(json("--from", "1h")).hasSameSizeAs(json());
        assertThat(json("--from", Instant.now().plusSeconds(60).toString())).isEmpty();
        assertThat(dump("--type", "TRANSITIONS").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(dump("--type", "TRANSITIONS").err()).contains("TRANSITION", "RETAINED");
        assertThat(dump("--from", "yesterday").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(dump("--from", "yesterday").err()).contains("'yesterday'", "2h");
    }

    /** Every line has every key, and the page for people names each. */
    @Test
    void shouldDocumentEachKeyOfARecord() throws IOException
    {
        Journals.halted(data, "binance", "checked");
        final String page = Files.readString(Path.of("../docs/command-line.md"), UTF_8);
        final String table = page.substring(page.indexOf("The keys of a record"), page.indexOf("What is not as it was written"));
        final List<String> documented = Pattern.compile("`([a-z_]+)`").matcher(
            table.lines().filter(line -> line.startsWith("| `")).map(line -> line.split("\\|")[1]).collect(Collectors.joining()))
            .results().map(match -> match.group(1)).toList();
        assertThat(json()).isNotEmpty().allSatisfy(node ->
        {
            final List<String> keys = new ArrayList<>();
            node.fieldNames().forEachRemaining(keys::add);
            assertThat(keys).containsExactlyElementsOf(documented);
        });
    }

    @Test
    void shouldShowHostileTextWithoutObeyingIt() throws IOException
    {
        Journals.halted(data, "v", "red \u001b[31m\u001b]0;title\u0007 \u202Edrawkcab\nforged line \u2028 \u0000");
        final Run run = dump();
        assertThat(run.out()).doesNotContain("\u001b", "\u0007", "\u202E", "\u2028", "\u0000");
        assertThat(run.lines()).noneMatch(line -> line.startsWith("forged line"));
        assertThat(dump("--json").out()).doesNotContain("\u001b", "\u202E", "\u2028", "\u0000");
        assertThat(json("--type", "COMMAND").get(0).get("reason").asText()).startsWith("red \u001b[31m");
    }

    @Test
    void shouldTellDamageInItsPlaceAndGoOn() throws IOException
    {
        Journals.halted(data, "v", "SECRETREASON");
        final int records = dump().lines().size();
        assertThat(Journals.edit(data, "SECRETREASON".getBytes(UTF_8), "SECRETTREASON".substring(0, 12).getBytes(UTF_8))).isTrue();
        final Run run = dump();
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.lines()).hasSize(records);
        assertThat(run.out()).contains("DAMAGED").containsPattern("STOPPED");
        assertThat(json()).anyMatch(node -> node.toString().contains("DAMAGED"));
    }

    @Test
    void shouldFollowWhatARunningEngineWrites() throws Exception
    {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final AtomicInteger exit = new AtomicInteger(-1);
        try (Interlock interlock = Interlock.launch(ConfigLoader.load("test", "engine: { stale-limit: 10s }"), data))
        {
            final Thread follower = new Thread(() -> exit.set(Main.run(terminal(out), "journal", "dump", data.toString(), "--follow")));
            follower.start();
            Await.until("STARTED", () -> out.toString(UTF_8).contains("STARTED"));
            interlock.scope("binance").reporter().apiLatency(4_000_000_000L);
            Await.until("CLOSED -> HALT", () -> out.toString(UTF_8).contains("CLOSED -> HALT"));
            interlock.desk().forceRecovery("binance", "ann", "checked");
            Await.until("HALT -> CLOSED", () -> out.toString(UTF_8).contains("HALT -> CLOSED"));
            follower.interrupt();
            follower.join(Duration.ofSeconds(60).toMillis());
            assertThat(follower.isAlive()).isFalse();
        }
        assertThat(exit.get()).isEqualTo(ExitCode.OK);
    }

    @Test
    void shouldEndWhereNobodyReadsAnyMore() throws IOException
    {
        Journals.halted(data, "v", "checked");
        final OutputStream closed = new OutputStream()
        {
            @Override
            public void write(final int one) throws IOException
            {
                throw new IOException("Broken pipe");
            }
        };
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final Terminal terminal = new Terminal(
            new ByteArrayInputStream(new byte[0]), closed, new PrintStream(err, true, UTF_8), false, false, false);
        assertThat(Main.run(terminal, "journal", "dump", data.toString(), "--follow")).isBetween(0, 1);
        assertThat(err.toString(UTF_8)).doesNotContain("internal error", "Exception");
        assertThat(Files.exists(data)).isTrue();
    }

    private static Terminal terminal(final OutputStream out)
    {
        return new Terminal(new ByteArrayInputStream(new byte[0]), out, System.err, false, false, false);
    }
}
