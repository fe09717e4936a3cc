package io.interlock.host.examples;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Just enough of a WebSocket server (RFC 6455) for one client: answers texts and pings, and remembers what arrived. */
final class LoopbackWebSocket implements AutoCloseable
{
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    final List<String> received = new CopyOnWriteArrayList<>();
    volatile boolean closedByClient;
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Function<String, String> answer;
    private volatile Socket socket;

    LoopbackWebSocket(final Function<String, String> answer) throws IOException
    {
        this.answer = answer;
        final Thread thread = new Thread(this::serve, "loopback-websocket");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri()
    {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/orders");
    }

    private void serve()
    {
        try (Socket accepted = server.accept())
        {
            socket = accepted;
            final DataInputStream in = new DataInputStream(accepted.getInputStream());
            shakeHands(in, accepted.getOutputStream());
            boolean on = true;
            while (on)
            {
                on = frame(in, accepted.getOutputStream());
            }
        }
        catch (final IOException | NoSuchAlgorithmException gone)
        {
            received.add("gone: " + gone);
        }
    }

    private static void shakeHands(final DataInputStream in, final OutputStream out) throws IOException, NoSuchAlgorithmException
    {
        final StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0)
        {
            head.append((char)in.readUnsignedByte());
        }
        final String key = head.toString().lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:"))
            .findFirst().orElseThrow().split(":", 2)[1].trim();
        final byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
            + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Short frames only. */
    private boolean frame(final DataInputStream in, final OutputStream out) throws IOException
    {
        final int opcode = in.readUnsignedByte() & 0xf;
        final byte[] payload = new byte[in.readUnsignedByte() & 0x7f];
        final byte[] mask = new byte[4];
        in.readFully(mask);
        in.readFully(payload);
        for (int i = 0; i < payload.length; i++)
        {
            payload[i] ^= mask[i & 3];
        }
        if (opcode == TEXT)
        {
            final String text = new String(payload, StandardCharsets.UTF_8);
            received.add(text);
            send(out, TEXT, answer.apply(text).getBytes(StandardCharsets.UTF_8));
        }
        else if (opcode == PING)
        {
            send(out, PONG, payload);
        }
        else if (opcode == CLOSE)
        {
            closedByClient = true;
            send(out, CLOSE, payload);
        }
        return opcode != CLOSE;
    }

    private static void send(final OutputStream out, final int opcode, final byte[] payload) throws IOException
    {
        out.write(0x80 | opcode);
        out.write(payload.length);
        out.write(payload);
        out.flush();
    }

    void drop() throws IOException
    {
        socket.close();
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
