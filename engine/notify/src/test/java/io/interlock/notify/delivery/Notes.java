package io.interlock.notify.delivery;

import io.interlock.config.ChannelRoute;
import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import java.util.Set;

/** Messages and routes for tests. */
final class Notes
{
    static final long SECOND_NS = 1_000_000_000L;
    /** For a clock that jumps: no attempt is taken to hang. */
    static final ChannelRoute PATIENT = new ChannelRoute("INFO", Set.of(), null, 30, 1_000_000 * SECOND_NS, 600 * SECOND_NS);
    /** 10 s for an attempt, 10 min for a message. */
    static final ChannelRoute ROUTE = new ChannelRoute("INFO", Set.of(), null, 30, 10 * SECOND_NS, 600 * SECOND_NS);

    private Notes()
    {
    }

    static void ignore(final Object any)
    {
        // Where a test looks at something else.
    }

    static Notification of(final String id, final Priority priority)
    {
        return of(id, Kind.TRANSITION, priority, id);
    }

    static Notification of(final String id, final Kind kind, final Priority priority, final String scope)
    {
        final Draft.Facts facts = new Draft.Facts("CLOSED", "HALT", "DRAWDOWN", 1, 2, 1_700_000_000_000L);
        final Draft.Trail trail = new Draft.Trail("e-" + scope, 1_700_000_000_000L, 1, "");
        final Draft draft = new Draft(id, kind, priority, scope, facts, trail, Draft.Extras.NONE);
        return new Notification(draft, "title of " + id, "text of " + id, "<p>text of " + id + "</p>", "");
    }
}
