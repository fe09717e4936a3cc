package io.interlock.core.status;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.util.List;

/**
 * One scope as it was at one moment. Immutable.
 *
 * @param path     {@code ""} is the root.
 * @param levels   own, effective, and what else its gate answers with.
 * @param last     its last transition.
 * @param recovery what is missing until it comes back.
 * @param samples  what was reported lately.
 * @param causes   those that were ever a breach or stand; null where they are not known.
 */
public record ScopeStatus(
    String path, Levels levels, LastTransition last, RecoveryStatus recovery, SampleStatus samples, List<CauseStatus> causes)
{
    /** Copies the list. */
    public ScopeStatus
    {
        causes = causes == null ? null : List.copyOf(causes);
    }

    /**
     * What a scope's gate answers with.
     *
     * @param own         its own level.
     * @param effective   the most severe of its own and its ancestors'.
     * @param ownOverride whether its own override is on.
     * @param override    whether its own or an ancestor's is on.
     * @param aggressive  whether it or an ancestor is tagged so.
     * @param guard       names of guard bits that are set.
     */
    public record Levels(Level own, Level effective, boolean ownOverride, boolean override, boolean aggressive, String guard)
    {
    }

    /**
     * A scope's last transition.
     *
     * @param cause     null before the first.
     * @param value     as people read it; NaN where there is none.
     * @param threshold as people read it; NaN where there is none.
     * @param sinceMs   wall time, milliseconds since 1970; 0 before the first.
     */
    public record LastTransition(Cause cause, double value, double threshold, long sinceMs)
    {
        /** Before the first. */
        public static final LastTransition NONE = new LastTransition(null, Double.NaN, Double.NaN, 0);
    }

    /**
     * Its own level.
     *
     * @return never null.
     */
    public Level own()
    {
        return levels.own();
    }

    /**
     * The level that its gate answers with.
     *
     * @return never null.
     */
    public Level effective()
    {
        return levels.effective();
    }
}
