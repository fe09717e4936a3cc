package io.interlock.console.api;

import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;

/**
 * {@code GET /api/stream}: what happens, as it happens.
 *
 * <p>Threading: any thread of the server; never waits.
 */
final class StreamRoute
{
    /** What a client can have been told; also what {@code transitions} takes. */
    private static final long HIGHEST = Long.MAX_VALUE / 16;
    private static final int DIGITS = 18;

    private final StreamFeed feed;

    StreamRoute(final StreamFeed feed)
    {
        this.feed = feed;
    }

    /** What a browser says by itself, when it comes again to the same address, counts before what stands in the address. */
    ApiResponse handle(final ApiRequest request)
    {
        final Query query = new Query(request, "after");
        final long asked = query.whole("after", 0, HIGHEST, StreamFeed.NOW);
        final String last = request.caller().lastEventId();
        final long after = last == null || last.isEmpty() ? asked : parsed(last);
        return ApiResponse.events(client -> feed.join(client, after));
    }

    private static long parsed(final String last)
    {
        final boolean isNumber = last.length() <= DIGITS && last.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber || Long.parseLong(last) > HIGHEST)
        {
            throw Problems.parameter("the header Last-Event-ID is the id of an event of this stream: a whole number from 0");
        }
        return Long.parseLong(last);
    }
}
