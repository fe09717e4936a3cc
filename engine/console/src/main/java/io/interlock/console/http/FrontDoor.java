package io.interlock.console.http;

import io.interlock.console.access.BoundedAttempts;
import io.interlock.console.access.Guesses;
import io.interlock.console.access.PeerKey;
import io.interlock.console.access.Principal;
import io.interlock.console.access.Role;
import io.interlock.console.access.Tokens;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides whether a request is let in, from its head alone: in this order its form, the host, the page that sent it, the route, the
 * method, the token, its role, what the body says of itself, and the query. Nothing of a body is read for one that is not. {@code GET},
 * {@code POST} and {@code DELETE} are taken; {@code HEAD} (its answer could not say what is wrong), {@code OPTIONS} (no other page may
 * ask) and {@code TRACE} (it sends headers back) are refused like any method that a route does not have.
 *
 * <p>Threading: any thread; never waits.
 */
final class FrontDoor
{
    /** Bytes of the request line and the headers. */
    static final int LONGEST_HEAD = 8_192;

    private static final int MOST_HEADERS = 64;
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]{1,512}=*)");
    private static final Set<String> METHODS = Set.of("GET", "POST", "DELETE", "HEAD", "OPTIONS", "TRACE", "PUT", "PATCH", "CONNECT");
    private static final String CHALLENGE = "Bearer realm=\"interlock\"";

    private final RouteTable routes;
    private final Origins origins;
    private final Tokens tokens;
    private final Guesses guesses;
    private final BoundedAttempts attempts;

    /**
     * A request that is let in.
     *
     * @param route     that answers it.
     * @param variables of its path.
     * @param query     of it.
     * @param principal null where the route needs none.
     * @param body      whether one follows.
     */
    record Admission(ApiRoute route, Map<String, String> variables, Map<String, String> query, Principal principal, boolean body)
    {
        /** Method and template, for records: nothing of the peer's. */
        String what()
        {
            return route.method() + " " + route.template();
        }

        /** Whether it is a command: it may change something, and is not a report. */
        boolean command()
        {
            return route.command();
        }
    }

    FrontDoor(
        final RouteTable routes, final Origins origins, final Tokens tokens, final Guesses guesses, final BoundedAttempts attempts)
    {
        this.routes = routes;
        this.origins = origins;
        this.tokens = tokens;
        this.guesses = guesses;
        this.attempts = attempts;
    }

    /** Lets a request in, or throws a {@link Refusal}. */
    Admission admit(final RequestHead head)
    {
        size(head);
        final List<String> path = Targets.path(head.target());
        final RouteTable.Match match = routes.find(path);
        final ApiRoute route = match.routes().get(head.method());
        final String what = (METHODS.contains(head.method()) ? head.method() : "other method") + " "
            + (match.template() == null ? "(no route)" : match.template());
        try
        {
            origins.check(head);
        }
        catch (final Refusal refusal)
        {
            attempts.refused(PeerKey.of(head.peer()), head.peer().getHostAddress(), what, "refused: " + refusal.problem().type());
            throw refusal;
        }
        if (match.template() == null)
        {
            throw new Refusal(404, "no-such-path", "There is nothing here", "See /openapi.json for what there is.", Map.of());
        }
        if (route == null)
        {
            final String allow = RouteTable.allow(match);
            throw new Refusal(405, "method-not-allowed", "Not with this method", "Allowed here: " + allow + ".", Map.of("Allow", allow));
        }
        final Principal principal = route.role() == null ? null : principal(head, route, what);
        try
        {
            final boolean body = Bodies.follows(head);
            if (body)
            {
                Bodies.type(head);
            }
            return new Admission(route, match.variables(), Targets.query(head.query()), principal, body);
        }
        catch (final Refusal refusal)
        {
            if (route.command() && principal != null)
            {
                attempts.command(principal.name(), what, "refused: answered " + refusal.status());
            }
            throw refusal;
        }
    }

    private static void size(final RequestHead head)
    {
        int size = head.method().length() + head.target().length() + head.query().length();
        int count = 0;
        for (final Map.Entry<String, List<String>> header : head.headers().entrySet())
        {
            for (final String value : header.getValue())
            {
                size += header.getKey().length() + value.length() + 4;
                count++;
            }
        }
        if (size > LONGEST_HEAD || count > MOST_HEADERS)
        {
            throw Refusal.form(431, "headers-too-long",
                "Headers may be " + LONGEST_HEAD + " bytes long together, and " + MOST_HEADERS + " in number.");
        }
    }

    private Principal principal(final RequestHead head, final ApiRoute route, final String what)
    {
        final String peer = PeerKey.of(head.peer());
        final String address = head.peer().getHostAddress();
        final String header = head.header("authorization");
        if (header == null)
        {
            attempts.refused(peer, address, what, "refused: no token");
            throw new Refusal(401, "no-token", "A token is needed", "Send Authorization: Bearer TOKEN.",
                Map.of("WWW-Authenticate", CHALLENGE));
        }
        final var matcher = BEARER.matcher(header);
        final Principal principal = matcher.matches() ? tokens.find(matcher.group(1)) : null;
        if (principal == null)
        {
            final long seconds = guesses.wrong(peer);
            attempts.refused(peer, address, what, "refused: wrong token");
            if (seconds > 0)
            {
                throw new Refusal(429, "too-many-attempts", "Too many wrong tokens",
                    "Wrong tokens came from this address too often. Wait before the next attempt; a right token is taken at once.",
                    Map.of("Retry-After", Long.toString(seconds)));
            }
            throw new Refusal(401, "wrong-token", "The token is not valid", "Send Authorization: Bearer TOKEN with a token of this engine.",
                Map.of("WWW-Authenticate", CHALLENGE + ", error=\"invalid_token\""));
        }
        if (!route.admits(principal.role()))
        {
            attempts.refused(peer, principal.name(), what, "refused: role " + word(principal.role()));
            throw new Refusal(403, "role-not-allowed", "The token's role does not allow this",
                "This needs a token of the role " + word(route.role()) + " or above it.", Map.of());
        }
        return principal;
    }

    private static String word(final Role role)
    {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
