package io.interlock.notify.http;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Says what went wrong on a connection in our own words. Threading: any thread; pure. */
final class Failures
{
    private Failures()
    {
    }

    static String words(final Throwable failure)
    {
        if (failure instanceof SSLException)
        {
            return certificate(failure)
                ? "was not told: its certificate is not trusted, has expired or is not for this host"
                : "was not told: no secure connection (TLS 1.2 or 1.3) could be agreed on";
        }
        if (failure instanceof NoHttpResponseException || failure instanceof ConnectionClosedException || failure instanceof EOFException)
        {
            return "closed the connection before its answer was whole";
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException)
        {
            return "cannot be reached: nothing accepts connections there";
        }
        if (failure instanceof SocketTimeoutException)
        {
            return "did not answer in time";
        }
        if (failure instanceof HttpException)
        {
            return "answered with what is not HTTP, or is too long";
        }
        return "broke the connection (" + failure.getClass().getSimpleName() + ")";
    }

    private static boolean certificate(final Throwable failure)
    {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
        {
            if (cause instanceof CertificateException || cause instanceof java.security.cert.CertPathBuilderException)
            {
                return true;
            }
        }
        return false;
    }
}
