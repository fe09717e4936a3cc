package io.interlock.notify.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * A receiver on loopback that answers as it is told and remembers every request to the byte. One request a connection.
 *
 * <p>Threading: any thread; connections are served on threads of its own.
 */
public final class StubServer implements AutoCloseable
{
    private static final long SAFETY_SECONDS = 120;

    private final ServerSocket listener;
    private final boolean secure;
    private final ConcurrentLinkedQueue<StubAnswer> script = new ConcurrentLinkedQueue<>();
    private final LinkedBlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final List<Socket> open = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    /** One party for each connection whose request has not been read to its end. */
    private final Phaser reading = new Phaser(1);
    private final Set<Integer> probes = ConcurrentHashMap.newKeySet();
    private final Semaphore hungUp = new Semaphore(0);
    private final Semaphore probed = new Semaphore(0);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread accepting;
    private volatile StubAnswer otherwise = StubAnswer.of(200, "ok");

    private StubServer(final ServerSocket listener, final boolean secure)
    {
        this.listener = listener;
        this.secure = secure;
        accepting = thread(this::accept);
    }

    /**
     * A request as it came.
     *
     * @param raw     all of it, bytes as ISO 8859-1.
     * @param line    the first line.
     * @param headers every header line but the first line, as it came, in order.
     * @param body    UTF-8.
     */
    public record Received(String raw, String line, List<String> headers, String body)
    {
        /**
         * A header's value.
         *
         * @param name in any case.
         * @return null where there is none.
         */
        public String header(final String name)
        {
            return fields().get(name.toLowerCase(Locale.ROOT));
        }

        /**
         * The headers' names, in lower case.
         *
         * @return with their values.
         */
        public Map<String, String> fields()
        {
            final Map<String, String> fields = new LinkedHashMap<>();
            for (final String header : headers)
            {
                final int colon = header.indexOf(':');
                fields.put(header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
            }
            return fields;
        }

        /**
         * The path with its query.
         *
         * @return from the first line.
         */
        public String path()
        {
            return line.split(" ")[1];
        }
    }

