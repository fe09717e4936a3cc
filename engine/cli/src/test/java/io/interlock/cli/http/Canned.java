package io.interlock.cli.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Answers every request with the same bytes, whatever they are. Threading: a thread of its own. */
final class Canned implements AutoCloseable
{
    private final ServerSocket server;
    private final byte[] answer;
    /** Written again and again until nobody takes it; null for not. */
    private final byte[] rest;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    private Canned(final byte[] answer, final byte[] rest) throws IOException
    {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answer = answer;
        this.rest = rest;
        final Thread thread = new Thread(this::serve, "canned");
        thread.setDaemon(true);
        thread.start();
    }

    static Canned of(final byte[] answer) throws IOException
    {
        return new Canned(answer, null);
    }

    static Canned endless(final String head, final byte[] rest) throws IOException
    {
        return new Canned(head.getBytes(StandardCharsets.UTF_8), rest);
    }

    /** A whole answer. */
    static Canned answer(final int status, final String headers, final String body) throws IOException
    {
        return of(("HTTP/1.1 " + status + " X\r\n" + headers + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length
            + "\r\nConnection: close\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
    }

    String url()
    {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    List<String> requests()
    {
        return List.copyOf(requests);
    }

    private void serve()
    {
        while (!server.isClosed())
        {
            try (Socket socket = server.accept())
            {
                requests.add(head(socket.getInputStream()));
                final OutputStream out = socket.getOutputStream();
                out.write(answer);
                while (rest != null)
                {
                    out.write(rest);
                }
                out.flush();
            }
            catch (final IOException gone)
            {
                // It has seen enough, or the test is over.
                continue;
            }
        }
    }

    private static String head(final InputStream in) throws IOException
    {
        final StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0)
        {
            final int next = in.read();
            if (next < 0)
            {
                return head.toString();
            }
            head.append((char)next);
        }
        return head.toString();
    }

    @Override
    public void close()
    {
        try
        {
            server.close();
        }
        catch (final IOException impossible)
        {
            throw new UncheckedIOException(impossible);
        }
    }
}
