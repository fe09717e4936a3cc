package io.interlock.console.http;

import io.interlock.console.ConsoleException;
import io.interlock.console.access.PeerKey;
import io.undertow.UndertowOptions;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Sequence;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.StreamSourceConduit;
import org.xnio.ssl.SslConnection;

/**
 * Undertow, listening: two threads for the sockets, of which one accepts. Every connection is counted before anything of it is read.
 *
 * <p>Threading: opened and closed by one thread.
 */
final class UndertowListener implements AutoCloseable
{
    private static final int BUFFER_BYTES = 8_192;
    private static final int BACKLOG = 256;
    /** Of one request, with all that is read of a body that is refused, so that its sender can read why. */
    private static final long REQUEST_BYTES = 1 << 20;

    private final XnioWorker worker;
    private final AcceptingChannel<? extends StreamConnection> server;
    private final HttpOpenListener http;
    private final DefaultByteBufferPool buffers;
    private final Connections connections;
    private final boolean ipv4;
    private final Map<StreamConnection, Connections.Entry> entries = new ConcurrentHashMap<>();

    /** Listens, but takes no connection yet. The handler is made for the map of connections. */
    UndertowListener(
        final Setup setup, final Connections connections,
        final Function<Map<StreamConnection, Connections.Entry>, UndertowExchanges> handler)
    {
        this.connections = connections;
        ipv4 = setup.address().getAddress() instanceof Inet4Address;
        final OptionMap undertow = OptionMap.builder()
            // Counted with what of a body came along; the front door counts exactly.
            .set(UndertowOptions.MAX_HEADER_SIZE, FrontDoor.LONGEST_HEAD + 2 * BUFFER_BYTES)
            // None of its own: where a chunk goes beyond it, Undertow writes a stack trace to the error stream. Bounded below.
            .set(UndertowOptions.MAX_ENTITY_SIZE, -1L)
            .set(UndertowOptions.DECODE_URL, false)
            .set(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, false)
            .set(UndertowOptions.ENABLE_HTTP2, false)
            .set(UndertowOptions.BUFFER_PIPELINED_DATA, false)
            .set(UndertowOptions.RECORD_REQUEST_START_TIME, false)
            .getMap();
        buffers = new DefaultByteBufferPool(false, BUFFER_BYTES, 64, 0);
        http = new HttpOpenListener(buffers, undertow);
        http.setRootHandler(handler.apply(entries));
        try
        {
            worker = Xnio.getInstance().createWorker(OptionMap.builder()
                .set(Options.WORKER_NAME, "interlock-console-io").set(Options.WORKER_IO_THREADS, 1)
                .set(Options.WORKER_TASK_CORE_THREADS, 1).set(Options.WORKER_TASK_MAX_THREADS, 1)
                .set(Options.THREAD_DAEMON, true).getMap());
        }
        catch (final IOException refused)
        {
            throw new ConsoleException("the threads of the console cannot be started: " + refused, refused);
        }
        try
        {
            server = listen(setup);
        }
        catch (final IOException refused)
        {
            worker.shutdownNow();
            throw new ConsoleException("the console cannot listen on " + setup.address().getAddress().getHostAddress() + " port "
                + setup.address().getPort() + ": " + refused.getMessage() + ". Give another console.port (0: any that is free) or "
                + "console.bind", refused);
        }
        catch (final RuntimeException refused)
        {
            worker.shutdownNow();
            throw refused;
        }
    }

    private AcceptingChannel<? extends StreamConnection> listen(final Setup setup) throws IOException
    {
        final OptionMap options = OptionMap.builder().set(Options.TCP_NODELAY, true).set(Options.REUSE_ADDRESSES, true)
            .set(Options.BACKLOG, BACKLOG).getMap();
        if (setup.tls() == null)
        {
            return worker.createStreamConnectionServer(
                setup.address(), ChannelListeners.<StreamConnection>openListenerAdapter(this::opened), options);
        }
        final OptionMap tls = OptionMap.builder().addAll(options)
            .set(Options.SSL_ENABLED_PROTOCOLS, Sequence.of("TLSv1.3", "TLSv1.2")).getMap();
        // With its own buffers: a record of TLS does not fit into ours.
        return new UndertowXnioSsl(Xnio.getInstance(), tls, PemFiles.context(setup.tls())).createSslConnectionServer(
            worker, setup.address(), ChannelListeners.<SslConnection>openListenerAdapter(this::opened), tls);
    }

    private void opened(final StreamConnection connection)
    {
        // Java listens on every IPv6 address too where every IPv4 one is asked for: nobody has asked for that.
        if (ipv4 && connection.getLocalAddress(InetSocketAddress.class).getAddress() instanceof Inet6Address)
        {
            IoUtils.safeClose(connection);
            return;
        }
        // Closed by its own thread: nothing of a connection may be touched by another.
        final Connections.Entry entry = connections.opened(PeerKey.of(connection.getPeerAddress(InetSocketAddress.class).getAddress()),
            () -> connection.getIoThread().execute(() -> IoUtils.safeClose(connection)));
        if (entry == null)
        {
            IoUtils.safeClose(connection);
            return;
        }
        entries.put(connection, entry);
        connection.getSourceChannel().setConduit(new Bounded(connection.getSourceChannel().getConduit(), entry));
        http.handleEvent(connection);
    }

    /** Ends what sends more than a request may have: else one sender could keep the thread of all sockets reading. */
    private static final class Bounded extends AbstractStreamSourceConduit<StreamSourceConduit>
    {
        private final Connections.Entry entry;
        private long answers;
        private long bytes;

        Bounded(final StreamSourceConduit next, final Connections.Entry entry)
        {
            super(next);
            this.entry = entry;
        }

        @Override
        public int read(final ByteBuffer target) throws IOException
        {
            return (int)count(next.read(target));
        }

        @Override
        public long read(final ByteBuffer[] targets, final int offset, final int length) throws IOException
        {
            return count(next.read(targets, offset, length));
        }

        @Override
        public long transferTo(final long position, final long count, final FileChannel target) throws IOException
        {
            return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
        }

        @Override
        public long transferTo(final long count, final ByteBuffer through, final StreamSinkChannel target) throws IOException
        {
            return IoUtils.transfer(new ConduitReadableByteChannel(this), count, through, target);
        }

        private long count(final long read) throws IOException
        {
            if (answers != entry.answers())
            {
                answers = entry.answers();
                bytes = 0;
            }
            bytes += Math.max(0, read);
            if (bytes > REQUEST_BYTES)
            {
                throw new IOException("a request is longer than " + REQUEST_BYTES + " bytes");
            }
            return read;
        }
    }

    /** Takes connections from now on. */
    void start()
    {
        server.resumeAccepts();
    }

    /** Takes no more. */
    void stop()
    {
        IoUtils.safeClose(server);
    }

    /** Forgets those that are closed; to be called several times a second. */
    void sweep()
    {
        entries.forEach((connection, entry) ->
        {
            if (!connection.isOpen() && entries.remove(connection, entry))
            {
                connections.closed(entry);
            }
        });
    }

    int port()
    {
        return server.getLocalAddress(InetSocketAddress.class).getPort();
    }

    @Override
    public void close()
    {
        IoUtils.safeClose(server);
        http.closeConnections();
        connections.endAll();
        worker.shutdownNow();
        buffers.close();
    }
}
