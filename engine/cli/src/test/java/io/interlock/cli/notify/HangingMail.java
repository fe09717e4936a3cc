package io.interlock.cli.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A mail server that falls silent in the middle of a mail, or takes it. Threading: a thread for each connection. */
final class HangingMail implements AutoCloseable
{
    private static final long GENEROUS_S = 180;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();
    private final CountDownLatch hung = new CountDownLatch(1);
    private volatile boolean hangs = true;

    HangingMail() throws IOException
    {
        threads.execute(this::serve);
    }

    int port()
    {
        return server.getLocalPort();
    }

    void hang(final boolean on)
    {
        hangs = on;
    }

    /** Somebody waits for a word. */
    boolean awaitHung() throws InterruptedException
    {
        return hung.await(GENEROUS_S, TimeUnit.SECONDS);
    }

    /** The next mail that it took; null: none came. */
    String next() throws InterruptedException
    {
        return taken.poll(GENEROUS_S, TimeUnit.SECONDS);
    }

    private void serve()
    {
        while (!server.isClosed())
        {
            try
            {
                final Socket socket = server.accept();
                threads.execute(() -> talk(socket));
            }
            catch (final IOException | RuntimeException ended)
            {
                return;
            }
        }
    }

    private void talk(final Socket socket)
    {
        try (socket)
        {
            final BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            say(socket, "220 test");
            for (String line = in.readLine(); line != null && !line.startsWith("QUIT"); line = in.readLine())
            {
                if (!line.startsWith("DATA"))
                {
                    say(socket, "250 ok");
                    continue;
                }
                say(socket, "354 go on");
                final StringBuilder mail = new StringBuilder();
                for (line = in.readLine(); line != null && !line.equals("."); line = in.readLine())
                {
                    mail.append(line).append('\n');
                }
                if (hangs)
                {
                    hung.countDown();
                    // Until the sender has gone.
                    in.read();
                    return;
                }
                taken.add(mail.toString());
                say(socket, "250 taken");
            }
        }
        catch (final IOException gone)
        {
            return;
        }
    }

    private static void say(final Socket socket, final String line) throws IOException
    {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException
    {
        server.close();
        threads.shutdownNow();
    }
}
