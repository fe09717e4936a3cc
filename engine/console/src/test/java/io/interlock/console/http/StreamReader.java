package io.interlock.console.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A client of an event stream, which reads when it is told to. Threading: one test thread. */
final class StreamReader implements Closeable
{
    private static final int LIMIT_MS = 60_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final int status;
    private int left;

    /**
     * One event.
     *
     * @param kind empty: no event, but a place in the stream.
     * @param id   null where it has none.
     * @param data lines joined by line ends.
     */
    record Event(String kind, String id, String data)
    {
    }

    /** Asks, from an address of this machine; the headers each with its line end. */
    StreamReader(final InetSocketAddress server, final String from, final String request) throws IOException
    {
        socket.setReceiveBufferSize(65_536);
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(server, LIMIT_MS);
        socket.setSoTimeout(LIMIT_MS);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        in = new BufferedInputStream(socket.getInputStream(), 65_536);
        final String first = line();
        status = first == null ? 0 : Integer.parseInt(first.split(" ")[1]);
        for (String header = line(); header != null && !header.isEmpty(); header = line())
        {
            final int colon = header.indexOf(':');
            headers.put(header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
        }
    }

    int status()
    {
        return status;
    }

    Map<String, String> headers()
    {
        return headers;
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

    /** A byte of the body; below 0 at its end. */
    private int read() throws IOException
    {
        if (!headers.containsKey("transfer-encoding"))
        {
            return in.read();
        }
        if (left == 0)
        {
            String size = line();
            if (size != null && size.isEmpty())
            {
                size = line();
            }
            left = size == null ? 0 : Integer.parseInt(size, 16);
            if (left == 0)
            {
                return -1;
            }
        }
        left--;
        return in.read();
    }

    private String text() throws IOException
    {
        final ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c = read();
        if (c < 0)
        {
            return null;
        }
        while (c >= 0 && c != '\n')
        {
            line.write(c);
            c = read();
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** The next one; null at the end of the stream. */
    Event next() throws IOException
    {
        String kind = "";
        String id = null;
        StringBuilder data = null;
        for (String line = text(); line != null; line = text())
        {
            if (line.isEmpty())
            {
                return new Event(kind, id, data == null ? "" : data.toString());
            }
            final String value = line.substring(line.indexOf(':') + 2);
            if (line.startsWith("event:"))
            {
                kind = value;
            }
            else if (line.startsWith("id:"))
            {
                id = value;
            }
            else if (line.startsWith("data:"))
            {
                data = data == null ? new StringBuilder(value) : data.append('\n').append(value);
            }
        }
        return null;
    }

    /** The next of a kind; null at the end of the stream. */
    Event next(final String kind) throws IOException
    {
        Event event = next();
        while (event != null && !event.kind().equals(kind))
        {
            event = next();
        }
        return event;
    }

    @Override
    public void close() throws IOException
    {
        socket.close();
    }
}
