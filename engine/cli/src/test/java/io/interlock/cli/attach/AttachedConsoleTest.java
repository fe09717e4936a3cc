package io.interlock.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Run;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.config.ConsoleConfig;
import io.interlock.core.model.Level;
import io.interlock.core.testing.Await;
import io.interlock.host.Interlock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code interlock console --attach} over engines that live, are killed, start again, and leave whatever in their directory. */
@Timeout(300)
class AttachedConsoleTest
{
    private static final String BREAKER = "/api/circuit-breaker/";
    private static final String ROWS = "time_ms,scope,event,a,b,text";

    @TempDir
    private Path temp;
    private Path data;
    private Path config;
    private MainChild engine;

    @BeforeEach
    void configure() throws IOException
    {
        data = temp.resolve("data");
        config = Files.writeString(temp.resolve("c.yaml"), "preset: default\nengine: { stale-limit: 30s, max-scopes: 16 }\n");
    }

    @AfterEach
    void end()
    {
        if (engine != null)
        {
            engine.close();
        }
    }

    private void run() throws IOException
    {
        engine = MainChild.start("run", "--config", config.toString(), "--directory", data.toString(), "--input", "-");
        engine.until("ready: pid");
    }

    private AttachedConsole attach()
    {
        final BreakerConfig breaker = ConfigLoader.load(config, "production");
        final ConsoleConfig none = ConsoleConfig.NONE;
        return AttachedConsole.start(data, breaker, new ConsoleConfig(
            0, none.bind(), "", "", none.names(), none.limits(), none.twoPerson()));
    }

    private static JsonNode scope(final Client client, final String path)
    {
        for (final JsonNode scope : client.get(BREAKER + "status").get("scopes"))
        {
            if (scope.get("scope").textValue().equals(path))
            {
                return scope;
            }
        }
        return null;
    }

    private static JsonNode check(final Client client, final String intent)
    {
        return client.get(BREAKER + "check?scope=binance&intent=" + intent + "&confidence=0.9");
    }

    @Test
    void shouldTellOfAnEngineThatLivesIsKilledAndStartsAgain() throws Exception
    {
        Files.createDirectory(data);
        try (AttachedConsole console = attach())
        {
            final Client client = new Client(console.url(), console.madeTokens());
            assertThat(client.health()).as("before there is an engine").isEqualTo(503);
            assertThat(client.ask("viewer", "GET", BREAKER + "status", null).text()).contains("there is no gate file", "no-gate-file");

            run();
            Await.until("up", () -> client.health() == 200);
            engine.row(ROWS);
            engine.row("0,binance,api_latency,4000,,");
            Await.until("halted", () -> scope(client, "binance") != null && scope(client, "binance").get("level").asText().equals("HALT"));
            assertTold(client);
            final String boot = client.get(BREAKER + "status").get("boot_id").textValue();

            engine.kill();
            assertThat(client.health()).as("dead: told at once").isEqualTo(503);
            assertThat(check(client, "OPEN").get("reason").textValue()).isEqualTo("DENIED_STALE");
            assertThat(check(client, "CLOSE").get("allowed").booleanValue()).as("as the last level says").isTrue();
            assertThat(client.get(BREAKER + "status").get("stale").booleanValue()).isTrue();
            assertThat(scope(client, "binance").get("level").textValue()).isEqualTo("HALT");
            assertThat(client.ask("viewer", "GET", "/metrics", null).text()).contains("interlock_stale 1");

            run();
            Await.until("up again", () -> client.health() == 200);
            Await.until("the next life", () -> !client.get(BREAKER + "status").get("boot_id").textValue().equals(boot));
            assertThat(scope(client, "binance").get("level").textValue()).isEqualTo("HALT");
            assertThat(check(client, "OPEN").get("reason").textValue()).isEqualTo("DENIED_HALT");
            engine.row(ROWS);
            engine.row("0,okx,api_latency,600,,");
            Await.until("a transition of each life", () -> transitions(client).equals(List.of("binance HALT", "okx ALERT")));
            assertThat(engine.stop()).isZero();
            assertThat(client.health()).as("closed in good order").isEqualTo(503);
        }
    }

    /** What holds now, and not what held when that life began. */
    @Test
    void shouldTellTheConfigurationOfTheLastReload() throws Exception
    {
        try (Interlock interlock = Interlock.launch(config, data); AttachedConsole console = attach())
        {
            final Client client = new Client(console.url(), console.madeTokens());
            Await.until("its first", () -> !client.get(BREAKER + "status").at("/engine/config_hash").isNull());
            final String first = client.get(BREAKER + "status").at("/engine/config_hash").textValue();
            Files.writeString(config, Files.readString(config) + "latency.alert: 7ms\n");
            final Run run = Run.of("", "config", "reload", "--directory", data.toString(), "--actor", "ann");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(interlock.status().state()).isEqualTo(Level.CLOSED);
            Await.until("its next", () -> !client.get(BREAKER + "status").at("/engine/config_hash").textValue().equals(first));
            final String next = client.get(BREAKER + "status").at("/engine/config_hash").textValue();
            assertThat(client.ask("viewer", "GET", "/metrics", null).text()).contains(next).doesNotContain(first);
            assertThat(client.get(BREAKER + "status").at("/engine/build").isNull()).isFalse();
            assertThat(client.ask("viewer", "GET", BREAKER + "history", null).text()).contains("urn:interlock:problem:attached");
        }
    }

