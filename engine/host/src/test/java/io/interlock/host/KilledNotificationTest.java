package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.interlock.core.testing.Runs;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway is killed with -9 between the journal's record of a HALT or SHUTDOWN and the delivery of its message. */
class KilledNotificationTest
{
    private static final long GENEROUS_S = 180;
    private static final int TAKEN = 204;
    private static final String ISSUE = "n-";
    private static final Pattern MESSAGE_ID = Pattern.compile("Message-ID: <interlock\\.n\\.(.+)@example\\.com>");

    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean answers;
    private HttpServer server;
    private SmtpSink mails;

    @TempDir
    private Path temp;

    @BeforeEach
    void listen() throws IOException
    {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
        mails = new SmtpSink();
        mails.onMail(mail ->
        {
            final Matcher id = MESSAGE_ID.matcher(mail.mail());
            arrived.add(id.find() ? id.group(1) : mail.head());
        });
    }

    @AfterEach
    void close() throws IOException
    {
        mails.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(final HttpExchange exchange) throws IOException
    {
        final boolean answered = answers;
        exchange.getRequestBody().readAllBytes();
        arrived.add(exchange.getRequestHeaders().getFirst("X-Interlock-Delivery"));
        if (answered)
        {
            exchange.sendResponseHeaders(TAKEN, -1);
            exchange.close();
        }
        // Else the sender waits for an answer, until it is killed.
    }

    private Path mailConfig() throws IOException
    {
        return Files.writeString(temp.resolve("mail.yaml"), """
            preset: default
            notifications:
              channels:
                mail: { type: email, host: 127.0.0.1, port: %d, security: none, from: a@example.com, to: [b@example.com] }
            """.formatted(mails.port()));
    }

    private Path config() throws IOException
    {
        final Path key = Files.createFile(temp.resolve("key"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, "the key of a test");
        return Files.writeString(temp.resolve("interlock.yaml"), """
            preset: default
            notifications:
              channels:
                hook:
                  type: webhook
                  url: http://127.0.0.1:%d/hook
                  key-file: %s
                  allow-private: yes
                  priority: CRITICAL
            """.formatted(server.getAddress().getPort(), key));
    }

    @Test
    void shouldDeliverAfterTheRestartWhatAKillCutOff() throws Exception
    {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final List<Path> configs = List.of(config(), mailConfig());
        final int kills = Runs.of(4, 20);
        int again = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            final String at = "seed " + seed + ", kill " + kill;
            final Path directory = temp.resolve("data" + kill);
            final Path config = configs.get(kill % 2);
            arrived.clear();
            answer(false);
            final String id = killed(config, directory, kill / 2 % 2 == 0, random);
            again += arrived.isEmpty() ? 0 : 1;
            arrived.clear();
            answer(true);
            final Process child = child(config, directory, "wait");
            try
            {
                assertThat(told()).as(at).isEqualTo(id);
            }
            finally
            {
                child.destroyForcibly().waitFor();
            }
        }
        Runs.done("kill -9 between journal and delivery", kills,
            "HALTs and SHUTDOWNs to a webhook and by mail: each delivered after the restart with the same id; " + again
                + " of them had left before, unanswered");
    }

    /** The first that is of a transition: of the issues of the new life, as that it was not stopped as planned, one may be told before. */
    private String told() throws InterruptedException
    {
        String id = arrived.poll(GENEROUS_S, TimeUnit.SECONDS);
        while (id != null && id.startsWith(ISSUE))
        {
            id = arrived.poll(GENEROUS_S, TimeUnit.SECONDS);
        }
        return id;
    }

    private void answer(final boolean on)
    {
        answers = on;
        mails.answers(on);
    }

    /**
     * Halts or shuts down a scope and kills the gateway: as soon as the journal has it or a little later, or while the message waits for
     * its answer.
     */
    private String killed(final Path config, final Path directory, final boolean whileWaiting, final Random random) throws Exception
    {
        final Process child = child(config, directory, random.nextBoolean() ? "halt" : "kill");
        try (BufferedReader output = child.inputReader())
        {
            String line = output.readLine();
            while (line != null && !line.startsWith("journaled "))
            {
                line = output.readLine();
            }
            assertThat(line).isNotNull();
            if (whileWaiting)
            {
                final String sent = arrived.poll(GENEROUS_S, TimeUnit.SECONDS);
                assertThat(sent).isNotNull();
                arrived.add(sent);
            }
            else
            {
                assertThat(child.waitFor(random.nextInt(30), TimeUnit.MILLISECONDS)).isFalse();
            }
            return line.substring("journaled ".length());
        }
        finally
        {
            child.destroyForcibly().waitFor();
        }
    }

    private static Process child(final Path config, final Path directory, final String mode) throws IOException
    {
        final List<String> command = Children.java(NotifyingChild.class, config.toString(), directory.toString(), mode);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }
}
