package io.interlock.notify.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocket;

/**
 * A mail server that does what a test wants: for each line it answers what the test's function says. The greeting is asked for as
 * GREETING, the end of the data as DOT. An answer of {@link #HANG} says nothing more, {@link #CLOSE} closes, {@link #DRIP} sends a line
 * that never ends.
 */
final class ScriptedSmtp implements AutoCloseable
{
    static final String HANG = "hang";
    static final String CLOSE = "close";
    static final String DRIP = "drip";

    final List<String> heard = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final CountDownLatch end = new CountDownLatch(1);
    private final UnaryOperator<String> script;

    private final String host;
    private final boolean atOnce;

    ScriptedSmtp(final UnaryOperator<String> script) throws IOException
    {
        this(script, "localhost", false);
    }

    /**
     * One with a certificate of a host.
     *
     * @param host   whose.
     * @param atOnce speaks TLS at once; else after STARTTLS.
     */
    ScriptedSmtp(final UnaryOperator<String> script, final String host, final boolean atOnce) throws IOException
    {
        this.script = script;
        this.host = host;
        this.atOnce = atOnce;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Answers as a server without extensions would, but for what begins with a word. */
    static ScriptedSmtp except(final String word, final String answer) throws IOException
    {
        return new ScriptedSmtp(line -> line.startsWith(word) ? answer : usual(line));
    }

    static String usual(final String line)
    {
        return line.equals("GREETING") ? "220 here" : line.startsWith("DATA") ? "354 go on" : line.startsWith("QUIT") ? CLOSE : "250 ok";
    }

    int port()
    {
        return server.getLocalPort();
    }

    private static void start(final Runnable work)
    {
        final Thread thread = new Thread(work, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept()
    {
        try
        {
            while (true)
            {
                final Socket socket = server.accept();
                start(() -> serve(socket));
            }
        }
        catch (final IOException closed)
        {
            end.countDown();
        }
    }

    private void serve(final Socket socket)
    {
        try (socket)
        {
            if (atOnce)
            {
                secure(socket, "GREETING");
                return;
            }
            talk(socket, "GREETING");
        }
        catch (final IOException | InterruptedException gone)
        {
            heard.add("GONE");
        }
    }

    /** Goes on over TLS. */
    private void secure(final Socket socket, final String first) throws IOException, InterruptedException
    {
        final SSLSocket secured;
        try
        {
            secured = (SSLSocket) MailFixtures.serving(host).getSocketFactory().createSocket(socket, host, 0, true);
        }
        catch (final Exception noCertificate)
        {
            throw new IOException(noCertificate);
        }
        secured.setUseClientMode(false);
        secured.startHandshake();
        heard.add("SECURE");
        talk(secured, first);
    }

    private void talk(final Socket socket, final String first) throws IOException, InterruptedException
    {
        final BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        final OutputStream out = socket.getOutputStream();
        boolean data = false;
        String line = first.isEmpty() ? in.readLine() : first;
        while (line != null)
        {
            final String asked = data && line.equals(".") ? "DOT" : data ? "" : line;
            heard.add(line);
            if (!asked.isEmpty())
            {
                final String answer = script.apply(asked);
                if (!answer(out, answer))
                {
                    return;
                }
                if (asked.equals("STARTTLS") && answer.startsWith("220"))
                {
                    secure(socket, "");
                    return;
                }
                data = answer.startsWith("354");
            }
            else if (script.apply("IN-DATA").equals(CLOSE))
            {
                return;
            }
            line = in.readLine();
        }
    }

    private boolean answer(final OutputStream out, final String answer) throws IOException, InterruptedException
    {
        switch (answer)
        {
            case CLOSE ->
            {
                return false;
            }
            case HANG -> end.await();
            case DRIP ->
            {
                while (!end.await(20, TimeUnit.MILLISECONDS))
                {
                    out.write('2');
                    out.flush();
                }
            }
            default -> out.write((answer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        out.flush();
        return true;
    }

    @Override
    public void close() throws IOException
    {
        server.close();
        end.countDown();
    }
}
