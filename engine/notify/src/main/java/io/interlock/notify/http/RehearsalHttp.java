package io.interlock.notify.http;

import io.interlock.notify.DeliveryException;
import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/**
 * Does all that a real request needs, TLS's first words included, and sends nothing to anybody: the classes that the first message needs
 * are loaded then. Every answer is a 200.
 *
 * <p>Threading: any thread.
 */
public final class RehearsalHttp implements HttpSender
{
    private static final String NOBODY = "127.0.0.1:9/";

    private final SafeHttp http = new SafeHttp(new AddressGuard(true, List.of()), (SSLSocketFactory) SSLSocketFactory.getDefault(),
        System::currentTimeMillis, CannedSocket::new);

    @Override
    public Answer send(final Request request, final Duration timeout) throws DeliveryException, InterruptedException
    {
        if (request.url().startsWith("https"))
        {
            try
            {
                http.send(towards("https://" + NOBODY, request), timeout);
            }
            catch (final DeliveryException noTls)
            {
                // As expected: the answer is no TLS. Our hello was made, and that is what takes time.
            }
        }
        try (Socket real = new Socket(Proxy.NO_PROXY))
        {
            // Only now does it become a socket of the system's.
            real.setTcpNoDelay(true);
        }
        catch (final IOException noSockets)
        {
            throw DeliveryException.passing("this machine gives no socket");
        }
        return http.send(towards("http://" + NOBODY, request), timeout);
    }

    private static Request towards(final String url, final Request request)
    {
        return new Request(request.method(), url, request.headers(), request.contentType(), request.body(), request.shownUrl());
    }

    @Override
    public void close()
    {
        http.close();
    }
}
