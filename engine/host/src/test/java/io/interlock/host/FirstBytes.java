package io.interlock.host;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A receiver that notes when the first byte of each request comes, and takes them all. Threading: a thread of its own. */
final class FirstBytes implements AutoCloseable
{
    private static final byte[] TAKEN = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int ENOUGH = 1 << 16;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final BlockingQueue<Long> firstNs = new LinkedBlockingQueue<>();

    FirstBytes() throws IOException
    {
        final Thread thread = new Thread(this::serve, "receiver");
        thread.setDaemon(true);
        thread.start();
    }

    int port()
    {
        return server.getLocalPort();
    }

    /** When each request's first byte came, by System.nanoTime(). */
    BlockingQueue<Long> firstNs()
    {
        return firstNs;
    }

    private void serve()
    {
        final byte[] buffer = new byte[ENOUGH];
        while (!server.isClosed())
        {
            try (Socket socket = server.accept())
            {
                final InputStream input = socket.getInputStream();
                final int length = input.read(buffer);
                if (length > 0)
                {
                    firstNs.add(System.nanoTime());
                    rest(input, buffer, length);
                    socket.getOutputStream().write(TAKEN);
                }
            }
            catch (final IOException gone)
            {
                // The sender has gone, or the test has ended.
                continue;
            }
        }
    }

    /** Reads the request to its end, which is the JSON's. */
    private static void rest(final InputStream input, final byte[] buffer, final int first) throws IOException
    {
        int length = first;
        while (!whole(buffer, length))
        {
            final int more = input.read(buffer, length, buffer.length - length);
            if (more < 0)
            {
                return;
            }
            length += more;
        }
    }

    private static boolean whole(final byte[] buffer, final int length)
    {
        final String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
        final int body = text.indexOf("\r\n\r\n") + 4;
        final int named = text.toLowerCase(Locale.ROOT).indexOf("content-length:");
        return body >= 4 && named >= 0
            && length - body >= Integer.parseInt(text.substring(named + 15, text.indexOf("\r\n", named)).strip());
    }

    @Override
    public void close() throws IOException
    {
        server.close();
    }
}
