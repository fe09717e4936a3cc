package io.interlock.console.http;

import io.interlock.console.access.Principal;
import java.util.function.BooleanSupplier;

/**
 * Who asks, and by what. Immutable; it holds no secret.
 *
 * @param principal   null where the route needs none.
 * @param visit       the session, if it is one.
 * @param holds       whether what let the request in, a token or a session, still does; asking keeps a session alive. Any thread.
 * @param lastEventId where an event stream was left, as the client says; null: it says nothing.
 */
public record Caller(Principal principal, Visit visit, BooleanSupplier holds, String lastEventId)
{
    /**
     * By a token that nobody takes away.
     *
     * @param principal null: nobody.
     * @return new.
     */
    public static Caller of(final Principal principal)
    {
        return new Caller(principal, Visit.NONE, () -> true, null);
    }
}
