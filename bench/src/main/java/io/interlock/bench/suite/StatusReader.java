package io.interlock.bench.suite;

import io.interlock.host.ConsoleInfo;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * Asks a console for its status, over a connection that is kept, as whoever watches an engine does. A client without threads of its own:
 * the processor is for what is measured.
 *
 * <p>Threading: one thread.
 */
public final class StatusReader implements AutoCloseable
{
    private static final int LIMIT_MS = 30_000;
    private static final String LENGTH = "content-length:";

    private final Socket socket = new Socket();
    private final InputStream in;
    private final byte[] request;
    private byte[] body = new byte[1 << 16];

    /**
     * Connects.
     *
     * @param console with the file of its first tokens.
     * @throws IOException where it cannot be reached, or its tokens cannot be read.
     */
    public StatusReader(final ConsoleInfo console) throws IOException
    {
        final URI url = URI.create(console.url());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LIMIT_MS);
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), LIMIT_MS);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        request = ("GET /api/circuit-breaker/status HTTP/1.1\r\nHost: " + url.getHost() + ':' + url.getPort()
            + "\r\nAuthorization: Bearer " + token(console) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String token(final ConsoleInfo console) throws IOException
    {
        return Files.readAllLines(console.tokens()).stream().filter(line -> line.startsWith("viewer ")).findFirst()
            .orElseThrow(() -> new IOException("the console has no token for a viewer")).split(" ")[2];
    }

    /**
     * Asks, and reads the whole answer.
     *
     * @return how many bytes its body has.
     * @throws IOException where there was none, or another than 200.
     */
    public int ask() throws IOException
    {
        socket.getOutputStream().write(request);
        final String status = line();
        if (!status.startsWith("HTTP/1.1 200"))
        {
            throw new IOException("a status was answered with " + status);
        }
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line())
        {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length()))
            {
                length = Integer.parseInt(header.substring(LENGTH.length()).trim());
            }
        }
        if (body.length < length)
        {
            body = new byte[length];
        }
        if (length == 0 || in.readNBytes(body, 0, length) < length)
        {
            throw new EOFException("a status ended before its end");
        }
        return length;
    }

    private String line() throws IOException
    {
        final StringBuilder line = new StringBuilder(128);
        for (int c = in.read(); c != '\n'; c = in.read())
        {
            if (c < 0)
            {
                throw new EOFException("the console closed the connection");
            }
            if (c != '\r')
            {
                line.append((char)c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException
    {
        socket.close();
    }
}
