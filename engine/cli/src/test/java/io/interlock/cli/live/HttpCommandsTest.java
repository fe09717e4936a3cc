package io.interlock.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Run;
import io.interlock.core.model.Level;
import io.interlock.core.testing.Await;
import io.interlock.host.ConsoleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same commands by both ways. */
class HttpCommandsTest
{
    @TempDir
    private Path temporary;
    private ConsoleEngine engine;

    @BeforeEach
    void launch() throws IOException
    {
        engine = new ConsoleEngine(temporary, "preset: default\nengine: { stale-limit: 10s }\nconsole: { port: 0 }\n");
        engine.interlock().scope("binance").reporter().apiLatency(4_000_000_000L);
        engine.interlock().scope("okx").reporter().success();
        engine.interlock().drain();
        assertThat(engine.interlock().scope("binance").level()).isEqualTo(Level.HALT);
        // A status is shared for a moment by all who ask, the console's own series among them.
        Await.until("a status knows of it", () -> json(engine.run("viewer", "status", "--json")).get("state").textValue().equals("HALT"));
    }

    @AfterEach
    void close()
    {
        engine.close();
    }

    private static JsonNode json(final Run run) throws IOException
    {
        return new ObjectMapper().readTree(run.out());
    }

    private Run mapped(final String... command)
    {
        final List<String> args = new ArrayList<>(List.of(command));
        args.addAll(List.of("--directory", engine.directory().toString(), "--timeout", "60"));
        return Run.of("", args.toArray(String[]::new));
    }

