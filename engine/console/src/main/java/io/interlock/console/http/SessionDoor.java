package io.interlock.console.http;

import io.interlock.console.access.Pass;
import io.interlock.console.access.Principal;
import io.interlock.console.access.Session;
import io.interlock.console.access.Sessions;
import io.interlock.console.access.Tokens;

/**
 * Who asks by which token or session. A browser keeps a session as a cookie that no script reads and no other site's page sends; its name
 * has the port, since a browser gives a cookie to every port of a name, and two engines on one machine must not end each other's.
 *
 * <p>Threading: any thread; never waits.
 */
final class SessionDoor
{
    private static final long NS_PER_MS = 1_000_000L;

    private final Tokens tokens;
    private final Sessions sessions;
    private final String name;
    private final String attributes;

    SessionDoor(final Tokens tokens, final Sessions sessions, final int port, final boolean tls)
    {
        this.tokens = tokens;
        this.sessions = sessions;
        // With the prefix a browser takes it from nobody but this host, over TLS.
        name = (tls ? "__Host-interlock-" : "interlock-") + port;
        attributes = "; Path=/; HttpOnly; SameSite=Strict" + (tls ? "; Secure" : "");
    }

    private final class Shown implements Visit
    {
        private final Pass pass;
        /** Null: a token was shown. */
        private final Session session;

        Shown(final Pass pass, final Session session)
        {
            this.pass = pass;
            this.session = session;
        }

        @Override
        public Times times()
        {
            return session == null ? null : SessionDoor.this.times(session);
        }

        @Override
        public Begun begin()
        {
            if (session != null)
            {
                return null;
            }
            final Sessions.Begun begun = sessions.begin(pass);
            return new Begun(SessionDoor.this.times(begun.session()), name + '=' + begun.secret() + attributes);
        }

        @Override
        public Ended end()
        {
            if (session == null)
            {
                return new Ended(sessions.endAll(pass), gone());
            }
            sessions.end(session);
            return new Ended(1, gone());
        }

        /** Also uses the session: a page that listens is in use. */
        boolean holds(final Principal principal)
        {
            return (session == null || sessions.use(session)) && principal.equals(tokens.holder(pass));
        }
    }

    private Visit.Times times(final Session session)
    {
        final long nowMs = System.currentTimeMillis();
        return new Visit.Times(
            nowMs + sessions.idleLeftNs(session) / NS_PER_MS, nowMs + sessions.lastLeftNs(session) / NS_PER_MS);
    }

    /** What takes the cookie from the browser. */
    String gone()
    {
        return name + "=; Max-Age=0" + attributes;
    }

    /** By a token; null where it holds nothing. */
    Caller byToken(final String token, final String lastEventId)
    {
        final Pass pass = tokens.pass(token);
        return pass == null ? null : caller(pass.principal(), new Shown(pass, null), lastEventId);
    }

    /** By a session; null where it is over, or its token holds no more. It has the role that the token has now. */
    Caller bySession(final String secret, final String lastEventId)
    {
        final Session session = sessions.find(secret);
        final Principal principal = session == null ? null : tokens.holder(session.pass());
        return principal == null ? null : caller(principal, new Shown(session.pass(), session), lastEventId);
    }

    private static Caller caller(final Principal principal, final Shown shown, final String lastEventId)
    {
        return new Caller(principal, shown, () -> shown.holds(principal), lastEventId);
    }

    /** The cookie of a session; null where none is sent. One that comes twice may be another's: it stands for none that there is. */
    String cookie(final RequestHead head)
    {
        final String header = head.header("cookie");
        String found = null;
        for (final String pair : header == null ? new String[0] : header.split(";"))
        {
            final int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).strip().equals(name))
            {
                if (found != null)
                {
                    return "";
                }
                found = pair.substring(equals + 1).strip();
            }
        }
        return found;
    }
}