    private static List<String> transitions(final Client client)
    {
        final JsonNode page = client.get(BREAKER + "transitions");
        final List<String> all = new ArrayList<>();
        page.get("transitions").forEach(one -> all.add(one.get("scope").textValue() + ' ' + one.get("to").textValue()));
        assertThat(page.get("source").textValue()).isEqualTo("attached");
        return all;
    }

    private static void assertTold(final Client client)
    {
        final JsonNode status = client.get(BREAKER + "status");
        assertThat(status.get("source").textValue()).isEqualTo("attached");
        assertThat(status.get("state").textValue()).isEqualTo("HALT");
        assertThat(status.get("stale").booleanValue()).isFalse();
        final JsonNode binance = scope(client, "binance");
        assertThat(binance.get("cause").textValue()).isEqualTo("API_LATENCY");
        assertThat(binance.get("value").doubleValue()).isEqualTo(4_000);
        assertThat(binance.get("recovery").get("needs").textValue()).isNotEmpty();
        for (final String unknown : List.of(
            "/metrics/api_latency_samples", "/metrics/avg_api_latency_ms", "/counters/in_lanes", "/counters/issues_lost",
            "/engine/ring_depth", "/engine/ring_capacity", "/engine/audit_depth", "/engine/lanes", "/journal/state", "/journal/lag",
            "/health", "/gateway", "/actions", "/engine/trading_actions",
            "/scopes/0/causes", "/scopes/0/equity", "/scopes/0/recovery/evidence_wanted"))
        {
            assertThat(status.at(unknown).isNull()).as(unknown + " is null and no zero: " + status.at(unknown)).isTrue();
        }
        assertThat(check(client, "OPEN").get("reason").textValue()).isEqualTo("DENIED_HALT");
        assertThat(check(client, "CANCEL").get("allowed").booleanValue()).isTrue();
        assertThat(client.ask("reporter", "GET", BREAKER + "check?scope=nobody&intent=OPEN", null).status()).isEqualTo(404);
        Await.until("journaled", () -> transitions(client).equals(List.of("binance HALT")));
        Await.until("read to its end", () -> client.get(BREAKER + "transitions").get("note").isNull());
        assertThat(client.get(BREAKER + "transitions").get("complete").booleanValue()).isTrue();
        Await.until("the issue", () -> client.get(BREAKER + "issues").get("issues").findValuesAsText("issue_type").contains("API_LATENCY"));
        assertThat(client.get(BREAKER + "issues").get("complete").booleanValue()).isTrue();
        Await.until("the life's configuration", () -> !client.get(BREAKER + "status").at("/engine/config_hash").isNull());
        assertThat(client.get("/api/notifications").get("source").textValue()).isEqualTo("attached");
        assertThat(client.get("/openapi.json").has("paths")).isTrue();
        assertThat(client.ask(null, "GET", "/", null).text()).contains("<title>Interlock</title>");
        // Counters are mirrored at a tick, a moment after the level.
        Await.until("counted", () -> client.ask("viewer", "GET", "/metrics", null).text().contains("interlock_transitions_total 1"));
        final String metrics = client.ask("viewer", "GET", "/metrics", null).text();
        assertThat(metrics)
            .contains("interlock_level{scope=\"binance\",level=\"HALT\"} 1", "interlock_stale 0", "interlock_transitions_total 1")
            .doesNotContain("interlock_ring_depth", "path=\"lane\"", "path=\"event\"", "interlock_journal_lag", "interlock_open_notices",
                "interlock_api_latency_samples", "NaN");
        assertThat(client.ask("viewer", "GET", BREAKER + "pending", null).text())
            .as("that nothing waits is not known").isEqualTo("{\"source\":\"attached\",\"pending\":null}");
        assertRefused(client);
    }

    private static void assertRefused(final Client client)
    {
        for (final String route : List.of("recover", "override", "confirm", "kill", "reset", "accept", "config", "reports"))
        {
            final Client.Answer answer = client.ask("admin", "POST", BREAKER + route, "{\"scope\":\"binance\"}");
            assertThat(answer.status()).as(route).isEqualTo(403);
            assertThat(answer.text()).contains("This console is attached: it reads the files", "interlock operator");
        }
        assertThat(client.ask("admin", "POST", "/api/notifications/all/acknowledge", "{}").status()).isEqualTo(403);
        assertThat(client.ask("admin", "DELETE", "/api/notifications/silences?id=x", null).status()).isEqualTo(403);
        assertThat(client.ask(null, "POST", BREAKER + "kill", "{}").status()).as("nobody learns even that").isEqualTo(401);
        assertThat(scope(client, "binance").get("level").textValue()).isEqualTo("HALT");
    }

