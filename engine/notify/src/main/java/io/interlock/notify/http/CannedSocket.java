package io.interlock.notify.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/** A socket that connects to nothing, swallows what is written and answers 200. Threading: one thread; closing from any. */
final class CannedSocket extends Socket
{
    private static final byte[] ANSWER =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII);

    private final InputStream input = new ByteArrayInputStream(ANSWER);

    @Override
    public void connect(final SocketAddress endpoint, final int timeout)
    {
        // There is nobody.
    }

    @Override
    public boolean isConnected()
    {
        return true;
    }

    @Override
    public void setTcpNoDelay(final boolean on)
    {
        // Nothing is sent.
    }

    @Override
    public void setSoTimeout(final int timeout)
    {
        // Nothing is waited for.
    }

    @Override
    public InputStream getInputStream()
    {
        return input;
    }

    @Override
    public OutputStream getOutputStream()
    {
        return OutputStream.nullOutputStream();
    }
}
