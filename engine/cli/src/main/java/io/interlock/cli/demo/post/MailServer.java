package io.interlock.cli.demo.post;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A mail server that takes whatever it is given: as much of SMTP (RFC 5321) as a client without extensions needs.
 *
 * <p>Threading: a thread of its own takes one connection after the other.
 */
final class MailServer implements AutoCloseable
{
    private static final int SILENT_MS = 30_000;
    private static final int LONGEST = 1 << 20;

    private final ServerSocket socket;
    private final Inbox inbox;

    MailServer(final Inbox inbox) throws IOException
    {
        this.inbox = inbox;
        socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        final Thread thread = new Thread(this::run, "demo-mail");
        thread.setDaemon(true);
        thread.start();
    }

    int port()
    {
        return socket.getLocalPort();
    }

    private void run()
    {
        while (!socket.isClosed())
        {
            try (Socket client = socket.accept())
            {
                client.setSoTimeout(SILENT_MS);
                converse(client);
            }
            catch (final IOException broken)
            {
                // A client that breaks off has delivered nothing; the next one is taken.
                continue;
            }
        }
    }

    private void converse(final Socket client) throws IOException
    {
        // Bytes as they come; the message's own parts say how to read them.
        final BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        say(client, "220 demo");
        for (String line = in.readLine(); line != null; line = in.readLine())
        {
            final String verb = line.length() < 4 ? "" : line.substring(0, 4).toUpperCase(Locale.ROOT);
            switch (verb)
            {
                case "QUIT" ->
                {
                    say(client, "221 bye");
                    return;
                }
                case "DATA" ->
                {
                    say(client, "354 go on");
                    inbox.add(message(in));
                    say(client, "250 taken");
                }
                case "EHLO", "HELO", "MAIL", "RCPT", "RSET", "NOOP" -> say(client, "250 demo");
                default -> say(client, "502 not known here");
            }
        }
    }

    private static Arrived message(final BufferedReader in) throws IOException
    {
        final StringBuilder content = new StringBuilder();
        final StringBuilder subject = new StringBuilder();
        boolean inSubject = false;
        for (String line = in.readLine(); !".".equals(line); line = in.readLine())
        {
            if (line == null || content.length() + line.length() > LONGEST)
            {
                throw new IOException("a message that does not end");
            }
            inSubject = subject.isEmpty() ? line.startsWith("Subject: ") : inSubject && line.startsWith(" ");
            if (inSubject)
            {
                subject.append(subject.isEmpty() ? line.substring("Subject: ".length()) : line);
            }
            content.append(line).append('\n');
        }
        return new Arrived(PostOffice.MAIL, content.toString(), subject.toString(), System.nanoTime(), true);
    }

    private static void say(final Socket client, final String line) throws IOException
    {
        final OutputStream out = client.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close()
    {
        try
        {
            socket.close();
        }
        catch (final IOException alreadyBroken)
        {
            return;
        }
    }
}
