package io.interlock.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many requests of clients that keep their connections: all are answered, by few threads. What it prints is for people. */
class LoadTest
{
    private static final int CLIENTS = 4;
    private static final int REQUESTS = Integer.getInteger("interlock.console.load", 1_000);

    @TempDir
    private Path directory;

    @Test
    void shouldAnswerAllWithFewThreads() throws Exception
    {
        final long[] tookNs = new long[CLIENTS * REQUESTS];
        try (TestServer test = new TestServer(directory))
        {
            final Thread[] clients = new Thread[CLIENTS];
            final long startNs = System.nanoTime();
            for (int i = 0; i < CLIENTS; i++)
            {
                final int first = i * REQUESTS;
                clients[i] = new Thread(() -> ask(test, tookNs, first), "client-" + i);
                clients[i].start();
            }
            for (final Thread client : clients)
            {
                client.join();
            }
            final long allNs = System.nanoTime() - startNs;
            final long threads = TestServer.threads();

            assertThat(Arrays.stream(tookNs).filter((ns) -> ns > 0).count()).as("answered").isEqualTo(tookNs.length);
            assertThat(threads).isLessThanOrEqualTo(8);
            Arrays.sort(tookNs);
            System.out.printf("%d clients: %,d requests a second with a token; p50 %,d us, p99 %,d us; %d threads%n",
                CLIENTS, tookNs.length * 1_000_000_000L / allNs, tookNs[tookNs.length / 2] / 1_000,
                tookNs[tookNs.length * 99 / 100] / 1_000, threads);
        }
    }

    private static void ask(final TestServer test, final long[] tookNs, final int first)
    {
        try (Raw raw = Raw.to(test.address()))
        {
            for (int i = 0; i < REQUESTS; i++)
            {
                final long startNs = System.nanoTime();
                raw.send(test.request("GET", "/api/status", test.bearer("viewer"), ""));
                if (raw.answer().status() == 200)
                {
                    tookNs[first + i] = Math.max(1, System.nanoTime() - startNs);
                }
            }
        }
        catch (final IOException failed)
        {
            // What was not answered stays 0, and is seen.
            return;
        }
    }
}
