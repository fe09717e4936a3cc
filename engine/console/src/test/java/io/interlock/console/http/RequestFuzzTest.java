package io.interlock.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.testing.Runs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Malformed requests: none changes anything, none is answered with a fault, and nothing is left of them. */
class RequestFuzzTest
{
    private static final int REQUESTS = Integer.getInteger("interlock.console.fuzz", Runs.of(20_000, 1_000_000));
    private static final int CLIENTS = 2;
    private static final int MOST_THREADS = 11;
    /** However many there were. */
    private static final long GROWTH_BYTES = 8L << 20;

    @TempDir
    private Path directory;

    private final AtomicInteger answered = new AtomicInteger();
    private volatile Throwable wrong;

    @Test
    void shouldChangeNothingAndTellNothing() throws Exception
    {
        final long seed = Long.getLong("interlock.seed", 20_261_127L);
        try (TestServer test = new TestServer(directory))
        {
            send(test, seed, REQUESTS / 10);
            final long before = usedBytes();
            final long threads = TestServer.threads();
            final long startNs = System.nanoTime();

            send(test, seed + 1, REQUESTS);

            final long perSecond = REQUESTS * 1_000_000_000L / (System.nanoTime() - startNs);
            final long grown = usedBytes() - before;
            final String seen = String.format(Locale.ROOT, "%,d answered, %,d a second, %d reached a command, %d faults; threads %d, "
                + "then %d; heap %,d KiB, and %,d more at the end", answered.get(), perSecond, test.commands.size(), test.server.failures(),
                threads, TestServer.threads(), before >> 10, grown >> 10);
            System.out.printf("seed %d: %,d malformed requests, %s%n", seed, REQUESTS, seen);
            if (wrong != null)
            {
                throw new AssertionError("seed " + seed, wrong);
            }
            assertThat(test.commands).as("seed %d", seed).isEmpty();
            assertThat(test.server.failures()).as("faults, seed %d", seed).isZero();
            assertThat(answered).as("most are answered, not only dropped").hasValueGreaterThan(REQUESTS / 2);
            assertThat(TestServer.threads()).as("threads").isLessThanOrEqualTo(MOST_THREADS);
            assertThat(grown).as("heap").isLessThan(GROWTH_BYTES);
            Eventually.holds("every connection is closed", () -> test.server.connections() == 0);
            assertThat(test.get("/api/status", "viewer").status()).isEqualTo(200);
            assertThat(test.post("/api/kill", "admin", "{}").status()).as("a right token after many wrong ones").isEqualTo(200);
            Runs.done("malformed requests to the console, none with a token that commands", REQUESTS, seen);
        }
    }

    private void send(final TestServer test, final long seed, final int requests) throws InterruptedException
    {
        final Thread[] clients = new Thread[CLIENTS];
        for (int i = 0; i < CLIENTS; i++)
        {
            final Mutations mutations = new Mutations(new SplittableRandom(seed * 31 + i), test);
            clients[i] = new Thread(() -> run(test, mutations, requests / CLIENTS), "fuzz-" + i);
            clients[i].start();
        }
        for (final Thread client : clients)
        {
            client.join();
        }
    }

    private void run(final TestServer test, final Mutations mutations, final int requests)
    {
        for (int i = 0; i < requests && wrong == null; i++)
        {
            final byte[] bytes = mutations.next();
            try
            {
                judge(bytes, exchange(test, bytes));
            }
            catch (final IOException | AssertionError failed)
            {
                wrong = failed;
            }
        }
    }

    private void judge(final byte[] bytes, final String answer)
    {
        if (answer.isEmpty())
        {
            return;
        }
        answered.incrementAndGet();
        final String sent = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(answer).as("for %s", sent).matches("(?s)HTTP/[0-9.]+ [1-4][0-9][0-9] .*").doesNotContain("Exception")
            .doesNotContain("io.undertow").doesNotContain("java.").doesNotContain("Server:");
    }

    /** All that comes back until the end; a reset is an end too. */
    private static String exchange(final TestServer test, final byte[] bytes) throws IOException
    {
        final ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket(test.address().getAddress(), test.address().getPort()))
        {
            socket.setSoTimeout(60_000);
            // Without a wait in the state TIME_WAIT, of which there are fewer than a night has requests.
            socket.setSoLinger(true, 0);
            final InputStream in = socket.getInputStream();
            try
            {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
                final byte[] part = new byte[4_096];
                for (int read = in.read(part); read >= 0; read = in.read(part))
                {
                    answer.write(part, 0, read);
                }
            }
            catch (final java.net.SocketTimeoutException hung)
            {
                throw hung;
            }
            catch (final IOException reset)
            {
                return answer.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    private static long usedBytes()
    {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++)
        {
            System.gc();
            least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
