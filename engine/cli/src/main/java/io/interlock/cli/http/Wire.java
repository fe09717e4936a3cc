package io.interlock.cli.http;

import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.core.text.CleanText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * One exchange of HTTP/1.1 within a deadline that also holds for a body that drips, and an answer that is bounded. Nothing is followed
 * elsewhere, and no proxy is asked: a token is for the engine alone.
 *
 * <p>Threading: the calling thread waits.
 */
final class Wire
{
    /** The status of 4,096 scopes is some MiB. */
    static final int LONGEST = 32 << 20;

    private static final int SHOWN = 200;

    private final HttpClient http;
    private final Duration deadline;
    private final String named;

    Wire(final URI url, final SSLContext tls, final Duration deadline)
    {
        final HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER).proxy(HttpClient.Builder.NO_PROXY).connectTimeout(deadline);
        if (tls != null)
        {
            builder.sslContext(tls);
        }
        http = builder.build();
        this.deadline = deadline;
        named = url.toString();
    }

    /**
     * Asks.
     *
     * @throws CliException with {@link ExitCode#UNREACHABLE} where nothing that can be used came back in time.
     */
    HttpResponse<byte[]> send(final HttpRequest request)
    {
        final CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, about -> new Bounded());
        try
        {
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        }
        catch (final TimeoutException late)
        {
            answer.cancel(true);
            throw late();
        }
        catch (final ExecutionException failed)
        {
            throw why(failed.getCause());
        }
        catch (final InterruptedException interrupted)
        {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.UNREACHABLE, "interrupted while waiting for " + named);
        }
    }

    private CliException late()
    {
        return unreachable("did not answer within " + deadline.toSeconds() + " s. A command that was sent may still be carried out: look "
            + "at the status");
    }

    private CliException why(final Throwable cause)
    {
        for (Throwable at = cause; at != null; at = at.getCause())
        {
            if (at instanceof UnresolvedAddressException || at instanceof UnknownHostException)
            {
                return unreachable("cannot be reached: nobody knows that host");
            }
            if (at instanceof SSLException)
            {
                return unreachable("cannot be trusted over TLS: " + text(at) + ". --ca-file names the certificate that it, or its issuer, "
                    + "has; the host in the URL must be one that the certificate is for");
            }
            if (at instanceof HttpTimeoutException)
            {
                return late();
            }
        }
        if (cause instanceof ConnectException)
        {
            return unreachable("cannot be reached: nobody listens there");
        }
        return unreachable("does not answer as a console does: " + text(cause));
    }

    private CliException unreachable(final String what)
    {
        return new CliException(ExitCode.UNREACHABLE, named + " " + what);
    }

    private static String text(final Throwable thrown)
    {
        return CleanText.line(thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage(), SHOWN);
    }

    /** Collects a body, and gives up on one that does not end. */
    private static final class Bounded implements HttpResponse.BodySubscriber<byte[]>
    {
        private final HttpResponse.BodySubscriber<byte[]> all = HttpResponse.BodySubscribers.ofByteArray();
        private Flow.Subscription subscription;
        private long length;

        @Override
        public CompletionStage<byte[]> getBody()
        {
            return all.getBody();
        }

        @Override
        public void onSubscribe(final Flow.Subscription given)
        {
            subscription = given;
            all.onSubscribe(given);
        }

        @Override
        public void onNext(final List<ByteBuffer> item)
        {
            for (final ByteBuffer part : item)
            {
                length += part.remaining();
            }
            if (length > LONGEST)
            {
                subscription.cancel();
                all.onError(new IOException("its answer is longer than " + (LONGEST >> 20) + " MiB"));
                return;
            }
            all.onNext(item);
        }

        @Override
        public void onError(final Throwable thrown)
        {
            all.onError(thrown);
        }

        @Override
        public void onComplete()
        {
            all.onComplete();
        }
    }
}
