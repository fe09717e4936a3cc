package io.interlock.console.http;

import java.util.Map;

/** Why a request is not let in, with the headers that its answer needs. It ends the connection. Immutable. */
final class Refusal extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final String title;
    private final transient Map<String, String> headers;

    Refusal(final int status, final String type, final String title, final String detail, final Map<String, String> headers)
    {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
        this.title = title;
        this.headers = Map.copyOf(headers);
    }

    /** A request that is not in the form that it must have. */
    static Refusal form(final int status, final String type, final String detail)
    {
        return new Refusal(status, type, "The request cannot be taken in this form", detail, Map.of());
    }

    int status()
    {
        return status;
    }

    Map<String, String> headers()
    {
        return headers;
    }

    ApiProblem problem()
    {
        return new ApiProblem(status, type, title, getMessage(), Map.of());
    }
}
