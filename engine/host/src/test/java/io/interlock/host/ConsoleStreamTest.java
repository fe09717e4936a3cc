package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole engine, listened to. */
class ConsoleStreamTest
{
    private static final String TRANSITION = "transition";
    private static final String BREAKER = "/api/circuit-breaker/";

    @TempDir
    private Path directory;

    private Interlock launch()
    {
        return Interlock.launch(ConfigLoader.load("test", "engine: { stale-limit: 30s }\nconsole: { port: 0 }"), directory,
            new EngineContext().commandDeadline(Duration.ofSeconds(30)));
    }

    private static void slow(final Interlock interlock, final String scope)
    {
        interlock.scope(scope).reporter().apiLatency(2_000_000_000L);
    }

    private static List<Long> sequences(final JsonNode transitions)
    {
        final List<Long> all = new ArrayList<>();
        transitions.forEach(one -> all.add(one.get("sequence").longValue()));
        return all;
    }

    /** Away while much happens, and while the engine is closed and starts again: nothing is missed, and nothing comes twice. */
    @Test
    void shouldGoOnWhereAClientWasCutOff() throws Exception
    {
        final List<Long> heard = new ArrayList<>();
        final ConsoleClient first;
        String last;
        try (Interlock interlock = launch())
        {
            first = ConsoleClient.of(interlock);
            try (Listening listening = first.listen("viewer", null))
            {
                listening.until("status", status -> status.get("scopes").size() > 0);
                slow(interlock, "v-0");
                heard.add(listening.until(TRANSITION, one -> "v-0".equals(one.get("scope").textValue())).get("sequence").longValue());
                last = listening.lastId();
                assertThat(last).isEqualTo(String.valueOf(heard.get(0)));
            }
            for (int i = 1; i <= 30; i++)
            {
                slow(interlock, "v-" + i);
            }
            interlock.drain();
            try (Listening listening = first.listen("viewer", last))
            {
                for (int i = 0; i < 20; i++)
                {
                    heard.add(listening.until(TRANSITION, one -> true).get("sequence").longValue());
                }
                last = listening.lastId();
            }
        }
        try (Interlock interlock = launch())
        {
            final ConsoleClient client = first.at(interlock);
            try (Listening listening = client.listen("viewer", last))
            {
                for (int i = 0; i < 10; i++)
                {
                    heard.add(listening.until(TRANSITION, one -> true).get("sequence").longValue());
                }
                slow(interlock, "w");
                heard.add(listening.until(TRANSITION, one -> "w".equals(one.get("scope").textValue())).get("sequence").longValue());
            }
            final JsonNode all = client.get(BREAKER + "transitions?after=" + (heard.get(0) - 1));
            assertThat(heard).isEqualTo(sequences(all.get("transitions"))).hasSize(32);
        }
    }

    /** How fast it is, is told and not judged here. */
    @Test
    void shouldTellATransitionAndShowItInAStatus() throws Exception
    {
        try (Interlock interlock = launch())
        {
            final ConsoleClient client = ConsoleClient.of(interlock);
            try (Listening listening = client.listen("viewer", null))
            {
                listening.until("status", status -> true);
                final List<Double> toldMs = new ArrayList<>();
                final List<Double> shownMs = new ArrayList<>();
                for (int i = 0; i < 5; i++)
                {
                    final String scope = "v-" + i;
                    interlock.scope(scope);
                    final long startNs = System.nanoTime();
                    slow(interlock, scope);
                    final JsonNode told = listening.until(TRANSITION, one -> scope.equals(one.get("scope").textValue()));
                    toldMs.add((System.nanoTime() - startNs) / 1e6);
                    assertThat(told.get("to").textValue()).isEqualTo("THROTTLE");
                    listening.until("status", status -> level(status, scope).equals("THROTTLE"));
                    shownMs.add((System.nanoTime() - startNs) / 1e6);
                }
                System.out.printf("from the report to the event: %s ms; to the status: %s ms%n", rounded(toldMs), rounded(shownMs));
            }
        }
    }

    private static List<Long> rounded(final List<Double> ms)
    {
        return ms.stream().map(Math::round).sorted().toList();
    }

    private static String level(final JsonNode status, final String scope)
    {
        for (final JsonNode one : status.get("scopes"))
        {
            if (one.get("scope").textValue().equals(scope))
            {
                return one.get("level").textValue();
            }
        }
        return "";
    }

    @Test
    void shouldTellCommandsIssuesAndNotifications() throws Exception
    {
        try (Interlock interlock = launch())
        {
            final ConsoleClient client = ConsoleClient.of(interlock);
            try (Listening listening = client.listen("viewer", null))
            {
                listening.until("heartbeat", beat -> !beat.get("stale").booleanValue());
                final String hostile = "v: data: {}\u2028event: closed\"}<script>";
                slow(interlock, hostile);
                final JsonNode issue = listening.any("issue", one -> hostile.equals(one.get("scope").textValue()));
                assertThat(issue.get("issue_type").textValue()).isEqualTo("API_LATENCY");
                final JsonNode opened = listening.any("notification", one -> "opened".equals(one.get("change").textValue()));
                assertThat(opened.get("notice").get("scope").textValue()).isEqualTo(hostile);

                assertThat(client.ask("operator", "POST", BREAKER + "override",
                    "{\"enabled\":true,\"reason\":\"look \\u2028 at it\"}").status()).isEqualTo(200);
                final JsonNode command = listening.any("command", one -> one.get("command").textValue().endsWith("override"));
                assertThat(command.get("by").textValue()).isEqualTo("operator");
                assertThat(command.get("reason").textValue()).isEqualTo("look \u2028 at it");
                assertThat(command.get("answer").get("accepted").booleanValue()).isTrue();
                assertThat(client.ask("operator", "POST", "/api/notifications/all/acknowledge", "{}").status()).isEqualTo(200);
                listening.any("notification", one -> "acknowledged".equals(one.get("change").textValue()));
                assertThat(client.ask("viewer", "GET", "/metrics", null).text())
                    .contains("interlock_streams_open 1\n", "interlock_streams_ended_total{reason=\"slow\"} 0\n");
            }
        }
    }

    @Test
    void shouldSayThatItCloses() throws Exception
    {
        final Interlock interlock = launch();
        try (Listening listening = ConsoleClient.of(interlock).listen("admin", null))
        {
            listening.until("status", status -> true);
            interlock.close();
            assertThat(listening.until("closed", end -> true).get("reason").textValue()).isEqualTo("shutdown");
            assertThat(listening.next()).isNull();
        }
        finally
        {
            interlock.close();
        }
    }
}
