package io.interlock.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.console.access.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event streams over sockets: their bounds, their ends, and what they do to others. */
class StreamTest
{
    private static final String STREAM = "/api/events";
    private static final String HOME = "127.0.0.1";
    private static final long SECOND_NS = 1_000_000_000L;

    /** Nobody is ended because this machine is slow. */
    static final StreamLimits PATIENT = new StreamLimits(200, 1 << 18, 600 * SECOND_NS, 600 * SECOND_NS);

    @TempDir
    private Path directory;
    private final Queue<EventSink> clients = new ConcurrentLinkedQueue<>();

    private ApiResponse listen(final ApiRequest request)
    {
        return ApiResponse.events(clients::add);
    }

    private TestServer server(final StreamLimits limits) throws IOException
    {
        return new TestServer(directory, ServerLimits.of(512, 10).withStreams(limits), null, new Setup.Names(Set.of(), Set.of()),
            List.of(new ApiRoute("GET", STREAM, Role.VIEWER, this::listen)));
    }

    private static StreamReader reader(final TestServer test, final String token, final String from) throws IOException
    {
        return new StreamReader(test.address(), from, test.request("GET", STREAM, test.bearer(token), ""));
    }

    private static StreamEvent event(final String data)
    {
        return StreamEvent.of("news", data.getBytes(StandardCharsets.UTF_8));
    }

    /** As many as were asked for, once all have been taken. */
    private List<EventSink> listening(final int count)
    {
        Eventually.holds(count + " clients listen", () -> clients.size() >= count);
        return new ArrayList<>(clients);
    }

    @Test
    void shouldSendEventsToWhoListens() throws IOException
    {
        try (TestServer test = server(PATIENT))
        {
            final StreamReader reader = reader(test, "viewer", HOME);
            assertThat(reader.status()).isEqualTo(200);
            assertThat(reader.headers()).containsEntry("content-type", "text/event-stream; charset=utf-8")
                .containsEntry("cache-control", "no-store").containsEntry("x-content-type-options", "nosniff")
                .doesNotContainKey("content-length");
            final EventSink client = listening(1).get(0);
            assertThat(client.offer(StreamEvent.place(7, 2_000))).isTrue();
            assertThat(client.offer(StreamEvent.of("news", 8, "{\"a\":\"ä\"}".getBytes(StandardCharsets.UTF_8)))).isTrue();
            assertThat(reader.next()).isEqualTo(new StreamReader.Event("", "7", ""));
            assertThat(reader.next()).isEqualTo(new StreamReader.Event("news", "8", "{\"a\":\"ä\"}"));
            Eventually.holds("nothing waits", client::isIdle);
            assertThat(test.server.streams().open()).isOne();
            // None of those that make room for each other, or that are cut when their answer takes long.
            Eventually.holds("it is no plain connection", () -> test.server.connections() == 0);
            assertThat(client.offer(event("still"))).isTrue();
            assertThat(reader.next()).isEqualTo(new StreamReader.Event("news", null, "still"));
            reader.close();
            Eventually.holds("its end is noticed", () ->
            {
                client.offer(event("anybody?"));
                return test.server.streams().open() == 0 && !client.isOpen();
            });
        }
    }

    @Test
    void shouldLetNobodyListenWithoutTheRole() throws IOException
    {
        try (TestServer test = server(PATIENT))
        {
            assertThat(test.get(STREAM, null).status()).isEqualTo(401);
            assertThat(test.get(STREAM, "reporter").status()).isEqualTo(403);
            assertThat(clients).isEmpty();
        }
    }

