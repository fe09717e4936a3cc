package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.GatewayView;
import io.interlock.core.port.TradingActions;
import io.interlock.core.report.Reporter;
import io.interlock.core.testing.Await;
import io.interlock.journal.FileJournal;
import io.interlock.journal.record.Decoded;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole engine, asked and commanded over HTTP. */
class ConsoleTest
{
    private static final String BREAKER = "/api/circuit-breaker/";
    private static final List<String> ROLES = List.of("reporter", "viewer", "operator", "admin");

    @TempDir
    private Path directory;

    private static BreakerConfig config(final String more)
    {
        return ConfigLoader.load("test", "engine: { stale-limit: 30s }\nconsole: { port: 0 }\n" + more);
    }

    private Interlock launch(final String more)
    {
        return Interlock.launch(config(more), directory, new EngineContext().commandDeadline(Duration.ofSeconds(30)));
    }

    private static boolean mayBe(final String held, final JsonNode wanted)
    {
        for (final JsonNode role : wanted)
        {
            final boolean reporter = "reporter".equals(role.textValue()) || "reporter".equals(held);
            if (held.equals(role.textValue()) || ROLES.indexOf(held) >= (reporter ? 2 : ROLES.indexOf(role.textValue()))
                && !"reporter".equals(held))
            {
                return true;
            }
        }
        return wanted.isEmpty();
    }

    @Test
    void shouldAnswerEachRouteAsTheFileSaysToEachRoleAndNobody() throws Exception
    {
        try (Interlock interlock = launch(""))
        {
            final ConsoleClient client = ConsoleClient.of(interlock);
            final JsonNode paths = client.get("/openapi.json").get("paths");
            int asked = 0;
            for (final Map.Entry<String, JsonNode> path : paths.properties())
            {
                for (final Map.Entry<String, JsonNode> operation : path.getValue().properties())
                {
                    asked += everybody(client, operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue());
                }
            }
            assertThat(asked).isGreaterThan(15 * 5);
            assertThat(interlock.status().state()).isEqualTo(Level.CLOSED);
        }
    }

    private static int everybody(final ConsoleClient client, final String method, final String template, final JsonNode operation)
        throws Exception
    {
        final String path = template.replace("{id}", "all") + (template.endsWith("/check") ? "?intent=OPEN" : "")
            // Refused, or it would have no end.
            + (template.endsWith("/stream") ? "?after=x" : "");
        final String body = !"POST".equals(method) ? null : template.contains("notifications") ? "{}" : "{\"dry_run\":true}";
        final JsonNode wanted = operation.get("x-roles");
        for (final String role : ROLES)
        {
            final ConsoleClient.Answer answer = client.ask(role, method, path, body);
            final String what = role + ' ' + method + ' ' + path + " -> " + answer;
            assertThat(answer.status() == 403).as(what).isEqualTo(!mayBe(role, wanted));
            assertThat(answer.status()).as(what).isNotEqualTo(401);
            assertThat(operation.get("responses").has(String.valueOf(answer.status()))).as(what).isTrue();
        }
        final ConsoleClient.Answer nobody = client.ask(null, method, path, body);
        assertThat(nobody.status()).as("nobody " + method + ' ' + path).isEqualTo(wanted.isEmpty() ? 200 : 401);
        return ROLES.size() + 1;
    }

    /** Starts cancelling and never ends. */
    private static final class Hanging implements TradingActions
    {
        @Override
        public CompletionStage<String> cancelAll(final ActionContext context)
        {
            return new CompletableFuture<>();
        }
    }

    private static GatewayView.Gateway gateway()
    {
        return new GatewayView.Gateway(
            true, new GatewayView.Orders(120, 8, 30, Map.of("DENIED_HALT", 5L)),
            List.of(new GatewayView.OpenOrder("v", "A-17", "BTC/USDT", "BUY", "0.5", "0.2", true)), 1,
            List.of(new GatewayView.Position("v", "BTC/USDT", "1.5")));
    }