    private static Set<String> names(final JsonNode object)
    {
        final Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void shouldShowTheSameStatusByBothWays() throws IOException
    {
        final Run http = engine.run("viewer", "status", "--json");
        assertThat(http.err()).isEqualToIgnoringNewLines("via " + engine.url() + " as viewer");
        final Run mapped = mapped("status", "--json");
        assertThat(mapped.err()).isEqualToIgnoringNewLines("via " + engine.directory().resolve("gate.dat"));
        final JsonNode one = json(http);
        final JsonNode other = json(mapped);
        // Not before notify.json was written, which the API does not wait for.
        final Set<String> more = names(one);
        more.removeAll(names(other));
        assertThat(more).isSubsetOf("channels_written_ms");
        assertThat(one.get("pid").isNull()).isTrue();
        assertThat(one.get("boot_id")).isEqualTo(other.get("boot_id"));
        assertThat(one.get("state").textValue()).isEqualTo("HALT");
        for (int i = 0; i < 3; i++)
        {
            final JsonNode left = one.get("scopes").get(i);
            final JsonNode right = other.get("scopes").get(i);
            assertThat(names(left)).isEqualTo(names(right));
            for (final String field : List.of("scope", "level", "own_level", "override", "own_override", "guard", "cause", "value",
                "threshold", "exchange", "network", "consecutive_failures", "window_orders", "awaiting_confirmation", "resettable"))
            {
                assertThat(left.get(field)).as("%s of %s", field, left).isEqualTo(right.get(field));
            }
        }
        assertThat(engine.run("viewer", "status", "--exit-code").exitCode()).isEqualTo(ExitCode.LEVEL_BASE + Level.HALT.ordinal());
        assertThat(engine.run("viewer", "status").out()).contains("binance", "API_LATENCY 4000 ms (threshold 3000 ms)", "cooldown for ");
        assertThat(engine.run("viewer", "stat").out()).contains("judged ", "by kind:");
    }

    /** A success that was gathered in a lane is a report that was judged, too. */
    @Test
    void shouldCountReportsAlikeByBothWays()
    {
        Await.until("both have counted the two", () -> json(mapped("stat", "--json")).at("/counters/judged").asLong() == 2
            && json(engine.run("viewer", "stat", "--json")).at("/counters/judged").asLong() == 2);
    }

    @Test
    void shouldTellScopesInTheSameOrderByBothWays() throws IOException
    {
        engine.interlock().scope("a");

        Await.until("both tell of it", () -> paths(mapped("status", "--json")).equals(List.of("", "a", "binance", "okx"))
            && paths(engine.run("viewer", "status", "--json")).equals(List.of("", "a", "binance", "okx")));
    }

    private static List<String> paths(final Run status) throws IOException
    {
        final List<String> paths = new ArrayList<>();
        json(status).path("scopes").forEach((scope) -> paths.add(scope.get("scope").textValue()));
        return paths;
    }

    @Test
    void shouldCommandByTheConsoleAsTheTokensOwner() throws IOException
    {
        final Run halted = engine.run("operator", "operator", "override", "on", "--scope", "okx", "--reason", "news");
        assertThat(halted.exitCode()).isZero();
        assertThat(halted.err()).contains("via " + engine.url() + " as operator");
        assertThat(halted.out()).startsWith("okx is now at CLOSED: ");
        final Run refused = engine.run("operator", "operator", "recover", "--scope", "binance");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.NOT_AUTHORISED);
        assertThat(refused.err()).contains("not authorised: ", "can command without the console: with --actor NAME");
        final JsonNode recovered = json(engine.run("admin", "operator", "recover", "--scope", "binance", "--json", "--reason", "seen"));
        assertThat(recovered.get("accepted").booleanValue()).isTrue();
        assertThat(recovered.get("level").textValue()).isEqualTo("CLOSED");
        final Run again = engine.run("admin", "operator", "confirm", "--scope", "binance");
        assertThat(again.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(again.err()).contains("refused at CLOSED: cannot confirm");
        assertThat(engine.run("admin", "operator", "kill", "--scope", "nowhere").exitCode()).isEqualTo(ExitCode.FAILED);
        final Run named = engine.run("admin", "operator", "kill", "--scope", "okx", "--actor", "mia");
        assertThat(named.exitCode()).isZero();
        assertThat(named.err()).contains("--actor counts on the mapped file alone");
        assertThat(engine.interlock().scope("okx").level()).isEqualTo(Level.SHUTDOWN);
        // The same by the mapped file.
        final JsonNode slot = json(mapped("operator", "override", "on", "--actor", "ann", "--json"));
        assertThat(names(slot)).isEqualTo(names(recovered));
        assertThat(mapped("operator", "kill").err()).contains("--actor NAME is missing");
    }

    @Test
    void shouldSpeakOfNotificationsByTheConsole()
    {
        Await.until("a notice is open", () -> !engine.interlock().notifications().open().isEmpty());
        final Run all = engine.run("operator", "notify", "ack");
        assertThat(all.exitCode()).as(all.err()).isZero();
        assertThat(all.err()).contains("via " + engine.url() + " as operator");
        final Run silence = engine.run("operator", "notify", "silence", "--scope", "okx", "--for", "30m", "--reason", "works on it");
        assertThat(silence.exitCode()).as(silence.err()).isZero();
        final String id = engine.interlock().notifications().silences().get(0).id();
        assertThat(engine.interlock().notifications().silences().get(0).why()).isEqualTo("works on it");
        assertThat(engine.run("operator", "notify", "unsilence", id).exitCode()).isZero();
        assertThat(engine.run("viewer", "notify", "ack").exitCode()).isEqualTo(ExitCode.NOT_AUTHORISED);
        assertThat(engine.run("operator", "notify", "ack", "no/such id?").exitCode()).isNotZero();
    }

    @Test
    void shouldTailByBothWays()
    {
        Await.until("the console has it", () -> engine.run("viewer", "tail", "--no-follow").out().contains("CLOSED -> HALT"));
        final Run http = engine.run("viewer", "tail", "--no-follow");
        assertThat(http.err()).contains("via " + engine.url() + " as viewer");
        assertThat(http.out()).contains("CLOSED -> HALT  API_LATENCY 4000 ms (threshold 3000 ms)");
        // Told at once, and journaled beside it.
        Await.until("the journal has it", () -> mapped("tail", "--no-follow").out().contains("CLOSED -> HALT"));
        final Run mapped = mapped("tail", "--no-follow");
        final String line = http.out().lines().filter(one -> one.contains("HALT")).findFirst().orElseThrow();
        assertThat(mapped.out().lines()).contains(line);
        assertThat(engine.run("viewer", "tail", "--no-follow", "--json").out()).contains("{\"type\":\"transition\",\"time\":\"",
            "\"scope\":\"binance\",\"from\":\"CLOSED\",\"to\":\"HALT\",\"cause\":\"API_LATENCY\",\"value\":4000,\"threshold\":3000}");
    }

    @Test
    void shouldNotTellATokenToAnAddressOfAFormerLife() throws IOException
    {
        final Path file = engine.directory().resolve(ConsoleFile.NAME);
        final Path kept = temporary.resolve("kept.json");
        Files.copy(file, kept, StandardCopyOption.COPY_ATTRIBUTES);
        engine.restart();
        Files.move(kept, file, StandardCopyOption.REPLACE_EXISTING);
        final Run run = engine.run("viewer", "status");
        assertThat(run.err()).contains("via " + engine.directory().resolve("gate.dat") + " (console.json is of a former life");
        Files.writeString(file, "{\"version\":9,\"url\":\"x\",\"boot_id\":\"y\"}");
        assertThat(engine.run("viewer", "status").exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        Files.writeString(file, "{");
        assertThat(engine.run("viewer", "status").err()).contains("is not what an engine writes");
        engine.close();
        assertThat(file).doesNotExist();
        assertThat(engine.run("viewer", "status").err()).contains("gate.dat (it has no console)");
    }
}
