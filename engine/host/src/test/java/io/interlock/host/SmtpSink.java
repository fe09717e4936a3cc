package io.interlock.host;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A mail server that takes everything, keeps what was said and what was sent, as bytes. Threading: a thread for each connection. */
final class SmtpSink implements AutoCloseable
{
    /**
     * One conversation.
     *
     * @param commands lines before and after the mail, in order, each ended by a line feed.
     * @param mail     as it came, in ISO 8859-1, without the dot.
     */
    record Mail(String commands, String mail)
    {
        String head()
        {
            return mail.substring(0, mail.indexOf("\r\n\r\n"));
        }
    }

    private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Mail> taken = new ConcurrentLinkedQueue<>();
    private volatile boolean answers = true;
    private volatile Consumer<Mail> onMail = SmtpSink::ignore;

    SmtpSink() throws IOException
    {
        threads.execute(this::serve);
    }

    int port()
    {
        return server.getLocalPort();
    }

    Queue<Mail> taken()
    {
        return taken;
    }

    /** Who is told of each mail. */
    void onMail(final Consumer<Mail> listener)
    {
        onMail = listener;
    }

    /** Whether it says that it has taken a mail. */
    void answers(final boolean on)
    {
        answers = on;
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
            final InputStream input = new BufferedInputStream(socket.getInputStream());
            final OutputStream output = socket.getOutputStream();
            final StringBuilder commands = new StringBuilder();
            say(output, "220 localhost ready");
            for (String line = until(input, "\r\n"); line != null; line = until(input, "\r\n"))
            {
                commands.append(line);
                if (line.startsWith("DATA"))
                {
                    say(output, "354 go on");
                    final String mail = until(input, "\r\n.\r\n");
                    final boolean answered = answers;
                    final Mail whole = new Mail(commands.toString(), mail);
                    taken.add(whole);
                    onMail.accept(whole);
                    if (!answered)
                    {
                        // The sender waits, until it is killed.
                        input.read();
                        return;
                    }
                }
                say(output, line.startsWith("QUIT") ? "221 bye" : "250 ok");
            }
        }
        catch (final IOException gone)
        {
            // The sender has gone.
            return;
        }
    }

    private static void say(final OutputStream output, final String line) throws IOException
    {
        output.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        output.flush();
    }

    private static String until(final InputStream input, final String end) throws IOException
    {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final byte[] last = end.getBytes(StandardCharsets.US_ASCII);
        int matched = 0;
        while (matched < last.length)
        {
            final int next = input.read();
            if (next < 0)
            {
                return null;
            }
            bytes.write(next);
            matched = next == last[matched] ? matched + 1 : next == last[0] ? 1 : 0;
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException
    {
        server.close();
        threads.shutdownNow();
    }

    private static void ignore(final Object nothing)
    {
        // Nobody is told.
    }
}
