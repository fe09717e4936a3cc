package io.interlock.notify.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * Knows the sockets of one conversation, so that they can be closed from outside when it takes too long.
 *
 * <p>Threading: one conversation makes sockets, any thread closes them.
 */
final class EmailSockets
{
    private final List<Socket> sockets = new ArrayList<>();
    private boolean ended;

    /** Closes all of them, now and from now on. */
    void end()
    {
        final List<Socket> open;
        synchronized (this)
        {
            ended = true;
            open = List.copyOf(sockets);
        }
        open.forEach(EmailSockets::close);
    }

    synchronized boolean hasEnded()
    {
        return ended;
    }

    private Socket keep(final Socket socket) throws IOException
    {
        final boolean late;
        synchronized (this)
        {
            late = ended;
            sockets.add(socket);
        }
        if (late)
        {
            close(socket);
            throw new IOException("out of time");
        }
        return socket;
    }

    /** The raw socket is closed: closing TLS would first say goodbye, which a server that does not read holds up. */
    private static void close(final Socket socket)
    {
        try
        {
            socket.close();
        }
        catch (final IOException closing)
        {
            // It is of no more use either way.
            return;
        }
    }

    SocketFactory plain()
    {
        return new Plain();
    }

    SSLSocketFactory tls(final SSLSocketFactory trusting)
    {
        return new Tls(trusting);
    }

    private final class Plain extends SocketFactory
    {
        @Override
        public Socket createSocket() throws IOException
        {
            return keep(new Socket());
        }

        @Override
        public Socket createSocket(final String host, final int port) throws IOException
        {
            return keep(new Socket(host, port));
        }

        @Override
        public Socket createSocket(final String host, final int port, final InetAddress local, final int localPort) throws IOException
        {
            return keep(new Socket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(final InetAddress host, final int port) throws IOException
        {
            return keep(new Socket(host, port));
        }

        @Override
        public Socket createSocket(final InetAddress host, final int port, final InetAddress local, final int localPort)
            throws IOException
        {
            return keep(new Socket(host, port, local, localPort));
        }
    }

    /** Puts TLS around a socket; the one below is what is kept. */
    private final class Tls extends SSLSocketFactory
    {
        private final SSLSocketFactory trusting;

        private Tls(final SSLSocketFactory trusting)
        {
            this.trusting = trusting;
        }

        @Override
        public Socket createSocket(final Socket below, final String host, final int port, final boolean autoClose) throws IOException
        {
            return trusting.createSocket(keep(below), host, port, autoClose);
        }

        @Override
        public String[] getDefaultCipherSuites()
        {
            return trusting.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites()
        {
            return trusting.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(final String host, final int port) throws IOException
        {
            return keep(trusting.createSocket(host, port));
        }

        @Override
        public Socket createSocket(final String host, final int port, final InetAddress local, final int localPort) throws IOException
        {
            return keep(trusting.createSocket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(final InetAddress host, final int port) throws IOException
        {
            return keep(trusting.createSocket(host, port));
        }

        @Override
        public Socket createSocket(final InetAddress host, final int port, final InetAddress local, final int localPort)
            throws IOException
        {
            return keep(trusting.createSocket(host, port, local, localPort));
        }
    }
}
