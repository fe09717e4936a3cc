package io.interlock.console.http;

import io.interlock.console.access.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A server with a few routes whose handlers record what reaches them. Threading: made by one test thread. */
final class TestServer implements AutoCloseable
{
    /** What a handler writes of a fault, and no peer may see. */
    static final String SECRET = "the-inside-of-a-fault";

    final Path directory;
    final Queue<String> attempts = new ConcurrentLinkedQueue<>();
    final Queue<ApiRequest> commands = new ConcurrentLinkedQueue<>();
    final AtomicInteger reads = new AtomicInteger();
    final ConsoleServer server;
    final Map<String, String> tokens = new HashMap<>();

    TestServer(final Path directory) throws IOException
    {
        this(directory, ServerLimits.of(512, 10));
    }

    TestServer(final Path directory, final ServerLimits limits) throws IOException
    {
        this(directory, limits, null, new Setup.Names(Set.of(), Set.of()), List.of());
    }

    TestServer(
        final Path directory, final ServerLimits limits, final Setup.Tls tls, final Setup.Names names, final List<ApiRoute> more)
        throws IOException
    {
        this.directory = directory;
        final List<ApiRoute> routes = new java.util.ArrayList<>(List.of(
            new ApiRoute("GET", "/health", null, this::read),
            new ApiRoute("GET", "/", null, this::read),
            new ApiRoute("GET", "/api/status", Role.VIEWER, this::read),
            new ApiRoute("GET", "/api/things/{id}", Role.VIEWER, this::read),
            new ApiRoute("POST", "/api/kill", Role.ADMIN, this::command),
            new ApiRoute("POST", "/api/override", Role.OPERATOR, this::command),
            new ApiRoute("DELETE", "/api/things/{id}", Role.OPERATOR, this::command),
            new ApiRoute("POST", "/api/reports", Role.REPORTER, this::command),
            new ApiRoute("GET", "/api/broken", Role.VIEWER, TestServer::broken),
            new ApiRoute("GET", "/api/problem", Role.VIEWER, TestServer::problem)));
        routes.addAll(more);
        server = ConsoleServer.start(new Setup(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls, names, limits, directory,
            (principal, what, outcome) -> attempts.add(principal + " | " + what + " | " + outcome)), routes);
        for (final String line : Files.readAllLines(directory.resolve("console-tokens.txt")))
        {
            final String[] words = line.split(" ");
            if (!line.startsWith("#"))
            {
                tokens.put(words[0], words[2]);
            }
        }
    }

    private ApiResponse read(final ApiRequest request)
    {
        reads.incrementAndGet();
        return ApiResponse.json("{\"path\":\"" + request.variables().getOrDefault("id", "") + "\"}");
    }

    private ApiResponse command(final ApiRequest request)
    {
        commands.add(request);
        return ApiResponse.json("{}");
    }

    private static ApiResponse broken(final ApiRequest request)
    {
        throw new IllegalStateException(SECRET);
    }

    private static ApiResponse problem(final ApiRequest request)
    {
        throw new ApiProblem(409, "unknown-scope", "No such scope", "There is no scope '" + request.query().get("scope") + "'.",
            Map.of("known", List.of("binance")));
    }

    InetSocketAddress address()
    {
        return server.address();
    }

    String host()
    {
        return "127.0.0.1:" + server.address().getPort();
    }

    /** A whole request; the headers each with its line end. */
    String request(final String method, final String target, final String headers, final String body)
    {
        final String length = body.isEmpty() && "GET".equals(method) ? "" : "Content-Length: " + body.length() + "\r\n";
        return method + " " + target + " HTTP/1.1\r\nHost: " + host() + "\r\n" + headers + length + "\r\n" + body;
    }

    String bearer(final String name)
    {
        return "Authorization: Bearer " + tokens.get(name) + "\r\n";
    }

    Raw.Answer get(final String target, final String token) throws IOException
    {
        return Raw.once(address(), request("GET", target, token == null ? "" : bearer(token), ""));
    }

    Raw.Answer post(final String target, final String token, final String body) throws IOException
    {
        final String type = body.isEmpty() ? "" : "Content-Type: application/json\r\n";
        return Raw.once(address(), request("POST", target, (token == null ? "" : bearer(token)) + type, body));
    }

    /** Threads of the console that live. */
    static long threads()
    {
        return Thread.getAllStackTraces().keySet().stream().filter((thread) -> thread.getName().contains("interlock-console")).count();
    }

    @Override
    public void close()
    {
        server.close();
    }
}