    /**
     * Starts one that speaks plainly.
     *
     * @return listening.
     * @throws IOException without a port.
     */
    public static StubServer start() throws IOException
    {
        return new StubServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), false);
    }

    /**
     * Starts one that speaks TLS.
     *
     * @param context   with its key, as of {@link StubCertificate}.
     * @param protocols that alone it speaks; none: the JDK's.
     * @return listening.
     * @throws IOException without a port.
     */
    public static StubServer startSecure(final SSLContext context, final String... protocols) throws IOException
    {
        final ServerSocket listener = context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        if (protocols.length > 0)
        {
            ((SSLServerSocket) listener).setEnabledProtocols(protocols);
        }
        return new StubServer(listener, true);
    }

    /**
     * Where it listens.
     *
     * @return with a slash and no path.
     */
    public String url()
    {
        return (secure ? "https://" : "http://") + "127.0.0.1:" + port();
    }

    /**
     * Its port.
     *
     * @return on loopback.
     */
    public int port()
    {
        return listener.getLocalPort();
    }

    /**
     * What it does with the next requests, in order; with all further ones what {@link #always} said, or 200 and {@code ok}.
     *
     * @param answers in order.
     * @return itself.
     */
    public StubServer then(final StubAnswer... answers)
    {
        script.addAll(List.of(answers));
        return this;
    }

    /**
     * What it does with every request without a script.
     *
     * @param answer to all.
     * @return itself.
     */
    public StubServer always(final StubAnswer answer)
    {
        otherwise = answer;
        return this;
    }

    /**
     * How many connections were made to it until now: one of its own is made after them and waited for, so that none is still queued.
     *
     * @return from 0.
     */
    public int connections()
    {
        try (Socket probe = new Socket(Proxy.NO_PROXY))
        {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            probes.add(probe.getLocalPort());
            probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
            if (!probed.tryAcquire(SAFETY_SECONDS, TimeUnit.SECONDS))
            {
                throw new AssertionError("the stub accepted nothing in " + SAFETY_SECONDS + " s");
            }
        }
        catch (final IOException closed)
        {
            // Nobody else can connect either.
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
        return connections.get();
    }

    /**
     * The next request, and forgets it.
     *
     * @return never null.
     * @throws InterruptedException when interrupted.
     */
    public Received take() throws InterruptedException
    {
        final Received next = received.poll(SAFETY_SECONDS, TimeUnit.SECONDS);
        if (next == null)
        {
            throw new AssertionError("no request came in " + SAFETY_SECONDS + " s");
        }
        return next;
    }

    /**
     * The requests that nobody has taken, once each connection that was made until now has sent its request or ended.
     *
     * One thread may ask.
     *
     * @return in order.
     */
    public List<Received> untaken()
    {
        connections();
        try
        {
            reading.awaitAdvanceInterruptibly(reading.arrive(), SAFETY_SECONDS, TimeUnit.SECONDS);
        }
        catch (final InterruptedException | TimeoutException unfinished)
        {
            throw new AssertionError("a client neither sent its request nor ended in " + SAFETY_SECONDS + " s", unfinished);
        }
        return List.copyOf(received);
    }

    /**
     * Waits until a client has closed a connection on which this server hangs.
     *
     * @throws InterruptedException when interrupted.
     */
    public void awaitHangUp() throws InterruptedException
    {
        if (!hungUp.tryAcquire(SAFETY_SECONDS, TimeUnit.SECONDS))
        {
            throw new AssertionError("the client has not hung up in " + SAFETY_SECONDS + " s");
        }
    }

    private void accept()
    {
        while (!listener.isClosed())
        {
            try
            {
                final Socket socket = listener.accept();
                if (probes.remove(socket.getPort()))
                {
                    socket.close();
                    probed.release();
                    continue;
                }
                connections.incrementAndGet();
                synchronized (open)
                {
                    open.add(socket);
                }
                reading.register();
                thread(() -> serve(socket));
            }
            catch (final IOException closed)
            {
                return;
            }
        }
    }

    private void serve(final Socket socket)
    {
        try (socket)
        {
            final Received request = readToTheEnd(socket);
            if (request != null)
            {
                final StubAnswer next = script.poll();
                answer(socket, next == null ? otherwise : next);
            }
        }
        catch (final IOException gone)
        {
            // The client went; what it had sent is there.
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }

    private Received readToTheEnd(final Socket socket) throws IOException
    {
        try
        {
            final Received request = StubRequest.read(new BufferedInputStream(socket.getInputStream()));
            if (request != null)
            {
                received.add(request);
            }
            return request;
        }
        finally
        {
            reading.arriveAndDeregister();
        }
    }

    private void answer(final Socket socket, final StubAnswer answer) throws IOException, InterruptedException
    {
        final OutputStream out = socket.getOutputStream();
        switch (answer.kind())
        {
            case ANSWER, CUT ->
            {
                out.write((answer.head() + "Connection: close\r\n\r\n" + answer.body()).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            case HANG ->
            {
                while (socket.getInputStream().read() >= 0)
                {
                    // Silent, whatever else comes.
                }
                hungUp.release();
            }
            case DRIP ->
            {
                out.write((answer.head() + "\r\n").getBytes(StandardCharsets.UTF_8));
                do
                {
                    out.write('x');
                    out.flush();
                }
                while (!ended.await(20, TimeUnit.MILLISECONDS));
            }
            case RESET -> socket.setSoLinger(true, 0);
            default -> throw new IllegalStateException("no such answer");
        }
    }

    private static Thread thread(final Runnable task)
    {
        final Thread thread = new Thread(task, "stub-server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Ends it and every connection: nobody can connect once this returns. */
    @Override
    public void close() throws IOException
    {
        ended.countDown();
        listener.close();
        // The system listens for as long as a thread is in accept.
        try
        {
            accepting.join();
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
        synchronized (open)
        {
            for (final Socket socket : open)
            {
                socket.close();
            }
        }
    }
}