    /** Whatever ends a line somewhere begins no second event, and no other field of this one. */
    @Test
    void shouldKeepHostileTextInOneEvent() throws IOException
    {
        final List<String> hostile = List.of(
            "a\n\nevent: closed\ndata: {}\n\n", "a\r\rdata: b\r\n\r\nid: 9\r\n", "\n", "\r", "\r\n\r\n", "", ": comment",
            "\u2028\u0085\u000b\u000c");
        try (TestServer test = server(PATIENT); StreamReader reader = reader(test, "viewer", HOME))
        {
            final EventSink client = listening(1).get(0);
            hostile.forEach(text -> client.offer(event(text)));
            client.offer(StreamEvent.of("last", "x".getBytes(StandardCharsets.UTF_8)));
            for (final String text : hostile)
            {
                assertThat(reader.next()).isEqualTo(
                    new StreamReader.Event("news", null, text.replace("\r\n", "\n").replace('\r', '\n')));
            }
            assertThat(reader.next().kind()).isEqualTo("last");
        }
    }

    /** One takes nothing; the other is told everything, and nobody waits. */
    @Test
    void shouldEndASlowClientWhileOthersGoOn() throws IOException
    {
        final int count = 300;
        final String data = "x".repeat(32_768);
        try (TestServer test = server(new StreamLimits(200, 1 << 18, 600 * SECOND_NS, 2 * SECOND_NS));
            StreamReader slow = reader(test, "viewer", HOME))
        {
            final EventSink slowSink = listening(1).get(0);
            try (StreamReader good = reader(test, "viewer", HOME))
            {
                final EventSink goodSink = listening(2).get(1);
                for (int i = 0; i < count; i++)
                {
                    slowSink.offer(event(i + data));
                    assertThat(goodSink.offer(event(i + data))).isTrue();
                    assertThat(good.next().data()).startsWith(i + "x");
                }
                assertThat(slowSink.isOpen()).as("9 MB are more than sockets and bound hold").isFalse();
                assertThat(slowSink.offer(event("more"))).isFalse();
                assertThat(test.server.streams().ended()).containsEntry("slow", 1L);
                Eventually.holds("only the good one is left", () -> test.server.streams().open() == 1);
                assertThat(goodSink.offer(event("still"))).isTrue();
                assertThat(good.next().data()).isEqualTo("still");
            }
            // What had left is there in its order, and then nothing that is not whole: the last word, or the end of the connection.
            int next = 0;
            StreamReader.Event event = quietly(slow);
            for (; event != null && "news".equals(event.kind()); event = quietly(slow))
            {
                assertThat(event.data()).startsWith(next + "x");
                next++;
            }
            assertThat(next).isLessThan(count);
            assertThat(event == null || event.kind().equals("closed") && event.data().contains("\"reason\":\"slow\"")).isTrue();
        }
    }

    private static StreamReader.Event quietly(final StreamReader reader)
    {
        try
        {
            return reader.next();
        }
        catch (final IOException | RuntimeException cut)
        {
            return null;
        }
    }

    /** Nothing more is given to it than it may have, but it takes nothing of it either. */
    @Test
    void shouldEndAClientThatTakesNothing() throws IOException
    {
        try (TestServer test = server(new StreamLimits(200, 64 << 20, SECOND_NS / 2, SECOND_NS));
            StreamReader reader = reader(test, "viewer", HOME))
        {
            final EventSink client = listening(1).get(0);
            for (int i = 0; i < 32; i++)
            {
                client.offer(event("x".repeat(1 << 20)));
            }
            Eventually.holds("it is ended", () -> !client.isOpen() && test.server.streams().open() == 0);
            assertThat(test.server.streams().ended()).containsEntry("slow", 1L);
            assertThat(reader.status()).isEqualTo(200);
        }
    }

