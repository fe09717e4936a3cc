package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.config.ConfigYaml;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.port.Issue;
import io.interlock.core.testing.Await;
import io.interlock.notify.delivery.ChannelStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty-four secrets, half from the environment and half from files, and every channel failing: none of them is found anywhere. */
class SecretCanaryTest
{
    private static final long HALTS_NS = 4_000_000_000L;

    private final List<String> canaries = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream usualErr = System.err;
    private final PrintStream usualOut = System.out;

    @TempDir
    private Path temp;

    @BeforeEach
    void listen()
    {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore()
    {
        System.setErr(usualErr);
        System.setOut(usualOut);
    }

    /** A setting whose value is a new canary: in the environment, or in a file, in turn. */
    private String secret(final String key, final String value) throws IOException
    {
        final int number = canaries.size();
        final String canary = value.replace("CANARY", "canary" + number + "x7Qp");
        canaries.add("canary" + number + "x7Qp");
        if (number % 2 == 0)
        {
            environment.put("CANARY_" + number, canary);
            return "      " + key + ": ${CANARY_" + number + "}\n";
        }
        final Path file = Files.createFile(temp.resolve("secret" + number),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, canary + "\n");
        return "      " + key + "-file: " + file + "\n";
    }

    private String channels(final int port) throws IOException
    {
        final String open = "      allow-private: yes\n      priority: WARNING\n";
        final String url = "      url: http://127.0.0.1:" + port + "/\n";
        final StringBuilder yaml = new StringBuilder("preset: default\nnotifications:\n  channels:\n");
        for (int round = 0; round < 2; round++)
        {
            yaml.append("    email").append(round).append(":\n      type: email\n      host: 127.0.0.1\n      port: ").append(port)
                .append("\n      security: none\n      from: a@example.com\n      to: [b@example.com]\n      username: me\n")
                .append("      priority: WARNING\n").append(secret("password", "CANARY"));
            yaml.append("    twilio").append(round).append(":\n      type: twilio\n      account-sid: AC1\n      from: \"+15551230000\"\n")
                .append("      to: [\"+15551234567\"]\n").append(url).append(open).append(secret("auth-token", "CANARY"));
            yaml.append("    sns").append(round).append(":\n      type: sns\n      region: eu-west-1\n      to: [\"+15550001111\"]\n")
                .append(url).append(open).append(secret("access-key-id", "CANARY")).append(secret("secret-access-key", "CANARY"));
            yaml.append("    telegram").append(round).append(":\n      type: telegram\n      chats: [\"1\"]\n").append(url).append(open)
                .append(secret("token", "1:CANARY"));
            yaml.append("    webhook").append(round).append(":\n      type: webhook\n").append(open)
                .append(secret("url", "http://127.0.0.1:" + port + "/hooks/CANARY")).append(secret("key", "CANARY"))
                .append(secret("next-key", "CANARY"));
            yaml.append("    slack").append(round).append(":\n      type: slack\n").append(open)
                .append(secret("webhook-url", "http://127.0.0.1:" + port + "/services/CANARY"));
            yaml.append("    pagerduty").append(round).append(":\n      type: pagerduty\n").append(url).append(open)
                .append(secret("routing-key", "CANARY")).append(secret("api-token", "CANARY"))
                .append("      poll: 5s\n      api-url: http://127.0.0.1:").append(port).append('\n');
            yaml.append("    alertmanager").append(round).append(":\n      type: alertmanager\n").append(url).append(open)
                .append(secret("bearer-token", "CANARY"));
        }
        return yaml.toString();
    }

    private static int closedPort() throws IOException
    {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))
        {
            return socket.getLocalPort();
        }
    }

    @Test
    void shouldBeFoundNowhere() throws Exception
    {
        final String yaml = channels(closedPort());
        assertThat(canaries).hasSize(24);
        final BreakerConfig config = ConfigLoader.load("canaries", yaml, "default", environment::get);
        final Path directory = temp.resolve("data");
        final StringBuilder seen = new StringBuilder();
        try (Interlock interlock = Interlock.launch(config, directory, new EngineContext().commandDeadline(Duration.ofSeconds(20))))
        {
            interlock.scope("venue").reporter().apiLatency(HALTS_NS);
            interlock.drain();
            Await.until("each channel has failed", () -> interlock.notifications().status().stream()
                .filter(channel -> !"log".equals(channel.type()) && !"dashboard".equals(channel.type()))
                .allMatch(channel -> !channel.lastError().isEmpty()));
            interlock.desk().kill("", "ann", "the end");
            Await.until("a channel is reported", () -> interlock.engine().issues(Duration.ofMinutes(1)).stream()
                .anyMatch(issue -> issue.issueType().startsWith("NOTIFY")));
            interlock.notifications().status().stream().map(ChannelStatus::toString).forEach(seen::append);
            interlock.engine().issues(Duration.ofMinutes(10)).stream().map(Issue::toString).forEach(seen::append);
            seen.append(interlock.status()).append(config).append(ConfigYaml.of(config)).append(ConfigText.of(config));
        }
        assertSilent(seen, directory, "notifications");
    }

    private void assertSilent(final StringBuilder seen, final Path directory, final String found) throws IOException
    {
        seen.append(said.toString(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.walk(directory))
        {
            for (final Path file : files.filter(Files::isRegularFile).toList())
            {
                seen.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        final String all = seen.toString();
        assertThat(all).as("the search looks at what it should").contains("venue", found, "CANARY_");
        for (final String canary : canaries)
        {
            assertThat(all.contains(canary)).as(canary).isFalse();
        }
    }

    /** Takes every event of PagerDuty's, refuses every look, and says what it was shown. */
    private static HttpServer parrot() throws IOException
    {
        final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange ->
        {
            exchange.getRequestBody().readAllBytes();
            final boolean event = "POST".equals(exchange.getRequestMethod());
            final byte[] answer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(event ? 202 : 401, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void shouldNotBeFoundWhereAReceiverThatIsAskedRepeatsIt() throws Exception
    {
        final HttpServer server = parrot();
        final String url = "http://127.0.0.1:" + server.getAddress().getPort();
        final String yaml = "preset: default\nnotifications:\n  channels:\n    pager:\n      type: pagerduty\n      url: " + url
            + "\n      api-url: " + url + "\n      poll: 5s\n      allow-private: yes\n" + secret("routing-key", "CANARY")
            + secret("api-token", "CANARY");
        final BreakerConfig config = ConfigLoader.load("canaries", yaml, "default", environment::get);
        final Path directory = temp.resolve("data");
        final StringBuilder seen = new StringBuilder();
        try (Interlock interlock = Interlock.launch(config, directory, new EngineContext().commandDeadline(Duration.ofSeconds(20))))
        {
            interlock.scope("venue").reporter().apiLatency(HALTS_NS);
            Await.until("that it cannot ask is told", () -> interlock.engine().issues(Duration.ofMinutes(10)).stream()
                .anyMatch(issue -> "NOTIFY_ACKS_DOWN".equals(issue.issueType())));
            interlock.notifications().status().stream().map(ChannelStatus::toString).forEach(seen::append);
            interlock.engine().issues(Duration.ofMinutes(10)).stream().map(Issue::toString).forEach(seen::append);
            seen.append(interlock.status()).append(config).append(ConfigYaml.of(config)).append(ConfigText.of(config));
        }
        finally
        {
            server.stop(0);
        }
        assertSilent(seen, directory, "HTTP 401 (Token token=");
    }
}
