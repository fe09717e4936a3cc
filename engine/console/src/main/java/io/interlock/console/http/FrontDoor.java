package io.interlock.console.http;

import io.interlock.console.access.BoundedAttempts;
import io.interlock.console.access.Guesses;
import io.interlock.console.access.PeerKey;
import io.interlock.console.access.Principal;
import io.interlock.console.access.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides whether a request is let in, from its head alone: in this order its form, the host, the page that sent it, the route, the
 * method, the token or the session, its role, what the body says of itself, and the query. Nothing of a body is read for one that is not.
 * {@code GET}, {@code POST} and {@code DELETE} are taken; {@code HEAD} (its answer could not say what is wrong), {@code OPTIONS} (no other
 * page may ask) and {@code TRACE} (it sends headers back) are refused like any method that a route does not have.
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
    private final SessionDoor sessions;
    private final Guesses guesses;
    private final BoundedAttempts attempts;

    /**
     * A request that is let in.
     *
     * @param route     that answers it.
     * @param variables of its path.
     * @param query     of it.
     * @param caller    who asks; nobody where the route needs no token.
     * @param body      whether one follows.
     */
    record Admission(ApiRoute route, Map<String, String> variables, Map<String, String> query, Caller caller, boolean body)
    {
        /** Null where the route needs none. */
        Principal principal()
        {
            return caller.principal();
        }

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
        final RouteTable routes, final Origins origins, final SessionDoor sessions, final Guesses guesses,
        final BoundedAttempts attempts)
    {
        this.routes = routes;
        this.origins = origins;
        this.sessions = sessions;
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
            strange(head, what, "refused: " + refusal.problem().type());
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
        final Caller caller = route.role() == null ? Caller.of(null) : caller(head, route, what);
        try
        {
            final boolean body = Bodies.follows(head);
            if (body)
            {
                Bodies.type(head);
            }
            return new Admission(route, match.variables(), Targets.query(head.query()), caller, body);
        }
        catch (final Refusal refusal)
        {
            if (route.command() && caller.principal() != null)
            {
                attempts.command(caller.principal().name(), what, "refused: answered " + refusal.status());
            }
            throw refusal;
        }
    }

    /** What is refused for its host or its page is the doing of whoever's token is with it, where one is: it is kept under that name. */
    private void strange(final RequestHead head, final String what, final String outcome)
    {
        final String header = head.header("authorization");
        final var matcher = BEARER.matcher(header == null ? "" : header);
        final Caller caller = matcher.matches() ? sessions.byToken(matcher.group(1), null) : null;
        if (caller == null)
        {
            attempts.refused(PeerKey.of(head.peer()), head.peer().getHostAddress(), what, outcome);
        }
        else
        {
            attempts.denied(caller.principal().name(), what, outcome);
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

    private Caller caller(final RequestHead head, final ApiRoute route, final String what)
    {
        final String header = head.header("authorization");
        final String cookie = header == null ? sessions.cookie(head) : null;
        final Caller caller = cookie == null ? byToken(head, header, what) : bySession(head, cookie, what);
        final Principal principal = caller.principal();
        if (!route.admits(principal.role()))
        {
            attempts.denied(principal.name(), what, "refused: role " + word(principal.role()));
            throw new Refusal(403, "role-not-allowed", "The token's role does not allow this",
                "This needs a token of the role " + Arrays.stream(Role.values()).filter(route::admits).map(FrontDoor::word)
                    .collect(Collectors.joining(" or ")) + '.', Map.of());
        }
        if (cookie != null && !"GET".equals(head.method()))
        {
            fromOwnPage(head, what, principal);
        }
        return caller;
    }

    private Caller byToken(final RequestHead head, final String header, final String what)
    {
        if (header == null)
        {
            attempts.refused(PeerKey.of(head.peer()), head.peer().getHostAddress(), what, "refused: no token");
            throw new Refusal(401, "no-token", "A token is needed", "Send Authorization: Bearer TOKEN.",
                Map.of("WWW-Authenticate", CHALLENGE));
        }
        final var matcher = BEARER.matcher(header);
        final Caller caller = matcher.matches() ? sessions.byToken(matcher.group(1), head.header("last-event-id")) : null;
        if (caller == null)
        {
            guessed(head, what, "refused: wrong token");
            throw new Refusal(401, "wrong-token", "The token is not valid", "Send Authorization: Bearer TOKEN with a token of this engine.",
                Map.of("WWW-Authenticate", CHALLENGE + ", error=\"invalid_token\""));
        }
        return caller;
    }

    private Caller bySession(final RequestHead head, final String cookie, final String what)
    {
        final Caller caller = sessions.bySession(cookie, head.header("last-event-id"));
        if (caller == null)
        {
            guessed(head, what, "refused: no such session");
            throw new Refusal(401, "session-over", "The session is over",
                "Sessions end with time, with their token and with the engine. Begin another: POST /api/session with a token.",
                Map.of("WWW-Authenticate", CHALLENGE, "Set-Cookie", sessions.gone()));
        }
        return caller;
    }

    private void guessed(final RequestHead head, final String what, final String outcome)
    {
        final String peer = PeerKey.of(head.peer());
        final long seconds = guesses.wrong(peer);
        attempts.refused(peer, head.peer().getHostAddress(), what, outcome);
        if (seconds > 0)
        {
            throw new Refusal(429, "too-many-attempts", "Too many wrong tokens",
                "Wrong tokens came from this address too often. Wait before the next attempt; a right token is taken at once.",
                Map.of("Retry-After", Long.toString(seconds)));
        }
    }

    /** A browser sends a cookie by itself, so it must also say that a page of this service wanted this, in a form no other can send. */
    private void fromOwnPage(final RequestHead head, final String what, final Principal principal)
    {
        try
        {
            if (!origins.isOwnPage(head))
            {
                throw new Refusal(403, "no-origin", "A session acts from this service's own page alone",
                    "With a session, what changes something needs an Origin that is allowed, or Sec-Fetch-Site: same-origin. A program "
                    + "sends its token instead.", Map.of());
            }
            Bodies.type(head);
        }
        catch (final Refusal refusal)
        {
            attempts.denied(principal.name(), what, "refused: " + refusal.problem().type());
            throw refusal;
        }
    }

    private static String word(final Role role)
    {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
