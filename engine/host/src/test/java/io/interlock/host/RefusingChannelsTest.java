package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.notify.delivery.ChannelStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every channel over HTTP refuses its secret; a person replaces the files, and each has the CRITICAL at once. */
class RefusingChannelsTest
{
    private static final Map<String, String> SECRETS = Map.of("hook", "key", "chat", "token", "pager", "routing-key", "am", "bearer-token",
        "phone", "auth-token", "room", "webhook-url");
    /** Well under the minute after which a kept message is tried again anyway. */
    private static final long AT_ONCE_NS = TimeUnit.SECONDS.toNanos(40);

    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean mended;
    private HttpServer server;
    @TempDir
    private Path temp;

    @BeforeEach
    void listen() throws IOException
    {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        for (final String name : SECRETS.keySet())
        {
            replace(name, "wrong");
        }
    }

    @AfterEach
    void close()
    {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(final HttpExchange exchange) throws IOException
    {
        final String receiver = exchange.getRequestURI().getPath().split("/")[1];
        final boolean takes = mended;
        final String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        final String words = "room".equals(receiver) ? takes ? "ok" : "no"
            : "{\"ok\":" + takes + ",\"sid\":\"SM1\",\"status\":\"queued\"}";
        if (takes && body.contains("venue"))
        {
            taken.add(receiver);
        }
        exchange.sendResponseHeaders(takes ? status(receiver) : 401, words.length());
        try (OutputStream out = exchange.getResponseBody())
        {
            out.write(words.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static int status(final String receiver)
    {
        return switch (receiver)
        {
            case "phone" -> 201;
            case "pager" -> 202;
            default -> 200;
        };
    }

    private void replace(final String name, final String word) throws IOException
    {
        final Path next = temp.resolve(name + ".next");
        Files.writeString(next, "room".equals(name) ? url("room/" + word) : "chat".equals(name) ? "1:" + word : word);
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
        Files.move(next, temp.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String url(final String path)
    {
        return "http://127.0.0.1:" + server.getAddress().getPort() + '/' + path;
    }

    private BreakerConfig config()
    {
        final StringBuilder yaml =
            new StringBuilder("preset: default\nengine: { stale-limit: 30s }\nnotifications:\n  channels:\n");
        SECRETS.forEach((name, key) -> yaml.append("    ").append(name).append(":\n      ").append(key).append("-file: ")
            .append(temp.resolve(name)).append("\n      allow-private: yes\n      priority: CRITICAL\n")
            .append("room".equals(name) ? "" : "      url: " + url(name) + '\n').append(switch (name)
            {
                case "hook" -> "      type: webhook\n";
                case "chat" -> "      type: telegram\n      chats: [\"1\"]\n";
                case "pager" -> "      type: pagerduty\n";
                case "am" -> "      type: alertmanager\n";
                case "phone" -> "      type: twilio\n      account-sid: AC1\n      from: \"+15551230000\"\n      to: [\"+15551234567\"]\n";
                default -> "      type: slack\n";
            }));
        return ConfigLoader.load("refusing", yaml.toString(), "default", name -> null);
    }

    @Test
    void shouldTellACriticalOnEveryChannelAtOnceWhereItsSecretWasReplaced() throws Exception
    {
        try (Interlock interlock = Interlock.launch(config(), temp.resolve("data")))
        {
            interlock.scope("venue").reporter().apiLatency(HostRig.HALTING_NS);
            await(() -> channels(interlock).allMatch(channel -> channel.state() == ChannelStatus.State.DOWN), interlock);
            assertThat(taken).isEmpty();

            mended = true;
            for (final String name : SECRETS.keySet())
            {
                replace(name, "right");
            }
            await(() -> taken.containsAll(SECRETS.keySet()), interlock);
            await(() -> channels(interlock).allMatch(channel -> channel.state() == ChannelStatus.State.UP), interlock);
        }
    }

    private static Stream<ChannelStatus> channels(final Interlock interlock)
    {
        return interlock.notifications().status().stream().filter(channel -> SECRETS.containsKey(channel.name()));
    }

    private void await(final BooleanSupplier condition, final Interlock interlock)
    {
        final long endNs = System.nanoTime() + AT_ONCE_NS;
        while (!condition.getAsBoolean())
        {
            assertThat(System.nanoTime() - endNs).as("not at once: taken by " + taken + "; " + interlock.notifications().status())
                .isNegative();
            Thread.yield();
        }
    }
}
