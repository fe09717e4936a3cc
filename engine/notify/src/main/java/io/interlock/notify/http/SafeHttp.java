package io.interlock.notify.http;

import io.interlock.notify.DeliveryException;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * An HTTP/1.1 client that can be pointed at an address from a file without harm: it connects only where its {@link AddressGuard} lets it,
 * follows no redirect, keeps no cookie, asks no proxy, repeats nothing, and reads at most 64 KiB. Each request has a connection of its own.
 * It speaks through HttpComponents' core, which logs nothing: the client on top of it writes whole addresses, and with them secrets, to a
 * log that is set to debug.
 *
 * <p>Threading: any thread. The exchange runs on a thread of its own, since a name server and a socket can hold a thread for longer than
 * any timeout; whoever asked goes on at the deadline, and the socket is closed under the other.
 */
public final class SafeHttp implements HttpSender
{
    /** Exchanges that may run or hang at once. */
    private static final int MOST_EXCHANGES = 8;
    private static final long IDLE_SECONDS = 10;

    private final AddressGuard guard;
    private final SSLSocketFactory tls;
    private final LongSupplier wallMs;
    private final Supplier<Socket> sockets;
    private final ThreadPoolExecutor threads;

    /**
     * Creates one that trusts whom this JVM trusts.
     *
     * @param guard what may be reached.
     */
    public SafeHttp(final AddressGuard guard)
    {
        this(guard, (SSLSocketFactory) SSLSocketFactory.getDefault(), System::currentTimeMillis);
    }

    /**
     * Creates one.
     *
     * @param guard  what may be reached.
     * @param tls    whom to trust; the host's name is verified in any case.
     * @param wallMs wall time, milliseconds since 1970: a Retry-After may be a date.
     */
    public SafeHttp(final AddressGuard guard, final SSLSocketFactory tls, final LongSupplier wallMs)
    {
        // A proxy would connect in our place, to an address that nobody has judged.
        this(guard, tls, wallMs, () -> new Socket(Proxy.NO_PROXY));
    }

    SafeHttp(final AddressGuard guard, final SSLSocketFactory tls, final LongSupplier wallMs, final Supplier<Socket> sockets)
    {
        this.guard = guard;
        this.tls = tls;
        this.wallMs = wallMs;
        this.sockets = sockets;
        this.threads =
            new ThreadPoolExecutor(0, MOST_EXCHANGES, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), SafeHttp::thread);
    }

    private static Thread thread(final Runnable task)
    {
        final Thread thread = new Thread(task, "interlock-http");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Answer send(final Request request, final Duration timeout) throws DeliveryException, InterruptedException
    {
        check(request);
        return within(request, timeout, false);
    }

    @Override
    public void reach(final String url, final String shownUrl, final Duration timeout) throws DeliveryException, InterruptedException
    {
        within(new Request("GET", url, Map.of(), "", "", shownUrl), timeout, true);
    }

    private Answer within(final Request request, final Duration timeout, final boolean reachOnly)
        throws DeliveryException, InterruptedException
    {
        final Target target = guard.target(request.url(), request.shownUrl());
        final Exchange exchange = new Exchange(request, target, guard, tls, sockets, timeout);
        final Future<Answer> answer;
        try
        {
            answer = threads.submit(() -> reachOnly ? exchange.reach() : exchange.run(wallMs));
        }
        catch (final RejectedExecutionException full)
        {
            throw DeliveryException.passing(threads.isShutdown()
                ? request.shownUrl() + " was not asked: this client is closed"
                : request.shownUrl() + " was not asked: " + MOST_EXCHANGES + " earlier requests still hang");
        }
        try
        {
            return answer.get(Math.max(1, timeout.toNanos()), TimeUnit.NANOSECONDS);
        }
        catch (final TimeoutException late)
        {
            throw DeliveryException.passing(request.shownUrl() + (exchange.isNamed() ? " had not answered after "
                : " cannot be reached: the look-up of its name had not ended after ") + timeout.toMillis() + " ms");
        }
        catch (final ExecutionException failed)
        {
            throw failure(failed.getCause(), request.shownUrl());
        }
        finally
        {
            exchange.abort();
            answer.cancel(true);
        }
    }

    private static DeliveryException failure(final Throwable cause, final String shown)
    {
        if (cause instanceof DeliveryException delivery)
        {
            return delivery;
        }
        if (cause instanceof Error fatal)
        {
            throw fatal;
        }
        // The text of others may hold the address, and the address a secret: the kind of failure is all that is told.
        return DeliveryException.passing(shown + " " + Failures.words(cause));
    }

    private static void check(final Request request) throws DeliveryException
    {
        if (!"GET".equals(request.method()) && !"POST".equals(request.method()))
        {
            throw DeliveryException.permanent(request.shownUrl() + " was not asked: the method is neither GET nor POST");
        }
        for (final Map.Entry<String, String> header : request.headers().entrySet())
        {
            if (!header.getKey().matches("[A-Za-z0-9-]+"))
            {
                throw DeliveryException.permanent(request.shownUrl() + " was not asked: a header's name is malformed");
            }
            if (!printable(header.getValue()))
            {
                throw DeliveryException.permanent(
                    request.shownUrl() + " was not asked: the header " + header.getKey() + " would hold more than printable ASCII");
            }
        }
        if (!printable(request.contentType()))
        {
            throw DeliveryException.permanent(request.shownUrl() + " was not asked: the content type holds more than printable ASCII");
        }
    }

    private static boolean printable(final String text)
    {
        return text.chars().allMatch(character -> character >= ' ' && character < 0x7F);
    }

    /** Ends what still runs. */
    @Override
    public void close()
    {
        threads.shutdownNow();
    }
}