    @Test
    void shouldTellInEachFieldWhatWasReported() throws Exception
    {
        try (Interlock interlock = launch("scopes: { v: { tags: [aggressive] } }\nrecovery: { evidence: 3 }"))
        {
            interlock.actions(new Hanging());
            interlock.gateway(ConsoleTest::gateway);
            final ConsoleClient client = ConsoleClient.of(interlock);
            final Reporter v = interlock.scope("v").reporter();
            v.apiLatency(100_000_000L);
            v.apiLatency(200_000_000L);
            v.apiLatency(3_500_000_000L);
            v.equity(1_000.0);
            v.equity(960.0);
            v.slippage(Side.BUY, 50_000.0, 50_125.0);
            v.success();
            v.failure("no");
            v.failure("no");
            v.exchange(ExchangeStatus.SLOW);
            v.apiLatency(200_000_000L);
            interlock.scope("w").reporter().apiLatency(Long.MIN_VALUE);
            interlock.drain();
            interlock.desk().override("v", true, "mia", "looking");
            // One status is given to all who ask within a tenth of a second: the first may be of before the reports.
            Await.until("it is durable and cancelling, and told", () -> journalHead(client).equals(interlock.head().toString())
                && !status(client).get("actions").isEmpty() && status(client).at("/scopes/1/own_override").asBoolean());
            final JsonNode status = client.get(BREAKER + "status");
            assertThat(status.get("state").textValue()).isEqualTo("HALT");
            assertThat(status.get("stale").booleanValue()).isFalse();
            assertThat(status.get("boot_id").textValue()).isEqualTo(interlock.status().bootId());
            assertThat(status.get("consecutive_failures").intValue()).isEqualTo(2);
            metrics(status.get("metrics"));
            scope(status.get("scopes").get(1), Instant.parse(status.get("at").textValue()));
            beside(status, interlock);
        }
    }

    private static JsonNode status(final ConsoleClient client)
    {
        try
        {
            return client.get(BREAKER + "status");
        }
        catch (final Exception failed)
        {
            throw new AssertionError(failed);
        }
    }

    private static String journalHead(final ConsoleClient client)
    {
        return status(client).at("/journal/head").textValue();
    }

    private static void metrics(final JsonNode metrics)
    {
        assertThat(metrics.get("api_latency_samples").intValue()).isEqualTo(4);
        assertThat(metrics.get("avg_api_latency_ms").doubleValue()).isEqualTo(1_000.0);
        assertThat(metrics.get("p50_api_latency_ms").doubleValue()).isCloseTo(200.0, within(4.0));
        assertThat(metrics.get("p99_api_latency_ms").doubleValue()).isCloseTo(3_500.0, within(40.0));
        assertThat(metrics.get("max_api_latency_ms").doubleValue()).isEqualTo(3_500.0);
    }

    private static void scope(final JsonNode v, final Instant at)
    {
        assertThat(List.of(v.get("scope").textValue(), v.get("level").textValue(), v.get("own_level").textValue(),
            v.get("cause").textValue(), v.get("unit").textValue())).containsExactly("v", "HALT", "HALT", "API_LATENCY", "ms");
        assertThat(List.of(v.get("value").doubleValue(), v.get("threshold").doubleValue())).containsExactly(3_500.0, 3_000.0);
        assertThat(Instant.parse(v.get("since").textValue())).isBetween(at.minusSeconds(120), at);
        assertThat(List.of(v.get("override").booleanValue(), v.get("own_override").booleanValue(), v.get("aggressive").booleanValue()))
            .containsExactly(true, true, true);
        assertThat(v.get("guard")).isEmpty();
        final JsonNode recovery = v.get("recovery");
        assertThat(recovery.get("needs").textValue()).contains("EXCHANGE stands").contains("healthy samples (1 of 3)");
        assertThat(recovery.get("cooldown_remaining_ms").longValue()).isBetween(700_000L, 900_000L);
        assertThat(Instant.parse(recovery.get("cooldown_ends_at").textValue())).isEqualTo(
            at.plusMillis(recovery.get("cooldown_remaining_ms").longValue()));
        assertThat(List.of(recovery.get("awaiting_confirmation").booleanValue(), recovery.get("waiting_for_evidence").booleanValue(),
            recovery.get("resettable").booleanValue())).containsExactly(false, false, false);
        assertThat(List.of(recovery.get("evidence").intValue(), recovery.get("evidence_wanted").intValue())).containsExactly(1, 3);
        assertThat(List.of(v.get("consecutive_failures").intValue(), v.get("window_orders").intValue(),
            v.get("window_failures").intValue())).containsExactly(2, 3, 2);
        assertThat(v.get("failure_rate_percent").doubleValue()).isCloseTo(66.67, within(0.01));
        assertThat(v.get("worst_slippage_percent").doubleValue()).isEqualTo(0.25);
        assertThat(List.of(v.get("equity").doubleValue(), v.get("high_equity").doubleValue(), v.get("drawdown_percent").doubleValue()))
            .containsExactly(960.0, 1_000.0, 4.0);
        assertThat(List.of(v.get("exchange").textValue(), v.get("network").textValue())).containsExactly("SLOW", "CONNECTED");
        assertThat(v.get("last_reports").findValuesAsText("kind"))
            .containsExactlyInAnyOrder("api_latency", "equity", "exchange", "order_failure", "order_success", "slippage");
        for (final JsonNode last : v.get("last_reports"))
        {
            assertThat(Instant.parse(last.get("at").textValue()).plusMillis(last.get("age_ms").longValue())).isEqualTo(at);
        }
        final List<String> causes = new ArrayList<>();
        v.get("causes").forEach(cause -> causes.add(
            cause.get("cause").textValue() + ' ' + cause.get("breaches") + ' ' + cause.get("stands") + ' '
                + cause.get("last_at").isNull()));
        assertThat(causes).containsExactlyInAnyOrder(
            "API_LATENCY 1 false false", "SLIPPAGE 1 false false", "CONSECUTIVE_FAILURES 1 false false", "EXCHANGE 1 true false");
    }

