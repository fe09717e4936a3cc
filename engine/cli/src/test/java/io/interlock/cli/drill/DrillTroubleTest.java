package io.interlock.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Run;
import io.interlock.cli.live.ConsoleEngine;
import io.interlock.core.model.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drills through something in between that lies, or does not answer: the scope is restored where that can be, and said where not. */
class DrillTroubleTest
{
    private static final String SCOPE = "desk/drill";

    @TempDir
    private Path temporary;
    private ConsoleEngine engine;
    private HttpServer between;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** What is answered in place of the console, by a part of the address; empty: nothing. */
    private final Map<String, String> lies = new ConcurrentHashMap<>();

    @BeforeEach
    void launch() throws IOException
    {
        engine = new ConsoleEngine(temporary, "preset: default\nengine: { stale-limit: 10s }\nconsole: { port: 0 }\n");
        between = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        between.createContext("/", this::pass);
        between.setExecutor(threads);
        between.start();
    }

    @AfterEach
    void close()
    {
        between.stop(0);
        threads.shutdownNow();
        engine.close();
    }

    private void pass(final HttpExchange exchange) throws IOException
    {
        final String target = exchange.getRequestURI().toString();
        final byte[] body = exchange.getRequestBody().readAllBytes();
        for (final Map.Entry<String, String> lie : lies.entrySet())
        {
            if (target.contains(lie.getKey()) && !new String(body, StandardCharsets.UTF_8).contains("\"dry_run\":true"))
            {
                if (!lie.getValue().isEmpty())
                {
                    // What waits for a second person has a status of its own.
                    answer(exchange, lie.getValue().contains("\"pending\"") ? 202 : 200, lie.getValue().getBytes(StandardCharsets.UTF_8));
                }
                exchange.close();
                return;
            }
        }
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(engine.url() + target))
            .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        if (body.length > 0)
        {
            request.header("Content-Type", "application/json");
        }
        try
        {
            final HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer(exchange, response.statusCode(), response.body());
        }
        catch (final InterruptedException over)
        {
            throw new UncheckedIOException(new IOException(over));
        }
    }

    private static void answer(final HttpExchange exchange, final int status, final byte[] body) throws IOException
    {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Run drill(final String level)
    {
        return Run.of("", "operator", "drill", level, "--scope", SCOPE, "--yes", "--url",
            "http://127.0.0.1:" + between.getAddress().getPort(), "--token-file", engine.token("admin").toString(), "--timeout", "60");
    }

    private Level level()
    {
        return engine.interlock().scope(SCOPE).level();
    }

    @Test
    void shouldFailWhereAGateIsTooLooseAndRestoreTheScopeAllTheSame()
    {
        lies.put("intent=OPEN", "{\"intent\":\"OPEN\",\"allowed\":true,\"size_factor\":1.0,\"reason\":\"ALLOWED\"}");
        final Run run = drill("HALT");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).containsPattern("FAIL +check OPEN +expected DENIED_HALT; seen ALLOWED x1")
            .contains("FAIL: 14 steps; desk/drill is left at CLOSED");
        assertThat(level()).isEqualTo(Level.CLOSED);
    }

    @Test
    void shouldRestoreTheScopeWhereTheConnectionIsLostInTheMiddle()
    {
        lies.put("/check", "");
        final Run run = drill("HALT");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).containsPattern("FAIL +connection +expected an answer").contains("is left at CLOSED, recovered");
        assertThat(level()).isEqualTo(Level.CLOSED);
    }

    /** Who answers may be anybody: what it says is text, and moves no cursor. */
    @Test
    void shouldShowNothingOfAnAnswerButText()
    {
        lies.put("/check", "");
        lies.put("/recover", "{\"pending\":true,\"own_level\":\"HALT\",\"message\":\"\\u001b[2J\\u009bHPASS\"}");
        final Run run = drill("HALT");
        assertThat(run.out()).contains("is left at HALT").doesNotContain("\u001b").doesNotContain("\u009b");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void shouldSayHowTheScopeIsLeftWhereItCannotBeRestored()
    {
        lies.put("/recover", "");
        final Run run = drill("THROTTLE");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("desk/drill is left at THROTTLE, or about to be", "interlock operator recover --scope desk/drill");
        assertThat(level()).isEqualTo(Level.THROTTLE);
        lies.clear();
        // It is not at CLOSED: another drill would not know what it sees.
        assertThat(drill("ALERT").err()).contains("refused: desk/drill is at THROTTLE");
    }
}
