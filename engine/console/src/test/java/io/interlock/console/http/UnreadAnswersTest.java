package io.interlock.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.console.access.Principal;
import io.interlock.console.access.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks for long answers and does not read them fills no memory. */
class UnreadAnswersTest
{
    private static final int LONG = 6 << 20;
    private static final long MS = 1_000_000L;

    @TempDir
    private Path directory;

    private static ApiResponse text(final ApiRequest request)
    {
        return new ApiResponse(200, "text/plain; charset=utf-8", new byte[LONG]);
    }

    private TestServer server(final long requestNs) throws IOException
    {
        return new TestServer(directory, ServerLimits.of(64, 10).withDeadlines(60_000 * MS, requestNs), null,
            new Setup.Names(Set.of(), Set.of()), List.of(new ApiRoute("GET", "/api/text", Role.VIEWER, UnreadAnswersTest::text)));
    }

    @Test
    void shouldBoundWhatIsNotReadAndFreeItWhenItIsReadOrCut() throws IOException
    {
        final List<Raw> open = new ArrayList<>();
        try (TestServer test = server(5_000 * MS))
        {
            for (int i = 0; i < 2; i++)
            {
                final Raw raw = Raw.to(test.address());
                open.add(raw);
                raw.send(test.request("GET", "/api/text", test.bearer("viewer"), ""));
            }
            Eventually.holds("two are kept", () -> test.server.unsent() == 2 * LONG);

            final Raw.Answer third = test.get("/api/text", "viewer");
            assertThat(third.status()).isEqualTo(503);
            assertThat(third.headers()).containsEntry("retry-after", "1");
            assertThat(third.body()).contains("answers-unread");
            assertThat(test.get("/api/status", "viewer").status()).as("what is short is answered").isEqualTo(200);
            assertThat(test.post("/api/kill", "admin", "{}").status()).isEqualTo(200);
            assertThat(test.get("/api/text", "operator").body()).as("another token has its own half").hasSize(LONG);
            Eventually.holds("what was never read is cut", () -> test.server.unsent() == 0);
            assertThat(test.get("/api/text", "viewer").body()).hasSize(LONG);
            Eventually.holds("what was read is free", () -> test.server.unsent() == 0);
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
    void shouldBoundAllTogetherAndKeepNothingForWhoIsGone()
    {
        final Connections connections = new Connections(ServerLimits.of(64, 10), () -> 0);
        final List<Connections.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 4; i++)
        {
            final Connections.Entry entry = connections.opened("a", () -> entries.clear());
            connections.request(entry, new Principal("v" + i, Role.VIEWER), false);
            entries.add(entry);
        }
        final int third = (int)(Connections.MOST_UNSENT / 3);

        for (int i = 0; i < 3; i++)
        {
            assertThat(connections.keep(entries.get(i), third)).isTrue();
        }
        assertThat(connections.keep(entries.get(3), third)).isFalse();
        assertThat(connections.keep(entries.get(3), 100)).as("short").isTrue();
        connections.answered(entries.get(0));
        connections.closed(entries.get(1));
        assertThat(connections.keep(entries.get(1), third)).as("gone").isFalse();
        assertThat(connections.unsent()).isEqualTo(third);
        connections.closed(entries.get(2));
        connections.closed(entries.get(2));
        assertThat(connections.unsent()).isZero();
        assertThat(connections.keep(entries.get(3), Integer.MAX_VALUE)).as("one is let through, however long").isTrue();
    }
}
