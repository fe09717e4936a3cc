package io.interlock.console.http;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A client that sends what it is told to. Threading: one test thread. */
final class Raw implements Closeable
{
    private static final int LIMIT_MS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /**
     * What came back.
     *
     * @param status  0 where nothing did.
     * @param headers by name in small letters; of several the last.
     * @param body    as text.
     */
    record Answer(int status, Map<String, String> headers, String body)
    {
        static final Answer NONE = new Answer(0, Map.of(), "");
    }

    Raw(final Socket socket) throws IOException
    {
        this.socket = socket;
        socket.setSoTimeout(LIMIT_MS);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    static Raw to(final InetSocketAddress address) throws IOException
    {
        final Socket socket = new Socket();
        socket.connect(address, LIMIT_MS);
        return new Raw(socket);
    }

    /** One request on a connection of its own, of which nothing stays: ports in TIME_WAIT are fewer than a night has requests. */
    static Answer once(final InetSocketAddress address, final String request) throws IOException
    {
        try (Raw raw = to(address))
        {
            raw.socket.setSoLinger(true, 0);
            raw.send(request);
            return raw.answer(request.startsWith("HEAD "));
        }
    }

    void send(final String text) throws IOException
    {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(final byte[] bytes) throws IOException
    {
        out.write(bytes);
        out.flush();
    }

    /** No more is sent; the answer can still be read. */
    void ended() throws IOException
    {
        socket.shutdownOutput();
    }

    Answer answer() throws IOException
    {
        return answer(false);
    }

    Answer answer(final boolean withoutBody) throws IOException
    {
        final String status = line();
        if (status == null)
        {
            return Answer.NONE;
        }
        final Map<String, String> headers = new LinkedHashMap<>();
        String header = line();
        while (header != null && !header.isEmpty())
        {
            final int colon = header.indexOf(':');
            headers.put(header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).trim());
            header = line();
        }
        final int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        final byte[] body = withoutBody ? new byte[0] : in.readNBytes(length);
        return new Answer(Integer.parseInt(List.of(status.split(" ")).get(1)), headers, new String(body, StandardCharsets.UTF_8));
    }

    /** Whether the server ended the connection; waits for it. */
    boolean isEnded()
    {
        try
        {
            while (in.read() >= 0)
            {
                continue;
            }
            return true;
        }
        catch (final java.net.SocketTimeoutException open)
        {
            return false;
        }
        catch (final IOException reset)
        {
            return true;
        }
    }

    private String line() throws IOException
    {
        final ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c = in.read();
        if (c < 0)
        {
            return null;
        }
        while (c >= 0 && c != '\n')
        {
            if (c != '\r')
            {
                line.write(c);
            }
            c = in.read();
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException
    {
        socket.close();
    }
}
