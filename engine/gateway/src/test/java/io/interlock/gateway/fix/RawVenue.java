package io.interlock.gateway.fix;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import quickfix.Message;

/**
 * The other end of a FIX session as bytes on a socket: it logs on, keeps all that arrives, and says nothing but what it is told to. Keeps
 * sequence numbers over connections, and asks for what it missed.
 */
final class RawVenue implements AutoCloseable
{
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS");

    volatile boolean answersProbes = true;
    volatile boolean holdsLogon;
    private final List<Map<Integer, String>> log = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private volatile Socket socket;
    private int nextIn = 1;
    private int nextOut = 1;

    RawVenue() throws IOException
    {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        final Thread thread = new Thread(this::accept, "raw-venue");
        thread.setDaemon(true);
        thread.start();
    }

    int port()
    {
        return server.getLocalPort();
    }

    /** Messages of a type that arrived, oldest first. */
    List<Map<Integer, String>> arrived(final String type)
    {
        return log.stream().filter(message -> type.equals(message.get(35))).toList();
    }

    void drop() throws IOException
    {
        socket.close();
    }

    private void accept()
    {
        while (!server.isClosed())
        {
            try (Socket accepted = server.accept())
            {
                socket = accepted;
                serve(accepted.getInputStream());
            }
            catch (final IOException closed)
            {
                // The peer or the test has closed; the next connection may come.
                continue;
            }
        }
    }

    private void serve(final InputStream in) throws IOException
    {
        final StringBuilder text = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read())
        {
            text.append((char)next);
            final int checksum = text.lastIndexOf("\00110=");
            if (next == 1 && checksum >= 0 && checksum == text.length() - 8)
            {
                receive(fields(text.toString()));
                text.setLength(0);
            }
        }
    }

    private static Map<Integer, String> fields(final String text)
    {
        final Map<Integer, String> fields = new TreeMap<>();
        for (final String field : text.split("\001"))
        {
            final int equals = field.indexOf('=');
            fields.put(Integer.valueOf(field.substring(0, equals)), field.substring(equals + 1));
        }
        return fields;
    }

    private void receive(final Map<Integer, String> message) throws IOException
    {
        log.add(message);
        final String type = message.get(35);
        final int sequence = Integer.parseInt(message.get(34));
        if ("4".equals(type))
        {
            nextIn = Integer.parseInt(message.get(36));
            return;
        }
        if ("A".equals(type) && !holdsLogon)
        {
            logOn();
        }
        if (sequence > nextIn)
        {
            send(Fix.of("2", 7, nextIn, 16, 0));
            return;
        }
        nextIn = Math.max(nextIn, sequence + 1);
        if ("1".equals(type) && answersProbes)
        {
            send(Fix.of("0", 112, message.get(112)));
        }
    }

    /** Answers a logon. */
    void logOn() throws IOException
    {
        send(Fix.of("A", 98, 0, 108, 30));
    }

    /** Any thread. */
    synchronized void send(final Message message) throws IOException
    {
        final Message.Header header = message.getHeader();
        header.setString(8, "FIX.4.4");
        header.setString(49, "VENUE");
        header.setString(56, "GATEWAY");
        header.setInt(34, nextOut++);
        header.setString(52, LocalDateTime.now(ZoneOffset.UTC).format(TIME));
        socket.getOutputStream().write(message.toString().getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException
    {
        server.close();
        if (socket != null)
        {
            socket.close();
        }
    }
}
