package io.interlock.notify.http;

import io.interlock.notify.DeliveryException;
import java.time.Duration;
import java.util.Map;

/** Sends one request and gives the answer, whatever its status. Threading: any thread. */
public interface HttpSender extends AutoCloseable
{
    /**
     * A request.
     *
     * @param method      GET or POST.
     * @param url         whole; never shown in an error, since it may hold a secret.
     * @param headers     by name.
     * @param contentType of the body; empty without one.
     * @param body        UTF-8; empty for GET.
     * @param shownUrl    what errors call the place: no secret.
     */
    record Request(String method, String url, Map<String, String> headers, String contentType, String body, String shownUrl)
    {
    }

    /**
     * An answer.
     *
     * @param status     100 to 599.
     * @param retryAfter the header in seconds or as a date, as a duration from now; of a 429 without it {@code ratelimit-reset}, which some
     *                   have in its place; null where there is none that can be read.
     * @param body       at most 64 KiB of it, as UTF-8.
     * @param dateMs     the receiver's time by its header, milliseconds since 1970; 0 where there is none that can be read.
     */
    record Answer(int status, Duration retryAfter, String body, long dateMs)
    {
        /**
         * An answer that does not say what time it is there.
         *
         * @param status     100 to 599.
         * @param retryAfter null where there is none.
         * @param body       as UTF-8.
         */
        public Answer(final int status, final Duration retryAfter, final String body)
        {
            this(status, retryAfter, body, 0);
        }
    }

    /**
     * Sends.
     *
     * @param request what.
     * @param timeout of all of it: connecting, TLS, sending and the whole answer, however slowly it drips.
     * @return whatever was answered, also a redirect, which is not followed.
     * @throws DeliveryException    naming the place, when there was no answer or the address is not allowed.
     * @throws InterruptedException when it was given up.
     */
    Answer send(Request request, Duration timeout) throws DeliveryException, InterruptedException;

    /**
     * Looks whether a place can be reached: its name is known, it is allowed, it accepts a connection and its certificate is good. Nothing
     * is sent.
     *
     * @param url      whole; never shown in an error, since it may hold a secret.
     * @param shownUrl what errors call the place: no secret.
     * @param timeout  of all of it.
     * @throws DeliveryException    naming the place and what is wrong.
     * @throws InterruptedException when it was given up.
     */
    default void reach(final String url, final String shownUrl, final Duration timeout) throws DeliveryException, InterruptedException
    {
    }

    @Override
    void close();
}
