package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.config.ConfigLoader;
import io.interlock.core.model.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service refuses before a route is asked: the file names each such answer of each route, and no other. */
class ConsoleRefusalsTest
{
    private static final String COMMON = "#/components/responses/";

    @TempDir
    private Path temp;

    /** By the name of the response in the file: its status, and headers that lead to it. */
    private static Map<String, String> provoked()
    {
        final Map<String, String> all = new LinkedHashMap<>();
        all.put("400 Form", "Transfer-Encoding: identity\r\n");
        all.put("403 OtherPage", "Origin: https://evil.example\r\n");
        all.put("413 BodyTooLong", "Content-Type: application/json\r\nContent-Length: 65537\r\n");
        all.put("415 NotJson", "Content-Type: text/plain\r\nContent-Length: 2\r\n");
        all.put("417 Expectation", "Expect: a-cake\r\n");
        all.put("421 OtherHost", "");
        all.put("431 HeadersTooLong", "X-Long: " + "x".repeat(8_200) + "\r\n");
        all.put("414 TargetTooLong", "");
        return all;
    }

    private static int status(
        final Wire wire, final String method, final String target, final String host, final String headers) throws IOException
    {
        final String length = headers.contains("Length: 2\r\n") ? "{}" : "";
        return Wire.status(wire.exchange((method + ' ' + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + headers
            + "\r\n" + length).getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void shouldRefuseInEachWayThatTheFileNamesForARoute() throws Exception
    {
        try (Interlock interlock = Interlock.launch(ConfigLoader.load("test", "console: { port: 0 }"), temp.resolve("data")))
        {
            final ConsoleClient client = ConsoleClient.of(interlock);
            final JsonNode file = client.get("/openapi.json");
            final Wire wire = new Wire(interlock);
            int refused = 0;
            for (final Map.Entry<String, JsonNode> path : file.get("paths").properties())
            {
                for (final Map.Entry<String, JsonNode> operation : path.getValue().properties())
                {
                    refused += each(wire, client, operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue());
                }
            }
            assertThat(refused).isGreaterThan(200);
            assertThat(file.at("/info/description").asText()).contains("405", "Allow");
            assertThat(status(wire, "PUT", "/health", wire.host(), "")).isEqualTo(405);
            assertThat(status(wire, "GET", "/nothing", wire.host(), "")).isEqualTo(404);
            assertThat(interlock.status().state()).isEqualTo(Level.CLOSED);
        }
    }

    private static int each(
        final Wire wire, final ConsoleClient client, final String method, final String template, final JsonNode operation) throws Exception
    {
        final String path = template.replace("{id}", "all");
        final String token = "Authorization: Bearer " + client.token("admin") + "\r\n";
        final String what = method + ' ' + template;
        final TreeSet<String> met = new TreeSet<>();
        for (final Map.Entry<String, String> way : provoked().entrySet())
        {
            final String code = way.getKey().substring(0, 3);
            final boolean body = "413".equals(code) || "415".equals(code);
            if (body && "GET".equals(method))
            {
                continue;
            }
            final String target = "414".equals(code) ? path + "?a=" + "x".repeat(2_100) : path;
            final int status = status(wire, method, target, "421".equals(code) ? "evil.example" : wire.host(), token + way.getValue());
            assertThat(status).as(what + " -> " + way.getKey()).isEqualTo(Integer.parseInt(code));
            final String told = operation.at("/responses/" + code + "/$ref").asText("");
            assertThat(told.isEmpty() ? operation.get("responses").has(code) : told.equals(COMMON + way.getKey().substring(4)))
                .as(what + " says " + way.getKey()).isTrue();
            met.add(code);
        }
        if (!operation.get("x-roles").isEmpty())
        {
            assertThat(operation.get("responses").has("429")).as(what).isTrue();
            met.add("429");
        }
        for (final String own : new String[] {"413", "414", "415", "417", "421", "429", "431"})
        {
            assertThat(operation.get("responses").has(own)).as(what + " says " + own).isEqualTo(met.contains(own));
        }
        return met.size();
    }

    /** So many wrong tokens that each route puts off who shows them. */
    @Test
    void shouldPutOffWhoGuessesOnEachRouteThatNeedsAToken() throws Exception
    {
        try (Interlock interlock = Interlock.launch(ConfigLoader.load("test", "console: { port: 0, attempts-per-minute: 1 }"),
            temp.resolve("data")))
        {
            final ConsoleClient client = ConsoleClient.of(interlock);
            final Wire wire = new Wire(interlock);
            status(wire, "GET", "/openapi.json", wire.host(), "Authorization: Bearer guess\r\n");
            for (final Map.Entry<String, JsonNode> path : client.get("/openapi.json").get("paths").properties())
            {
                for (final Map.Entry<String, JsonNode> operation : path.getValue().properties())
                {
                    final int status = status(wire, operation.getKey().toUpperCase(Locale.ROOT), path.getKey().replace("{id}", "all"),
                        wire.host(), "Authorization: Bearer guess\r\n");
                    assertThat(status == 429).as(operation.getKey() + path.getKey())
                        .isEqualTo(operation.getValue().get("responses").has("429"));
                }
            }
        }
    }
}