    @Test
    void shouldTakeTwoHundredAndRefuseOneMore() throws IOException
    {
        final List<StreamReader> readers = new ArrayList<>();
        try (TestServer test = server(PATIENT))
        {
            for (int i = 0; i < 200; i++)
            {
                readers.add(reader(test, "viewer", HOME));
                assertThat(readers.get(i).status()).isEqualTo(200);
            }
            try (StreamReader more = reader(test, "viewer", HOME))
            {
                assertThat(more.status()).isEqualTo(503);
                assertThat(more.headers()).containsEntry("retry-after", "1");
            }
            assertThat(test.server.streams().open()).isEqualTo(200);
            listening(200).forEach(client -> client.offer(event("to all")));
            for (final StreamReader reader : readers)
            {
                assertThat(reader.next().data()).isEqualTo("to all");
            }
            // Somebody else's comes in all the same, and the oldest of who has most is told why.
            try (StreamReader admin = reader(test, "admin", HOME))
            {
                assertThat(admin.status()).isEqualTo(200);
                assertThat(readers.get(0).next().data()).contains("\"reason\":\"displaced\"");
                assertThat(readers.get(0).next()).isNull();
            }
            assertThat(test.server.streams().ended()).containsEntry("displaced", 1L).containsEntry("refused", 1L);
        }
        finally
        {
            for (final StreamReader reader : readers)
            {
                reader.close();
            }
        }
    }

    /** Neither takes a worker, a connection of those that commands need, nor the time of the thread of the sockets. */
    @Test
    void shouldNotBeInTheWayOfACommand() throws IOException
    {
        final List<StreamReader> readers = new ArrayList<>();
        final List<Raw> silent = new ArrayList<>();
        try (TestServer test = server(PATIENT))
        {
            for (int i = 0; i < 200; i++)
            {
                readers.add(reader(test, i % 2 == 0 ? "viewer" : "operator", HOME));
            }
            for (int i = 0; i < 600; i++)
            {
                silent.add(Raw.to(test.address()));
                silent.get(i).send("GET /api/status HTTP/1.1\r\nHost: ");
            }
            final List<EventSink> sinks = listening(200);
            long worstNs = 0;
            for (int i = 0; i < 50; i++)
            {
                // Nobody reads them, so all of it waits.
                sinks.forEach(client -> client.offer(event("x".repeat(1_000))));
                final long startNs = System.nanoTime();
                assertThat(test.post("/api/kill", "admin", "{}").status()).isEqualTo(200);
                assertThat(test.get("/api/status", "viewer").status()).isEqualTo(200);
                worstNs = Math.max(worstNs, System.nanoTime() - startNs);
            }
            System.out.printf(
                "a status and a command under 200 streams and 600 half-open connections: worst %.1f ms of 50%n", worstNs / 1e6);
            assertThat(worstNs).isLessThan(20 * SECOND_NS);
            assertThat(test.server.streams().open()).isEqualTo(200);
        }
        finally
        {
            for (final Raw raw : silent)
            {
                raw.close();
            }
            for (final StreamReader reader : readers)
            {
                reader.close();
            }
        }
    }

    @Test
    void shouldSayThatItCloses() throws IOException
    {
        final TestServer test = server(PATIENT);
        try (StreamReader reader = reader(test, "viewer", HOME))
        {
            listening(1).get(0).offer(event("one"));
            test.close();
            assertThat(reader.next().data()).isEqualTo("one");
            assertThat(reader.next().data()).contains("\"reason\":\"shutdown\"");
            assertThat(reader.next()).isNull();
            assertThat(clients.element().offer(event("two"))).isFalse();
        }
        finally
        {
            test.close();
        }
    }

    @Test
    void shouldEndWhenItsTokenDoes() throws IOException
    {
        try (TestServer test = server(PATIENT);
            StreamReader viewer = reader(test, "viewer", HOME); StreamReader admin = reader(test, "admin", HOME))
        {
            listening(2);
            final Path file = directory.resolve("console-tokens.json");
            final String all = Files.readString(file);
            final String without = all.replaceAll("(?s)\\{\\s*\"name\" : \"viewer\".*?\\},?", "").replaceAll(",(\\s*\\])", "$1");
            assertThat(without).isNotEqualTo(all);
            Files.writeString(file, without, StandardOpenOption.TRUNCATE_EXISTING);

            assertThat(viewer.next("closed").data()).contains("\"reason\":\"revoked\"");
            assertThat(viewer.next()).isNull();
            clients.forEach(client -> client.offer(event("still")));
            assertThat(admin.next().data()).isEqualTo("still");
            assertThat(test.server.streams().ended()).containsEntry("revoked", 1L);
        }
    }
}
