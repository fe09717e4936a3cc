package io.interlock.console.approval;

import io.interlock.console.access.Principal;
import io.interlock.core.status.Situation;

/**
 * What one person has asked for and a second has not. Immutable.
 *
 * @param id        of this asking, for who cancels it.
 * @param subject   what was asked for.
 * @param asker     who asked.
 * @param reason    why; may be empty.
 * @param situation in which it was asked, and may be approved; null: in any.
 * @param when      since when, until when.
 */
public record Pending(String id, Subject subject, Principal asker, String reason, Situation situation, When when)
{
    /**
     * Its time.
     *
     * @param askedNs   monotonic.
     * @param askedMs   wall time, milliseconds since 1970.
     * @param expiresMs wall time, for people.
     */
    public record When(long askedNs, long askedMs, long expiresMs)
    {
    }
}
