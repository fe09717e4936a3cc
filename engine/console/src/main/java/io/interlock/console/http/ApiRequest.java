package io.interlock.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.console.access.Principal;
import java.util.Map;

/**
 * A request that was let in: its token, host, origin, size and form were looked at. Immutable.
 *
 * @param method    in capitals.
 * @param path      without the query.
 * @param variables of the route's template, decoded.
 * @param query     decoded; a key that comes twice was refused.
 * @param body      an object; null where there is none.
 * @param principal null where the route needs no token.
 * @param remote    the peer's address, for people.
 */
public record ApiRequest(
    String method, String path, Map<String, String> variables, Map<String, String> query, JsonNode body, Principal principal,
    String remote)
{
    /** Copies the maps. */
    public ApiRequest
    {
        variables = Map.copyOf(variables);
        query = Map.copyOf(query);
    }
}
