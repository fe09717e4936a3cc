package io.interlock.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.console.access.Principal;
import java.util.Map;

/**
 * A request that was let in: its token or session, host, origin, size and form were looked at. Immutable.
 *
 * @param method    in capitals.
 * @param path      without the query.
 * @param variables of the route's template, decoded.
 * @param query     decoded; a key that comes twice was refused.
 * @param body      an object; null where there is none.
 * @param remote    the peer's address, for people.
 * @param caller    who asks, and by what.
 */
public record ApiRequest(
    String method, String path, Map<String, String> variables, Map<String, String> query, JsonNode body, String remote, Caller caller)
{
    /** Copies the maps. */
    public ApiRequest
    {
        variables = Map.copyOf(variables);
        query = Map.copyOf(query);
    }

    /**
     * By a token.
     *
     * @param method    see above.
     * @param path      see above.
     * @param variables see above.
     * @param query     see above.
     * @param body      see above.
     * @param principal null where the route needs none.
     * @param remote    see above.
     */
    public ApiRequest(
        final String method, final String path, final Map<String, String> variables, final Map<String, String> query,
        final JsonNode body, final Principal principal, final String remote)
    {
        this(method, path, variables, query, body, remote, Caller.of(principal));
    }

    /**
     * Who asks.
     *
     * @return null where the route needs no token.
     */
    public Principal principal()
    {
        return caller.principal();
    }
}
