package io.interlock.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Receivers on one port, told apart by the first part of the path, each of which can fail. Threading: a thread for each connection. */
final class HttpSink implements AutoCloseable
{
    /** What a receiver does. */
    enum Mode
    {
        /** Takes it. */
        TAKES("HTTP/1.1 200 OK\r\nConnection: close\r\n"),
        /** Is busy for a while. */
        BUSY("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
        /** Will never take it. */
        REFUSES("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
        /** Never answers. */
        HANGS(""),
        /** Ends the connection in the middle. */
        RESETS("");

        private final String answer;

        Mode(final String answer)
        {
            this.answer = answer;
        }
    }

    /**
     * What came.
     *
     * @param receiver the first part of the path.
     * @param lines    the request's line and the headers' lines.
     * @param body     as UTF-8.
     */
    record Request(String receiver, List<String> lines, String body)
    {
        String header(final String name)
        {
            final String start = name.toLowerCase(Locale.ROOT) + ": ";
            return lines.stream().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start)).findFirst().orElseThrow()
                .substring(start.length());
        }
    }

    private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Mode> modes = new ConcurrentHashMap<>();
    private final Queue<Request> taken = new ConcurrentLinkedQueue<>();
    private final Queue<Request> refused = new ConcurrentLinkedQueue<>();

    HttpSink() throws IOException
    {
        threads.execute(this::serve);
    }

    int port()
    {
        return server.getLocalPort();
    }

    void does(final String receiver, final Mode mode)
    {
        modes.put(receiver, mode);
    }

    /** Requests that were answered with 200, in order. */
    Queue<Request> taken()
    {
        return taken;
    }

    /** Requests that were answered with 400, in order. */
    Queue<Request> refused()
    {
        return refused;
    }

    private void serve()
    {
        while (!server.isClosed())
        {
            try
            {
                final Socket socket = server.accept();
                threads.execute(() -> one(socket));
            }
            catch (final IOException | RuntimeException ended)
            {
                return;
            }
        }
    }

    private void one(final Socket socket)
    {
        try (socket)
        {
            final Request request = read(socket.getInputStream());
            final Mode mode = modes.getOrDefault(request.receiver(), Mode.TAKES);
            if (mode == Mode.RESETS)
            {
                socket.setSoLinger(true, 0);
                return;
            }
            if (mode == Mode.HANGS)
            {
                // Until the sender gives up.
                socket.getInputStream().read();
                return;
            }
            if (mode == Mode.TAKES)
            {
                taken.add(request);
            }
            else if (mode == Mode.REFUSES)
            {
                refused.add(request);
            }
            socket.getOutputStream().write((mode.answer + (mode == Mode.TAKES ? words(request.receiver()) : ""))
                .getBytes(StandardCharsets.US_ASCII));
        }
        catch (final IOException | IllegalStateException gone)
        {
            // The sender has gone.
            return;
        }
    }

    /** Slack says ok, the others a JSON of which only Telegram's sender reads a word. */
    private static String words(final String receiver)
    {
        final String body = "slack".equals(receiver) ? "ok" : "{\"ok\":true}";
        return "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static Request read(final InputStream input) throws IOException
    {
        final ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n"))
        {
            final int next = input.read();
            if (next < 0)
            {
                throw new IllegalStateException("no whole request");
            }
            head.write(next);
        }
        final List<String> lines = head.toString(StandardCharsets.ISO_8859_1).strip().lines().toList();
        final Map<String, String> headers = new HashMap<>();
        lines.stream().skip(1).map(line -> line.split(": ", 2)).filter(parts -> parts.length == 2)
            .forEach(parts -> headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]));
        final byte[] body = input.readNBytes(Integer.parseInt(headers.get("content-length")));
        return new Request(lines.get(0).split("[ /]+")[1], lines, new String(body, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException
    {
        server.close();
        threads.shutdownNow();
    }
}
