package io.interlock.console.api;

import io.interlock.console.http.ApiProblem;
import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;
import java.util.Map;

/** Why an answer is not what was asked for. Stateless. */
final class Problems
{
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;
    private static final int TIMEOUT = 504;

    private Problems()
    {
    }

    static ApiProblem body(final String detail)
    {
        return new ApiProblem(BAD_REQUEST, "invalid-body", "The body cannot be used", detail, Map.of());
    }

    static ApiProblem parameter(final String detail)
    {
        return new ApiProblem(BAD_REQUEST, "invalid-parameter", "A parameter cannot be used", detail, Map.of());
    }

    static ApiProblem unknownScope(final String detail, final Map<String, Object> more)
    {
        return new ApiProblem(NOT_FOUND, "unknown-scope", "There is no such scope", detail, more);
    }

    static ApiProblem refused(final String detail, final Map<String, Object> more)
    {
        return new ApiProblem(CONFLICT, "refused", "The engine refuses", detail, more);
    }

    static ApiProblem notPending(final String detail)
    {
        return new ApiProblem(NOT_FOUND, "not-pending", "Nothing of that id waits", detail, Map.of());
    }

    static ApiProblem noAnswer(final String detail, final Map<String, Object> more)
    {
        return new ApiProblem(TIMEOUT, "no-answer", "The engine did not answer in time", detail, more);
    }

    /** Answers a command to a console that has no engine to give it to. */
    static ApiResponse attached(final ApiRequest request)
    {
        throw new ApiProblem(FORBIDDEN, "attached", "This console is attached: it reads only", "This console is attached: it reads the "
            + "files of an engine in another process, and nothing was done. Use the engine's own console, or 'interlock operator' on its "
            + "directory.", Map.of());
    }

    static ApiProblem busy(final String detail)
    {
        return new ApiProblem(UNAVAILABLE, "busy", "Not at this moment", detail, Map.of());
    }

    static ApiProblem stale(final String detail)
    {
        return new ApiProblem(UNAVAILABLE, "stale", "The engine is stale", detail, Map.of());
    }
}
