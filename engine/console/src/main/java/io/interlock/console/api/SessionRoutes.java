package io.interlock.console.api;

import io.interlock.console.http.ApiProblem;
import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;
import io.interlock.console.http.Visit;
import java.util.Map;

/**
 * A browser trades its token for a session, since an event stream can send no header and a page should not keep a token.
 *
 * <p>Threading: any thread of the server.
 */
final class SessionRoutes
{
    private static final int FORBIDDEN = 403;
    private static final String COOKIE = "Set-Cookie";

    ApiResponse begin(final ApiRequest request)
    {
        new Query(request);
        new Fields(request.body());
        final Visit.Begun begun = request.caller().visit().begin();
        if (begun == null)
        {
            throw new ApiProblem(FORBIDDEN, "token-needed", "A session begins with a token",
                "A session begins no other: send Authorization: Bearer TOKEN.", Map.of());
        }
        return told(request, begun.times()).with(COOKIE, begun.cookie());
    }

    ApiResponse show(final ApiRequest request)
    {
        new Query(request);
        return told(request, request.caller().visit().times());
    }

    ApiResponse end(final ApiRequest request)
    {
        new Query(request);
        new Fields(request.body());
        final Visit.Ended ended = request.caller().visit().end();
        return JsonText.answer(out -> out.number("ended", ended.count())).with(COOKIE, ended.cookie());
    }

    private static ApiResponse told(final ApiRequest request, final Visit.Times times)
    {
        return JsonText.answer(out -> out.text("name", request.principal().name())
            .text("role", JsonText.lower(request.principal().role().name())).flag("session", times != null)
            .time("until", times == null ? 0 : times.untilMs()).time("last", times == null ? 0 : times.lastMs()));
    }
}
