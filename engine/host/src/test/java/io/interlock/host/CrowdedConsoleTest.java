package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.model.Level;
import io.interlock.core.report.Reporter;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.Runs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who only takes up room is in nobody's way: a status and a recovery of a whole engine, journaled, among many other connections. */
class CrowdedConsoleTest
{
    private static final int HALF_OPEN = Runs.of(200, 1_000);
    private static final int STREAMS = Runs.of(40, 200);
    private static final int EACH = Runs.of(5, 50);
    /** What else a machine does in that time only adds: the best of several rounds is judged. */
    private static final int ROUNDS = Runs.of(1, 5);
    private static final long MOST_STATUS_NS = 250_000_000L;
    private static final long MOST_RECOVER_NS = 500_000_000L;
    private static final long BROKEN_NS = 30_000_000_000L;
    private static final long TOO_SLOW_NS = 4_000_000_000L;

    @TempDir
    private Path directory;

    /** Of each the worst of a round. */
    private record Took(long statusNs, long recoverNs)
    {
        Took least(final Took other)
        {
            return new Took(Math.min(statusNs, other.statusNs), Math.min(recoverNs, other.recoverNs));
        }
    }

    @Test
    void shouldAnswerAndRecoverAmongStreamsAndConnectionsThatAreHalfOpen() throws Exception
    {
        try (Interlock interlock = Interlock.launch(
            ConfigLoader.load("test", "engine: { stale-limit: 30s }\nconsole: { port: 0, max-connections: 2000 }\n"), directory,
            new EngineContext().commandDeadline(Duration.ofSeconds(30))))
        {
            final ConsoleClient client = ConsoleClient.of(interlock);
            final Wire wire = new Wire(interlock);
            final String head = "POST /api/circuit-breaker/kill HTTP/1.1\r\nHost: " + wire.host() + "\r\nX-Slow: ";
            final String stream = "GET /api/stream HTTP/1.1\r\nHost: " + wire.host() + "\r\nAuthorization: Bearer "
                + ConsoleClient.tokens(interlock.console().orElseThrow().tokens()).get("viewer") + "\r\n\r\n";
            try (Crowd streams = new Crowd(wire.address(), stream, STREAMS);
                Crowd halfOpen = new Crowd(wire.address(), head, HALF_OPEN))
            {
                Await.until("every stream has begun", () -> streams.taken() >= STREAMS);
                round(interlock, client);
                Took best = round(interlock, client);
                for (int i = 1; i < ROUNDS; i++)
                {
                    best = best.least(round(interlock, client));
                }
                final String seen = String.format(Locale.ROOT,
                    "beside %d streams, worst of %d: status %.1f ms, recover %.1f ms; %d were ended and came again, and %d streams",
                    STREAMS, EACH, best.statusNs() / 1e6, best.recoverNs() / 1e6, halfOpen.again(), streams.again());
                System.out.println(HALF_OPEN + " half-open connections " + seen);
                Await.until("all are there to the end", () -> halfOpen.open() == HALF_OPEN && streams.open() == STREAMS);
                assertThat(best.statusNs()).as("status").isLessThan(Runs.nightly() ? MOST_STATUS_NS : BROKEN_NS);
                assertThat(best.recoverNs()).as("recover").isLessThan(Runs.nightly() ? MOST_RECOVER_NS : BROKEN_NS);
                Runs.done("half-open connections at once beside which a console answers", HALF_OPEN, seen);
            }
        }
    }

    private static Took round(final Interlock interlock, final ConsoleClient client) throws Exception
    {
        final Reporter venue = interlock.scope("venue").reporter();
        long statusNs = 0;
        long recoverNs = 0;
        for (int i = 0; i < EACH; i++)
        {
            venue.apiLatency(TOO_SLOW_NS);
            Await.until("it halts", () -> interlock.scope("venue").level() == Level.HALT);

            final long askedNs = System.nanoTime();
            assertThat(client.get("/api/circuit-breaker/status").get("state").textValue()).isNotNull();
            final long answeredNs = System.nanoTime();
            final ConsoleClient.Answer recovered =
                client.ask("admin", "POST", "/api/circuit-breaker/recover", "{\"scope\":\"venue\"}");
            final long recoveredNs = System.nanoTime();

            assertThat(recovered.status()).as(recovered.text()).isEqualTo(200);
            Await.until("it is open again", () -> interlock.scope("venue").level() == Level.CLOSED);
            statusNs = Math.max(statusNs, answeredNs - askedNs);
            recoverNs = Math.max(recoverNs, recoveredNs - answeredNs);
        }
        return new Took(statusNs, recoverNs);
    }
}
