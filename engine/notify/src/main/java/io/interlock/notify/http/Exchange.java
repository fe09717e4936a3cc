package io.interlock.notify.http;

import io.interlock.notify.DeliveryException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;

/**
 * One request on one connection.
 *
 * <p>Threading: {@link #run} or {@link #reach} once, on one thread; {@link #abort} from any.
 */
final class Exchange
{
    private static final int MOST_BYTES = 64 * 1024;
    private static final int TOO_MANY = 429;
    private static final Http1Config LIMITS = Http1Config.custom().setMaxLineLength(8192).setMaxHeaderCount(100).build();
    private static final HttpProcessor HEADERS =
        HttpProcessorBuilder.create().addAll(new RequestTargetHost(), new RequestContent()).build();

    private final HttpSender.Request request;
    private final Target target;
    private final AddressGuard guard;
    private final SSLSocketFactory tls;
    private final Supplier<Socket> sockets;
    private final long endNs;
    private volatile boolean named;
    private boolean aborted;
    private Socket open;

    Exchange(
        final HttpSender.Request request, final Target target, final AddressGuard guard, final SSLSocketFactory tls,
        final Supplier<Socket> sockets, final Duration timeout)
    {
        this.request = request;
        this.target = target;
        this.guard = guard;
        this.tls = tls;
        this.sockets = sockets;
        this.endNs = System.nanoTime() + timeout.toNanos();
    }

    /** Sends the request and reads the answer. */
    HttpSender.Answer run(final LongSupplier wallMs) throws DeliveryException, IOException, HttpException
    {
        try
        {
            // Neither is closed: that would read what is left of an answer that is too long. The socket is.
            final DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(LIMITS);
            connection.bind(secured(connected()));
            final HttpCoreContext context = HttpCoreContext.create();
            final HttpRequestExecutor executor = new HttpRequestExecutor();
            final ClassicHttpRequest message = message();
            executor.preProcess(message, HEADERS, context);
            final ClassicHttpResponse response = executor.execute(message, connection, context);
            final Duration asked = RetryAfter.read(header(response, "Retry-After"), wallMs.getAsLong());
            final Duration later = asked == null && response.getCode() == TOO_MANY
                ? RetryAfter.read(header(response, "ratelimit-reset"), wallMs.getAsLong()) : asked;
            return new HttpSender.Answer(
                response.getCode(), later, body(response.getEntity()), RetryAfter.dateMs(header(response, "Date")));
        }
        finally
        {
            abort();
        }
    }

    private static String header(final ClassicHttpResponse response, final String name)
    {
        final Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** Connects, agrees on TLS, and says nothing. */
    HttpSender.Answer reach() throws DeliveryException, IOException
    {
        try
        {
            secured(connected());
            return null;
        }
        finally
        {
            abort();
        }
    }

    /** Whether the name server has answered, where one was to be asked. Any thread. */
    boolean isNamed()
    {
        return named;
    }

    /** Closes the connection under whoever waits on it. The plain socket: closing a TLS socket may wait for its writer. */
    synchronized void abort()
    {
        aborted = true;
        if (open != null)
        {
            try
            {
                open.close();
            }
            catch (final IOException closedAnyway)
            {
                // There is nothing left to do with it.
            }
        }
    }

    private Socket connected() throws DeliveryException, IOException
    {
        final List<InetAddress> addresses = guard.addresses(target, request.shownUrl());
        named = true;
        IOException last = null;
        for (int i = 0; i < addresses.size(); i++)
        {
            final Socket socket = fresh();
            try
            {
                // An address that hangs leaves time for the next.
                socket.connect(new InetSocketAddress(addresses.get(i), target.port()), leftMs() / (addresses.size() - i) + 1);
                socket.setTcpNoDelay(true);
                return socket;
            }
            catch (final IOException failed)
            {
                socket.close();
                last = failed;
            }
        }
        throw last;
    }

    private synchronized Socket fresh() throws IOException
    {
        if (aborted)
        {
            throw new IOException("given up");
        }
        open = sockets.get();
        return open;
    }

    private int leftMs()
    {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE / 2, (endNs - System.nanoTime()) / 1_000_000));
    }

    private Socket secured(final Socket socket) throws IOException
    {
        if (!target.secure())
        {
            return socket;
        }
        final SSLSocket secure = (SSLSocket) tls.createSocket(socket, target.bareHost(), target.port(), true);
        final SSLParameters parameters = secure.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private ClassicHttpRequest message()
    {
        final HttpHost host = new HttpHost(target.secure() ? "https" : "http", target.bareHost(), target.named() ? target.port() : -1);
        final ClassicHttpRequest message = new BasicClassicHttpRequest(request.method(), host, target.path());
        request.headers().forEach(message::setHeader);
        message.setHeader("User-Agent", "interlock");
        message.setHeader("Connection", "close");
        if ("POST".equals(request.method()))
        {
            final ContentType type = request.contentType().isEmpty() ? null : ContentType.parse(request.contentType());
            message.setEntity(new ByteArrayEntity(request.body().getBytes(StandardCharsets.UTF_8), type));
        }
        return message;
    }

    private static String body(final HttpEntity entity) throws IOException
    {
        if (entity == null)
        {
            return "";
        }
        final InputStream content = entity.getContent();
        return content == null ? "" : new String(content.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    }
}