    private static void beside(final JsonNode status, final Interlock interlock)
    {
        final JsonNode counters = status.get("counters");
        assertThat(counters.get("by_kind").get("api_latency").intValue()).isEqualTo(5);
        assertThat(counters.get("judged").longValue() + counters.get("folded").longValue() + counters.get("in_lanes").longValue())
            .isEqualTo(12);
        assertThat(counters.get("rejected").intValue()).isEqualTo(1);
        assertThat(counters.get("transitions").longValue()).isEqualTo(interlock.status().counters().transitions());
        assertThat(List.of(counters.get("faults").intValue(), counters.get("issues_lost").intValue())).containsExactly(0, 0);
        final JsonNode engine = status.get("engine");
        assertThat(engine.get("heartbeat_age_ms").longValue()).isBetween(0L, 30_000L);
        assertThat(engine.get("ring_capacity").intValue()).isEqualTo(65_536);
        assertThat(engine.get("ring_depth").intValue()).isBetween(0, 65_536);
        assertThat(engine.get("audit_depth").intValue()).isBetween(0, engine.get("audit_capacity").intValue());
        assertThat(engine.get("lanes").intValue()).isEqualTo(interlock.engine().vitals().lanes());
        assertThat(engine.get("config_hash").textValue()).matches("[0-9a-f]{64}");
        assertThat(engine.get("build").textValue()).isEqualTo("development");
        final JsonNode journal = status.get("journal");
        assertThat(journal.get("state").textValue()).isEqualTo("OK");
        assertThat(journal.get("lag").intValue()).isZero();
        assertThat(journal.get("head").textValue()).startsWith(journal.get("sequence").longValue() + ":");
        assertThat(status.get("channels").findValuesAsText("name")).isEqualTo(
            interlock.notifications().status().stream().map(channel -> channel.name()).toList());
        final JsonNode gateway = status.get("gateway");
        assertThat(List.of(gateway.get("allowed").intValue(), gateway.get("allowed_reduced").intValue(), gateway.get("cancels").intValue(),
            gateway.at("/refused/DENIED_HALT").intValue(), gateway.get("open_count").intValue())).containsExactly(120, 8, 30, 5, 1);
        assertThat(gateway.get("logged_on").booleanValue()).isTrue();
        assertThat(gateway.get("open_orders").get(0).get("id").textValue()).isEqualTo("A-17");
        assertThat(gateway.get("positions").get(0).get("quantity").textValue()).isEqualTo("1.5");
        final JsonNode action = status.get("actions").get(0);
        assertThat(List.of(action.get("action").textValue(), action.get("scope").textValue(), action.get("stage").textValue()))
            .containsExactly("cancelAll", "v", "STARTED");
    }

    @Test
    void shouldAnswerACommandWithItsLevelAndKnowItAfterARestart() throws Exception
    {
        final ConsoleClient first;
        final long next;
        try (Interlock interlock = launch(""))
        {
            first = ConsoleClient.of(interlock);
            interlock.scope("v").reporter().apiLatency(2_000_000_000L);
            interlock.drain();
            final ConsoleClient.Answer recovered = first.ask("admin", "POST", BREAKER + "recover", "{\"scope\":\"v\",\"reason\":\"seen\"}");
            assertThat(recovered.status()).as(recovered.text()).isEqualTo(200);
            assertThat(List.of(recovered.json().get("own_level").textValue(), recovered.json().get("level").textValue()))
                .containsExactly("CLOSED", "CLOSED");
            assertThat(interlock.scope("v").gate().check(Intent.OPEN, 0.9).allowed()).isTrue();

            final ConsoleClient.Answer killed = first.ask("admin", "POST", BREAKER + "kill", "{}");
            assertThat(killed.json().get("level").textValue()).isEqualTo("SHUTDOWN");
            Await.until("all is durable", () -> transitions(first, "").get("transitions").size() == 3);
            final JsonNode page = transitions(first, "?limit=2");
            assertThat(page.get("transitions").findValuesAsText("cause")).containsExactly("API_LATENCY", "FORCE_RECOVERY");
            assertThat(page.get("more").booleanValue()).isTrue();
            next = page.get("next").longValue();
            assertThat(transitions(first, "?after=" + next).get("transitions").findValuesAsText("cause")).containsExactly("OPERATOR_KILL");
        }
        try (Interlock interlock = launch(""))
        {
            assertThat(interlock.console().orElseThrow().tokens()).as("made once").isNull();
            final ConsoleClient again = first.at(interlock);
            assertThat(status(again).get("state").textValue()).isEqualTo("SHUTDOWN");
            assertThat(status(again).at("/scopes/0/recovery/resettable").booleanValue()).isTrue();
            assertThat(transitions(again, "?after=" + next).get("transitions").findValuesAsText("cause")).containsExactly("OPERATOR_KILL");
            final ConsoleClient.Answer reset = again.ask("admin", "POST", BREAKER + "reset", "{\"reason\":\"found it\"}");
            assertThat(reset.json().get("level").textValue()).as(reset.text()).isEqualTo("CLOSED");
            Await.until("it is durable", () -> transitions(again, "?after=" + next).get("transitions").size() == 2);
        }
        assertThat(attempts()).contains("admin POST " + BREAKER + "kill").contains("admin POST " + BREAKER + "reset");
    }

