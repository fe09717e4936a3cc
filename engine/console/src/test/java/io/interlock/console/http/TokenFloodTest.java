package io.interlock.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.console.access.Principal;
import io.interlock.console.access.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has a token keeps nobody else out either, whatever he does with it. */
class TokenFloodTest
{
    private static final int CONNECTIONS = 64;
    private static final String BODY_TO_COME = "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n{";

    @TempDir
    private Path directory;

    @Test
    void shouldFindRoomForAKillAmongUnfinishedReports() throws IOException
    {
        final List<Raw> open = new ArrayList<>();
        try (TestServer test = new TestServer(directory, ServerLimits.of(CONNECTIONS, 10)))
        {
            for (int i = 0; i < CONNECTIONS; i++)
            {
                final Raw raw = Raw.to(test.address());
                open.add(raw);
                raw.send("POST /api/reports HTTP/1.1\r\nHost: " + test.host() + "\r\n" + test.bearer("reporter")
                    + BODY_TO_COME);
            }
            Eventually.holds("all were taken, and most ended", () -> test.server.cutConnections() >= CONNECTIONS / 2);

            assertThat(test.post("/api/kill", "admin", "{}").status()).isEqualTo(200);
            assertThat(test.get("/api/status", "viewer").status()).isEqualTo(200);
            assertThat(test.server.connections()).isLessThanOrEqualTo(CONNECTIONS / 2);
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
    void shouldGiveReportersAndViewersHalfAndEndTheOldestOfWhoHasMost()
    {
        final Connections connections = new Connections(new ServerLimits(CONNECTIONS, CONNECTIONS, 10, 1, 1, 1, 1), () -> 0);
        final Principal viewer = new Principal("v", Role.VIEWER);
        final AtomicInteger ended = new AtomicInteger();
        final AtomicInteger others = new AtomicInteger();
        for (int i = 0; i < 10; i++)
        {
            connections.request(connections.opened("a", ended::incrementAndGet), viewer, false);
        }
        for (int i = 0; i < 40; i++)
        {
            final Principal each = new Principal("r" + i, Role.REPORTER);
            connections.request(connections.opened("a", others::incrementAndGet), each, true);
        }
        assertThat(connections.open()).isEqualTo(CONNECTIONS / 2);
        assertThat(ended).as("who has most gives way, until nobody has more than another").hasValueBetween(9, 10);
        assertThat(others).hasValueBetween(8, 9);
        for (int i = 0; i < CONNECTIONS; i++)
        {
            final Connections.Entry entry = connections.opened("b", () -> ended.addAndGet(1_000));
            connections.request(entry, new Principal("o" + i, Role.OPERATOR), false);
        }
        assertThat(connections.opened("c", ended::incrementAndGet)).as("there is always room for one more").isNotNull();
        assertThat(connections.open()).isEqualTo(CONNECTIONS);
    }

    @Test
    void shouldEndOfOnePrincipalFirstWhatHasNotSentItsBody()
    {
        final Connections connections = new Connections(ServerLimits.of(8, 10), () -> 0);
        final Principal admin = new Principal("a", Role.ADMIN);
        final AtomicInteger worked = new AtomicInteger();
        final AtomicInteger unfinished = new AtomicInteger();
        final Connections.Entry first = connections.opened("a", worked::incrementAndGet);
        connections.request(first, admin, true);
        connections.received(first);
        connections.request(connections.opened("a", unfinished::incrementAndGet), admin, true);

        connections.request(connections.opened("a", worked::incrementAndGet), admin, true);

        assertThat(unfinished).hasValue(1);
        assertThat(worked).hasValue(0);
        connections.endAll();
        assertThat(connections.open()).isZero();
        assertThat(worked).hasValue(2);
    }
}
