package io.interlock.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.console.http.ApiProblem;
import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;
import io.interlock.console.http.ApiRoute;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What was commanded over HTTP and what came of it, for who listens. Dry runs change nothing and are no news.
 *
 * <p>Threading: any thread; a short lock. Bounded: of more at once than anybody commands, the oldest go.
 */
final class CommandNews
{
    private static final int MOST = 256;
    /** Of an answer or a reason that is told: longer ones are for who asked. */
    private static final int LONGEST = 2_048;

    private final Deque<Outcome> outcomes = new ArrayDeque<>();

    /**
     * One.
     *
     * @param atMs   wall time, milliseconds since 1970.
     * @param by     the token's name.
     * @param what   method and template of the route.
     * @param reason as it was given; null: none.
     * @param status of HTTP.
     * @param text   what was answered: JSON where it was done, else words.
     */
    record Outcome(long atMs, String by, String what, String reason, int status, String text)
    {
        boolean done()
        {
            return status < 300;
        }
    }

    /** The same route, whose outcomes are told. */
    ApiRoute told(final ApiRoute route)
    {
        return new ApiRoute(route.method(), route.template(), route.role(), route.also(), request -> handle(route, request));
    }

    private ApiResponse handle(final ApiRoute route, final ApiRequest request)
    {
        try
        {
            final ApiResponse answer = route.handler().handle(request);
            add(route, request, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
            return answer;
        }
        catch (final ApiProblem refused)
        {
            add(route, request, refused.status(), refused.getMessage());
            throw refused;
        }
    }

    private void add(final ApiRoute route, final ApiRequest request, final int status, final String text)
    {
        final JsonNode body = request.body();
        if (body != null && body.path("dry_run").booleanValue())
        {
            return;
        }
        final String reason = body == null ? null : body.path("reason").textValue();
        add(new Outcome(System.currentTimeMillis(), request.principal().name(), route.method() + ' ' + route.template(),
            reason == null || reason.length() > LONGEST ? null : reason, status, text.length() > LONGEST ? null : text));
    }

    private synchronized void add(final Outcome outcome)
    {
        if (outcomes.size() == MOST)
        {
            outcomes.remove();
        }
        outcomes.add(outcome);
    }

    /** Those since the last time, the oldest first. */
    synchronized List<Outcome> take()
    {
        final List<Outcome> taken = new ArrayList<>(outcomes);
        outcomes.clear();
        return taken;
    }
}
