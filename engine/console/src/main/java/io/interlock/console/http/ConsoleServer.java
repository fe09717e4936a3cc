package io.interlock.console.http;

import io.interlock.console.ConsoleException;
import io.interlock.console.access.BoundedAttempts;
import io.interlock.console.access.Guesses;
import io.interlock.console.access.Sessions;
import io.interlock.console.access.Tokens;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP service of an engine. It has two threads for its sockets and one spare, one that looks at deadlines, and workers that come and
 * go; all are daemons whose names begin with {@code interlock-console}.
 *
 * <p>Threading: started and closed by one thread; what it tells, any.
 */
public final class ConsoleServer implements AutoCloseable
{
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);
    private static final long SWEEP_MS = 250;
    private static final int SWEEPS_PER_LOOK = 4;

    private final Tokens tokens;
    private final BoundedAttempts attempts;
    private final Connections connections;
    private final Streams streams;
    private final Lanes lanes;
    private final Desk desk;
    private final UndertowListener listener;
    private final ScheduledExecutorService watch;
    private final InetSocketAddress address;
    private final String url;
    private int sweeps;
    private boolean closed;

    private ConsoleServer(final Setup setup, final List<ApiRoute> routes, final Tokens shared)
    {
        final RouteTable table = new RouteTable(routes);
        tokens = shared == null ? setup.tokens() : shared;
        attempts = new BoundedAttempts(setup.attempts(), System::nanoTime);
        connections = new Connections(setup.limits(), System::nanoTime);
        streams = new Streams(setup.limits().streams(), System::nanoTime);
        lanes = new Lanes(setup.limits());
        desk = new Desk(attempts);
        // Before the port is open: what is wrong with it is in the way of all.
        final X509Certificate certificate = setup.tls() == null ? null : PemFiles.own(setup.tls());
        // The port is known only once it is listened on, and no connection is taken before the door stands.
        final LateDoor door = new LateDoor();
        listener = new UndertowListener(setup, connections,
            (entries) -> new UndertowExchanges(door::admit, desk, lanes, connections, entries, streams));
        // By what was asked for: the system may call every IPv4 address by that of every IPv6 one.
        address = new InetSocketAddress(setup.address().getAddress(), listener.port());
        url = ServiceUrl.of(setup, address.getPort(), certificate);
        final Origins origins = new Origins(setup.names(), setup.address().getAddress(), address.getPort(), setup.tls() != null);
        final SessionDoor sessions =
            new SessionDoor(tokens, new Sessions(System::nanoTime), address.getPort(), setup.tls() != null);
        door.stands = new FrontDoor(
            table, origins, sessions, new Guesses(setup.limits().attemptsPerMinute(), System::nanoTime), attempts);
        watch = Executors.newSingleThreadScheduledExecutor((task) ->
        {
            final Thread thread = new Thread(task, "interlock-console-watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.scheduleWithFixedDelay(this::sweep, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
        listener.start();
    }

    private static final class LateDoor
    {
        private volatile FrontDoor stands;

        FrontDoor.Admission admit(final RequestHead head)
        {
            return stands.admit(head);
        }
    }

    /**
     * Starts it; the engine's first start makes its tokens.
     *
     * @param setup  what it needs.
     * @param routes who answers what.
     * @return taking connections; to be closed.
     * @throws ConsoleException where it cannot: tokens that others may read, a port that is taken, a certificate that does not fit.
     */
    public static ConsoleServer start(final Setup setup, final List<ApiRoute> routes)
    {
        return start(setup, routes, null);
    }

    /**
     * Starts it over tokens that others look at too.
     *
     * @param setup  what it needs.
     * @param routes who answers what.
     * @param tokens of the engine; null: they are read here, and made at the engine's first start.
     * @return taking connections; to be closed.
     * @throws ConsoleException see {@link #start(Setup, List)}.
     */
    public static ConsoleServer start(final Setup setup, final List<ApiRoute> routes, final Tokens tokens)
    {
        return new ConsoleServer(setup, routes, tokens);
    }

    private void sweep()
    {
        try
        {
            connections.cutOverdue();
            listener.sweep();
            streams.sweep();
            sweeps++;
            if (sweeps % SWEEPS_PER_LOOK == 0)
            {
                tokens.refresh();
                attempts.tick();
            }
        }
        catch (final Throwable strange)
        {
            // The next round tries again; a thrown one would be the last, and no deadline would be kept after it.
            LOG.error("looking after the console's connections failed", strange);
        }
    }

    /**
     * Where it listens.
     *
     * @return with the port that it has.
     */
    public InetSocketAddress address()
    {
        return address;
    }

    /**
     * Under which address people and commands of this machine ask it. Over TLS it is one that the certificate is for, where there is one:
     * that which is listened on, the loopback where that is every address, or a name that is allowed.
     *
     * @return such as {@code https://desk.example.com:8443}.
     */
    public String url()
    {
        return url;
    }

    /**
     * The file with the clear tokens, where this start made them: its path is to be told to whoever started the engine, its contents to
     * nobody.
     *
     * @return for its owner alone to read.
     */
    public Optional<Path> madeTokens()
    {
        return tokens.made();
    }

    /**
     * Connections that are open.
     *
     * @return at this moment.
     */
    public int connections()
    {
        return connections.open();
    }

    /**
     * Connections that were ended early: their time was over, or their room was needed.
     *
     * @return since the start.
     */
    public long cutConnections()
    {
        return connections.cut();
    }

    /**
     * Event streams.
     *
     * @return at this moment.
     */
    public StreamCounts streams()
    {
        return streams.counts();
    }

    /** Bytes of long answers that are not yet sent. */
    long unsent()
    {
        return connections.unsent();
    }

    /**
     * Requests that a fault of the service's own was in the way of.
     *
     * @return since the start.
     */
    public long failures()
    {
        return desk.failures();
    }

    /**
     * Takes no more, tells event streams that it closes, lets what is being answered be answered for two seconds, and ends. A second time
     * it does nothing.
     */
    @Override
    public synchronized void close()
    {
        if (closed)
        {
            return;
        }
        closed = true;
        listener.stop();
        streams.close();
        lanes.close();
        listener.close();
        watch.shutdownNow();
        attempts.flush();
    }
}
