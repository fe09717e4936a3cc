package io.interlock.cli.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What real channels deliver to: PagerDuty's address and webhooks on loopback. Threading: any. */
final class Receivers implements AutoCloseable
{
    private static final long GENEROUS_S = 180;
    private static final String PAGER = "/pager/v2/enqueue";

    private final Map<String, BlockingQueue<JsonNode>> arrived = new ConcurrentHashMap<>();
    private final Set<String> hanging = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    Receivers() throws IOException
    {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(final HttpExchange exchange) throws IOException
    {
        final String path = exchange.getRequestURI().getPath();
        final JsonNode body = new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes());
        if (hanging.contains(path))
        {
            // The sender waits for an answer until it gives up.
            return;
        }
        final boolean pager = path.equals(PAGER);
        final byte[] answer = pager
            ? "{\"status\":\"success\",\"message\":\"Event processed\"}".getBytes(StandardCharsets.UTF_8) : new byte[0];
        exchange.sendResponseHeaders(pager ? 202 : 204, pager ? answer.length : -1);
        if (pager)
        {
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
        queue(path).add(body);
    }

    private BlockingQueue<JsonNode> queue(final String path)
    {
        return arrived.computeIfAbsent(path, name -> new LinkedBlockingQueue<>());
    }

    /** From now on a webhook never answers, or does again. */
    void hang(final String hook, final boolean hangs)
    {
        if (hangs)
        {
            hanging.add("/" + hook);
        }
        else
        {
            hanging.remove("/" + hook);
        }
    }

    /** The next body that a webhook gets. */
    JsonNode next(final String hook) throws InterruptedException
    {
        return await(queue("/" + hook), body -> true);
    }

    /** The next event that PagerDuty gets. */
    JsonNode page() throws InterruptedException
    {
        return await(queue(PAGER), body -> true);
    }

    /** Everything that a webhook gets up to what is wanted. */
    List<JsonNode> until(final String hook, final Predicate<JsonNode> wanted) throws InterruptedException
    {
        final List<JsonNode> all = new ArrayList<>();
        do
        {
            all.add(next(hook));
        }
        while (!wanted.test(all.get(all.size() - 1)));
        return all;
    }

    /** What has come and was not looked at. */
    List<JsonNode> rest(final String hook)
    {
        final List<JsonNode> all = new ArrayList<>();
        queue(hook.equals("pager") ? PAGER : "/" + hook).drainTo(all);
        return all;
    }

    private static JsonNode await(final BlockingQueue<JsonNode> queue, final Predicate<JsonNode> wanted) throws InterruptedException
    {
        final JsonNode body = queue.poll(GENEROUS_S, TimeUnit.SECONDS);
        if (body == null || !wanted.test(body))
        {
            throw new AssertionError("nothing came");
        }
        return body;
    }

    /** A pager and two webhooks: desk is told at CRITICAL, night when nobody acknowledges for a while. */
    Path config(final Path folder, final String more) throws IOException
    {
        final String base = "http://127.0.0.1:" + server.getAddress().getPort();
        return Files.writeString(folder.resolve("interlock.yaml"), """
            preset: default
            engine: { stale-limit: 30s }
            journal: { on-failure: halt }
            notifications:
              group-wait: 0s
              repeat: off
              escalate-repeat: 1s
              channels:
                pager: { type: pagerduty, url: %1$s/pager, routing-key-file: %2$s, allow-private: yes, priority: CRITICAL }
                desk: { type: webhook, url: %1$s/desk, key-file: %2$s, allow-private: yes, priority: CRITICAL }
                night: { type: webhook, url: %1$s/night, key-file: %2$s, allow-private: yes, priority: EMERGENCY }
            %3$s""".formatted(base, key(folder), more));
    }

    private static Path key(final Path folder) throws IOException
    {
        final Path key = folder.resolve("key");
        Files.deleteIfExists(key);
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(key, "0123456789abcdef0123456789abcdef");
    }

    @Override
    public void close()
    {
        server.stop(0);
        threads.shutdownNow();
    }
}
