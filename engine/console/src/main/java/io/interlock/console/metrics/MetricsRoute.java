package io.interlock.console.metrics;

import io.interlock.console.access.Role;
import io.interlock.console.http.ApiProblem;
import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;
import io.interlock.console.http.ApiRoute;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * {@code GET /metrics}. One scrape is made at a time, so that many scrapers at once neither hold a text each nor ask the breaker thread
 * more often than it answers; another is sent away at once, since to wait would keep a thread from everything else. What scrapers are slow
 * to take is bounded by the server.
 *
 * <p>Threading: several threads of the server at once.
 */
public final class MetricsRoute
{
    private static final int OK = 200;
    private static final int BUSY = 503;
    private static final int SMALLEST = 16_384;

    private final MetricsText text;
    private final Semaphore turn = new Semaphore(1);
    /** Of the last text, and some more: the next is about as long. */
    private volatile int expected = SMALLEST;

    private MetricsRoute(final MetricsText text)
    {
        this.text = text;
    }

    /**
     * The route.
     *
     * @param context what metrics are made of.
     * @return for a viewer.
     */
    public static ApiRoute of(final MetricsContext context)
    {
        return new ApiRoute("GET", "/metrics", Role.VIEWER, new MetricsRoute(new MetricsText(context))::handle);
    }

    private ApiResponse handle(final ApiRequest request)
    {
        if (!turn.tryAcquire())
        {
            throw new ApiProblem(BUSY, "scrape-in-progress", "Another scrape is being answered", "one scrape is made at a time: "
                + "scrape less often, or from one place", Map.of());
        }
        try
        {
            final ByteArrayOutputStream output = new ByteArrayOutputStream(expected);
            text.writeTo(output);
            expected = Math.max(SMALLEST, output.size() + output.size() / 8);
            return new ApiResponse(OK, MetricsText.CONTENT_TYPE, output.toByteArray());
        }
        catch (final IOException impossible)
        {
            throw new UncheckedIOException(impossible);
        }
        finally
        {
            turn.release();
        }
    }
}