    @Test
    void shouldSayWhatIsWrongWithAFileThatCannotBeTrusted() throws Exception
    {
        try (Interlock interlock = Interlock.launch(config, data))
        {
            interlock.scope("binance");
        }
        final Path file = data.resolve("gate.dat");
        final byte[] whole = Files.readAllBytes(file);
        try (AttachedConsole console = attach())
        {
            final Client client = new Client(console.url(), console.madeTokens());
            assertThat(check(client, "CLOSE").get("allowed").booleanValue()).isTrue();
            for (final int length : new int[] {whole.length - 1, 5_000, 100, 0})
            {
                try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw"))
                {
                    cut.setLength(length);
                }
                assertUnknown(client, length + " bytes", length == whole.length - 1 ? "its length is" : "cut short");
            }
            final byte[] noise = new byte[whole.length];
            new Random(11).nextBytes(noise);
            Files.write(file, noise);
            assertUnknown(client, "noise", "not a gate file");
            Files.delete(file);
            assertUnknown(client, "removed", "there is no gate file");
            Files.createDirectory(file);
            assertUnknown(client, "a directory", "no regular file");
            Files.delete(file);
            Files.write(file, whole);
            assertThat(check(client, "CLOSE").get("allowed").booleanValue()).as("mended").isTrue();
        }
    }

    private static void assertUnknown(final Client client, final String what, final String words)
    {
        assertThat(client.health()).as(what).isEqualTo(503);
        final Client.Answer check = client.ask("reporter", "GET", BREAKER + "check?scope=binance&intent=OPEN&confidence=0.9", null);
        assertThat(check.status()).as(what).isEqualTo(503);
        assertThat(check.text()).as(what).contains(words, "send nothing that adds risk");
        assertThat(client.ask("viewer", "GET", "/metrics", null).status()).as(what).isEqualTo(503);
        assertThat(client.ask("viewer", "GET", BREAKER + "status", null).text()).as(what).contains(words);
    }

    @Test
    void shouldLetInWithTheEnginesOwnTokensAndWriteNothing() throws Exception
    {
        final Path with = Files.writeString(temp.resolve("with.yaml"), Files.readString(config) + "console: { port: 0 }\n");
        try (Interlock interlock = Interlock.launch(with, data))
        {
            interlock.scope("binance").reporter().apiLatency(4_000_000_000L);
            interlock.drain();
        }
        final Map<String, String> before = listing();
        try (AttachedConsole console = attach())
        {
            assertThat(console.madeTokens()).isNull();
            final Client client = new Client(console.url(), data.resolve("console-tokens.txt"));
            assertThat(scope(client, "binance").get("level").textValue()).isEqualTo("HALT");
            Await.until("the journal is read", () -> transitions(client).equals(List.of("binance HALT")));
            assertThat(client.get(BREAKER + "status").get("stale").booleanValue()).as("closed").isTrue();
        }
        assertThat(listing()).isEqualTo(before);
    }

    private Map<String, String> listing() throws IOException
    {
        final Map<String, String> all = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(data))
        {
            for (final Path path : walk.toList())
            {
                all.put(path.toString(), Files.getLastModifiedTime(path) + " " + Files.size(path));
            }
        }
        return all;
    }

    @Test
    void shouldListenWhereItSaysAndStopOnSigterm() throws Exception
    {
        Files.createDirectory(data);
        try (MainChild console = MainChild.start("console", "--attach", data.toString()))
        {
            final Path tokens = data.resolve("attached/console-tokens.txt");
            assertThat(console.until("tokens:")).contains(tokens.toString(), "delete that file");
            final String ready = console.until("ready: pid " + console.pid());
            assertThat(ready).contains("there is no gate file");
            final String url = ready.substring(ready.indexOf("http://"), ready.indexOf(", attached to"));
            assertThat(new Client(url, tokens).health()).isEqualTo(503);
            assertThat(console.stop()).isEqualTo(ExitCode.OK);
            console.until("stopped");
        }
    }

    @Test
    void shouldRefuseWhatCannotBeServed() throws IOException
    {
        assertThat(Run.of("", "console").exitCode()).isEqualTo(ExitCode.USAGE);
        final Run nowhere = Run.of("", "console", "--attach", data.toString());
        assertThat(nowhere.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(nowhere.err()).contains(data.toString(), "is no directory");
        Files.createDirectory(data);
        assertThat(Run.of("", "console", "--attach", data.toString(), "--port", "70000").err()).contains("--port is 0 to 65535");
        final Run open = Run.of("", "console", "--attach", data.toString(), "--bind", "0.0.0.0");
        assertThat(open.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(open.err()).contains("without TLS").doesNotContain("\tat ");
        assertThat(Run.of("", "console", "--attach", data.toString(), "--bind", "example.invalid").exitCode()).isEqualTo(ExitCode.FAILED);
    }
}
