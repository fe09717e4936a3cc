package io.interlock.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.console.access.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the record of attempts says of a command: whether it was tried for real, and that it was refused however early. */
class CommandRecordsTest
{
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String KILL = "admin | POST /api/kill | ";

    @TempDir
    private Path directory;

    private final CountDownLatch release = new CountDownLatch(1);

    private ApiResponse slow(final ApiRequest request)
    {
        try
        {
            release.await(60, TimeUnit.SECONDS);
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
        return ApiResponse.json("{}");
    }

    private static Raw.Answer kill(final TestServer test, final String headers, final String body) throws IOException
    {
        return Raw.once(test.address(),
            "POST /api/kill HTTP/1.1\r\nHost: " + test.host() + "\r\n" + test.bearer("admin") + headers + "\r\n" + body);
    }

    @Test
    void shouldTellADryRunFromTheRealThing() throws IOException
    {
        try (TestServer test = new TestServer(directory))
        {
            test.post("/api/kill", "admin", "{\"dry_run\":true}");
            test.post("/api/kill", "admin", "{\"dry_run\":false}");
            test.post("/api/kill", "admin", "{\"dry_run\":\"true\"}");

            assertThat(test.attempts).containsExactly(
                KILL + "allowed: dry run, answered 200", KILL + "allowed: answered 200", KILL + "allowed: answered 200");
        }
    }

    /** A role that is enough for the route, and not for what was asked of it. */
    @Test
    void shouldNotCallAllowedWhatTheHandlerForbids() throws IOException
    {
        final ApiRoute route = new ApiRoute("POST", "/api/config", Role.OPERATOR, (request) ->
        {
            throw new ApiProblem(403, "role-not-allowed", "The token's role does not allow this", "It loosens.", Map.of());
        });
        try (TestServer test = new TestServer(
            directory, ServerLimits.of(512, 10), null, new Setup.Names(Set.of(), Set.of()), List.of(route)))
        {
            assertThat(test.post("/api/config", "operator", "{}").status()).isEqualTo(403);

            assertThat(test.attempts).containsExactly("operator | POST /api/config | refused: answered 403");
        }
    }

    @Test
    void shouldKeepWhatWasRefusedBeforeItWasDone() throws IOException
    {
        try (TestServer test = new TestServer(directory))
        {
            final String chunk = "1000\r\n" + "x".repeat(4_096) + "\r\n";
            assertThat(kill(test, JSON + "Content-Length: 70000\r\n", "").status()).isEqualTo(413);
            assertThat(kill(test, "Content-Type: text/plain\r\nContent-Length: 2\r\n", "{}").status()).isEqualTo(415);
            assertThat(kill(test, JSON + "Content-Length: 1\r\n", "{").status()).isEqualTo(400);
            assertThat(kill(test, JSON + "Expect: more\r\nContent-Length: 2\r\n", "{}").status()).isEqualTo(417);
            assertThat(kill(test, JSON + "Transfer-Encoding: chunked\r\n", chunk.repeat(17) + "0\r\n\r\n").status()).isEqualTo(413);

            assertThat(test.attempts).containsExactly(KILL + "refused: answered 413", KILL + "refused: answered 415",
                KILL + "refused: answered 400", KILL + "refused: answered 417", KILL + "refused: answered 413");
            assertThat(test.commands).isEmpty();
            assertThat(test.post("/api/reports", "reporter", "{").status()).isEqualTo(400);
            assertThat(test.attempts).as("reports are not").hasSize(5);
        }
    }

    @Test
    void shouldKeepWhatFoundNoRoom() throws IOException
    {
        final List<Raw> waiting = new ArrayList<>();
        try (TestServer test = new TestServer(directory, ServerLimits.of(512, 10), null, new Setup.Names(Set.of(), Set.of()),
            List.of(new ApiRoute("POST", "/api/slow", Role.OPERATOR, this::slow))))
        {
            for (int i = 0; i < 70; i++)
            {
                final Raw raw = Raw.to(test.address());
                waiting.add(raw);
                raw.send(test.request("POST", "/api/slow", test.bearer(i % 3 == 0 ? "admin" : "operator"), ""));
            }
            for (int i = 0; i < 20; i++)
            {
                final Raw raw = Raw.to(test.address());
                waiting.add(raw);
                raw.send(test.request("POST", "/api/slow", test.bearer("admin"), ""));
            }
            Eventually.holds("one found no room", () -> test.attempts.stream().anyMatch((told) -> told.endsWith("refused: answered 503")));
        }
        finally
        {
            release.countDown();
            for (final Raw raw : waiting)
            {
                raw.close();
            }
        }
    }
}
