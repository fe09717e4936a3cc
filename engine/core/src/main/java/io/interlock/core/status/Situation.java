package io.interlock.core.status;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What a person who asks for a scope's loosening had before them, so that whoever approves it later approves that and nothing else. The
 * law is silent on it; the safer reading for the account is taken: any transition since, also one down, any higher level of its gate, and
 * any breach of a cause that was not in play then makes it another situation, which has to be looked at and asked for anew. A further
 * breach of a cause that was in play does not. Immutable.
 *
 * @param own      its own level; the more severe of the machine's and its gate's, where the journal does not have it yet.
 * @param gate     what its gate answers with, a kill that is not judged yet included.
 * @param cause    of its last transition; null before the first.
 * @param sinceNs  engine time of its last transition.
 * @param breaches of each cause that was ever a breach.
 * @param inPlay   causes that stand, or that were a breach since its last transition.
 */
public record Situation(Level own, Level gate, Cause cause, long sinceNs, Map<Cause, Long> breaches, Set<Cause> inPlay)
{
    /** Copies. */
    public Situation
    {
        breaches = Map.copyOf(breaches);
        inPlay = Set.copyOf(inPlay);
    }

    /**
     * What makes this another situation than an earlier one of the same scope.
     *
     * @param before the earlier one.
     * @return words for a person; null where nothing does.
     */
    public String changedSince(final Situation before)
    {
        if (own.isAbove(before.own) || gate.isAbove(before.gate))
        {
            return "it is at " + shown(own, gate) + " now, and was at " + shown(before.own, before.gate);
        }
        if (own != before.own || cause != before.cause || sinceNs != before.sinceNs)
        {
            return "it went to " + own + " by " + cause + " since, and was at " + before.own + (before.cause == null ? "" :
                " by " + before.cause);
        }
        final Set<Cause> fresh = EnumSet.noneOf(Cause.class);
        for (final Cause each : inPlay)
        {
            if (!before.inPlay.contains(each)
                && (breaches.getOrDefault(each, 0L) > before.breaches.getOrDefault(each, 0L) || !before.breaches.containsKey(each)))
            {
                fresh.add(each);
            }
        }
        return fresh.isEmpty() ? null : "since then came " + fresh;
    }

    private static String shown(final Level own, final Level gate)
    {
        return gate.isAbove(own) ? own + " below an ancestor's " + gate : own.toString();
    }
}
