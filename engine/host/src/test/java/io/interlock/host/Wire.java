package io.interlock.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends bytes as they are to a console, each time on a connection of its own. Threading: any. */
final class Wire
{
    private static final int LIMIT_MS = 60_000;

    private final InetSocketAddress console;

    Wire(final Interlock interlock)
    {
        final URI url = URI.create(interlock.console().orElseThrow().url());
        console = new InetSocketAddress(url.getHost(), url.getPort());
    }

    InetSocketAddress address()
    {
        return console;
    }

    String host()
    {
        return console.getAddress().getHostAddress() + ":" + console.getPort();
    }

    /** All that comes back until the end, which may be a reset. */
    String exchange(final byte[] bytes) throws IOException
    {
        return exchange(bytes, null);
    }

    /** The same from an address of this machine; null: any. */
    String exchange(final byte[] bytes, final InetAddress from) throws IOException
    {
        final ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket())
        {
            // There are fewer ports than a night has requests, and each is in TIME_WAIT a minute long where both sides have said that
            // they are done: who connects may have one again, and so may servers.
            socket.setReuseAddress(true);
            if (from != null)
            {
                socket.bind(new InetSocketAddress(from, 0));
            }
            socket.connect(console, LIMIT_MS);
            socket.setSoTimeout(LIMIT_MS);
            socket.setSoLinger(true, 0);
            final InputStream in = socket.getInputStream();
            try
            {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
                in.transferTo(answer);
            }
            catch (final SocketTimeoutException hung)
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

    /** The status of an answer; 0 where there is none. */
    static int status(final String answer)
    {
        return answer.startsWith("HTTP/1.") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }
}
