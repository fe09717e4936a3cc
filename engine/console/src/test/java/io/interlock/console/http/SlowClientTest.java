package io.interlock.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.console.access.Role;
import io.interlock.core.testing.Runs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that take their time, and take up room, keep nobody out. */
class SlowClientTest
{
    private static final int HALF_OPEN = Runs.of(200, 1_000);
    private static final long LIMIT_NS = 60_000_000_000L;
    private static final long MS = 1_000_000L;

    @TempDir
    private Path directory;

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    private ApiResponse slow(final ApiRequest request)
    {
        entered.countDown();
        try
        {
            release.await(60, TimeUnit.SECONDS);
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
        return ApiResponse.json("{\"slow\":true}");
    }

    private TestServer server(final ServerLimits limits) throws IOException
    {
        return new TestServer(directory, limits, null, new Setup.Names(Set.of(), Set.of()),
            List.of(new ApiRoute("GET", "/api/slow", Role.VIEWER, this::slow)));
    }

    private static String head(final TestServer test)
    {
        return "POST /api/kill HTTP/1.1\r\nHost: " + test.host() + "\r\nX-Slow: ";
    }

    @Test
    void shouldAnswerWhileManyConnectionsAreHalfOpen() throws IOException
    {
        final List<Raw> open = new ArrayList<>();
        try (TestServer test = server(ServerLimits.of(HALF_OPEN / 2, 10)))
        {
            final Raw.Answer[] let = new Raw.Answer[1];
            final Raw working = Raw.to(test.address());
            open.add(working);
            working.send(test.request("GET", "/api/slow", test.bearer("viewer"), ""));
            Eventually.holds("the request with a token is being answered", () -> entered.getCount() == 0);
            for (int i = 0; i < HALF_OPEN; i++)
            {
                final Raw raw = Raw.to(test.address());
                raw.send(head(test));
                open.add(raw);
            }

            final long startNs = System.nanoTime();
            assertThat(test.get("/api/status", "viewer").status()).isEqualTo(200);
            final long statusNs = System.nanoTime() - startNs;
            assertThat(test.post("/api/kill", "admin", "{}").status()).isEqualTo(200);
            final long commandNs = System.nanoTime() - startNs - statusNs;

            System.out.printf("%d half-open connections: status %,d us, command %,d us; %d open, %d ended, %d threads%n", HALF_OPEN,
                statusNs / 1_000, commandNs / 1_000, test.server.connections(), test.server.cutConnections(), TestServer.threads());
            assertThat(statusNs).isLessThan(LIMIT_NS);
            assertThat(commandNs).isLessThan(LIMIT_NS);
            assertThat(test.server.connections()).isLessThanOrEqualTo(HALF_OPEN / 2);
            assertThat(test.server.cutConnections()).isPositive();
            assertThat(TestServer.threads()).isLessThanOrEqualTo(8);
            release.countDown();
            let[0] = working.answer();
            assertThat(let[0].body()).as("who showed a token was not ended for another").isEqualTo("{\"slow\":true}");
        }
        finally
        {
            for (final Raw raw : open)
            {
                raw.close();
            }
        }
    }

    @Test
    void shouldCutAHeadThatDrips() throws IOException
    {
        try (TestServer test = server(ServerLimits.of(64, 10).withDeadlines(300 * MS, 60_000 * MS)))
        {
            drip(test, head(test));
        }
    }

    @Test
    void shouldCutABodyThatDrips() throws IOException
    {
        try (TestServer test = server(ServerLimits.of(64, 10).withDeadlines(60_000 * MS, 300 * MS)))
        {
            drip(test, "POST /api/kill HTTP/1.1\r\nHost: " + test.host() + "\r\n" + test.bearer("admin")
                + "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n{");
        }
    }

    /** A byte now and then, until there is an end; each byte would have been progress to a timer between bytes. */
    private static void drip(final TestServer test, final String start) throws IOException
    {
        final long startNs = System.nanoTime();
        try (Raw raw = Raw.to(test.address()))
        {
            raw.send(start);
            long sent = startNs;
            boolean refused = false;
            while (!refused)
            {
                assertThat(System.nanoTime() - startNs).as("never cut").isLessThan(LIMIT_NS);
                if (System.nanoTime() - sent > 20 * MS)
                {
                    sent = System.nanoTime();
                    try
                    {
                        raw.send(" ");
                    }
                    catch (final IOException cut)
                    {
                        refused = true;
                    }
                }
                Thread.yield();
            }
            assertThat(raw.isEnded()).isTrue();
        }
        assertThat(test.commands).isEmpty();
        Eventually.holds("it is forgotten", () -> test.server.connections() == 0);
    }

    @Test
    void shouldEndABodyWithoutAnEndAndWriteNothingOfIt() throws IOException
    {
        final PrintStream before = System.err;
        final ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try (TestServer test = server(ServerLimits.of(64, 10)))
        {
            for (final String host : List.of(test.host(), "a\r\nHost: b"))
            {
                for (final String chunk : List.of("7fffffff\r\n" + "x".repeat(8_192), "1000\r\n" + "x".repeat(4_096) + "\r\n"))
                {
                    endless(test, host, chunk);
                }
            }
            assertThat(test.get("/api/status", "viewer").status()).isEqualTo(200);
            assertThat(test.commands).isEmpty();
        }
        finally
        {
            System.setErr(before);
        }
        assertThat(written.toString(StandardCharsets.UTF_8)).doesNotContain("RequestTooBigException").doesNotContain("\tat io.undertow");
    }

    private static void endless(final TestServer test, final String host, final String chunk) throws IOException
    {
        final long startNs = System.nanoTime();
        boolean ended = false;
        try (Raw raw = Raw.to(test.address()))
        {
            raw.send("POST /api/kill HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\n" + test.bearer("admin")
                + "Transfer-Encoding: chunked\r\n\r\n");
            while (!ended)
            {
                assertThat(System.nanoTime() - startNs).as("never ended").isLessThan(LIMIT_NS);
                try
                {
                    raw.send(chunk);
                }
                catch (final IOException cut)
                {
                    ended = true;
                }
            }
        }
    }

    @Test
    void shouldCountEachRequestByItself() throws IOException
    {
        try (TestServer test = server(ServerLimits.of(64, 10)); Raw raw = Raw.to(test.address()))
        {
            final String body = "{\"a\":\"" + "x".repeat(60_000) + "\"}";
            for (int i = 0; i < 40; i++)
            {
                raw.send(test.request("POST", "/api/kill", test.bearer("admin") + "Content-Type: application/json\r\n", body));
                assertThat(raw.answer().status()).as("request %d", i).isEqualTo(200);
            }
        }
    }

    @Test
    void shouldEndConnectionsThatSayNothing() throws IOException
    {
        try (TestServer test = server(ServerLimits.of(64, 10).withDeadlines(300 * MS, 60_000 * MS)); Raw silent = Raw.to(test.address());
            Raw idle = Raw.to(test.address()))
        {
            idle.send(test.request("GET", "/api/status", test.bearer("viewer"), ""));
            assertThat(idle.answer().status()).isEqualTo(200);

            assertThat(silent.isEnded()).isTrue();
            assertThat(idle.isEnded()).isTrue();
        }
    }

    @Test
    void shouldPutOffRequestsBeyondWhatCanWait() throws IOException
    {
        final ServerLimits few = new ServerLimits(64, 48, 10, 60_000 * MS, 60_000 * MS, 1, 1);
        final List<Raw> waiting = new ArrayList<>();
        try (TestServer test = server(few))
        {
            int busy = 0;
            for (int i = 0; i < 3; i++)
            {
                final Raw raw = Raw.to(test.address());
                waiting.add(raw);
                raw.send(test.request("GET", "/api/slow", test.bearer("viewer"), ""));
            }
            // Two find room, whichever come first; the third is answered at once.
            Eventually.holds("one works", () -> entered.getCount() == 0);
            final Raw.Answer put = test.get("/api/slow", "viewer");
            assertThat(put.status()).isEqualTo(503);
            assertThat(put.headers()).containsEntry("retry-after", "1").containsEntry("content-type", "application/problem+json");
            assertThat(test.post("/api/kill", "admin", "{}").status()).as("commands do not wait for reads").isEqualTo(200);
            assertThat(test.get("/health", null).status()).as("nor does who asks whether it lives").isEqualTo(200);
            release.countDown();
            for (final Raw raw : waiting)
            {
                busy += raw.answer().status() == 503 ? 1 : 0;
            }
            assertThat(busy).isEqualTo(1);
            assertThat(test.get("/api/slow", "viewer").status()).isEqualTo(200);
        }
        finally
        {
            for (final Raw raw : waiting)
            {
                raw.close();
            }
        }
    }
}