    private static JsonNode transitions(final ConsoleClient client, final String query)
    {
        try
        {
            return client.get(BREAKER + "transitions" + query);
        }
        catch (final Exception failed)
        {
            throw new AssertionError(failed);
        }
    }

    /** Who asked for what, as the journal has it. */
    private List<String> attempts() throws Exception
    {
        final List<String> found = new ArrayList<>();
        try (ChronicleSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            final RecordDecoder decoder = new RecordDecoder();
            for (FrameSource.Frame frame = source.next(); frame != null; frame = source.next())
            {
                final Decoded decoded = decoder.decode(frame.bytes());
                if (decoded instanceof JournalRecord record && record.type() == RecordType.ISSUE
                    && "CONSOLE".equals(record.content().texts().subject()))
                {
                    found.add(record.content().texts().actor() + ' ' + record.content().texts().reason());
                }
            }
        }
        return found;
    }

    @Test
    void shouldJournalARefusedAttemptAndListNone() throws Exception
    {
        try (Interlock interlock = launch(""))
        {
            final ConsoleClient client = ConsoleClient.of(interlock);
            assertThat(client.ask("viewer", "POST", BREAKER + "kill", "{}").status()).isEqualTo(403);
            assertThat(client.ask(null, "POST", BREAKER + "kill", "{}").status()).isEqualTo(401);
            assertThat(client.get(BREAKER + "issues").get("issues")).isEmpty();
            assertThat(interlock.scope("").level()).isEqualTo(Level.CLOSED);
        }
        assertThat(attempts()).contains("viewer POST " + BREAKER + "kill", "127.0.0.1 POST " + BREAKER + "kill");
    }

    /** A breaker without a console protects; a console that keeps a breaker from starting does not. */
    @Test
    void shouldProtectAndSaySoWhereThePortIsTaken() throws Exception
    {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")))
        {
            final BreakerConfig config = ConfigLoader.load("test", "console: { port: " + taken.getLocalPort() + " }");
            try (Interlock interlock = Interlock.launch(config, directory))
            {
                assertThat(interlock.console()).isEmpty();
                final Iterator<String> words = interlock.engine().issues(Duration.ofMinutes(1)).stream()
                    .filter(issue -> HostService.ISSUE.equals(issue.issueType())).map(issue -> issue.details()).iterator();
                assertThat(words.next()).contains(String.valueOf(taken.getLocalPort())).contains("console.port")
                    .contains(directory.resolve("console-tokens.txt").toString());
                interlock.desk().kill("", "mia", "");
                assertThat(interlock.scope("").gate().check(Intent.OPEN, 1.0).allowed()).isFalse();
            }
        }
    }

    @Test
    void shouldHaveNoConsoleWhereNoneIsConfigured()
    {
        try (Interlock interlock = Interlock.launch(ConfigLoader.load("test", "preset: default"), directory))
        {
            assertThat(interlock.console()).isEmpty();
            assertThat(interlock.engine().issues(Duration.ofMinutes(1))).noneMatch(issue -> HostService.ISSUE.equals(issue.issueType()));
        }
    }

    @Test
    void shouldAnswerThoughTheGatewayHangs() throws Exception
    {
        try (Interlock interlock = launch(""))
        {
            final CompletableFuture<GatewayView.Gateway> never = new CompletableFuture<>();
            interlock.gateway(never::join);
            final ConsoleClient client = ConsoleClient.of(interlock);
            final long startNs = System.nanoTime();
            assertThat(client.get(BREAKER + "status").get("gateway").isNull()).isTrue();
            assertThat(client.get(BREAKER + "status").get("gateway").isNull()).isTrue();
            // Half a second each; the server itself would cut both off, but only after twenty.
            assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isLessThan(Duration.ofSeconds(38));
            never.complete(gateway());
            Await.until("it is asked again", () -> status(client).get("gateway").has("allowed"));
        }
    }
}
