package io.interlock.host.sim;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.util.Map;

/**
 * What a start must bring back.
 *
 * @param levels at least, by path.
 * @param kept   overrides, statuses and causes that only an operator ends, by path; a few where not all need to be known any more.
 * @param exact  whether it may be no stricter either.
 */
record Expected(Map<String, Level> levels, Map<String, RestoredScope> kept, boolean exact)
{
    /** JOURNAL is not: a restart that finds the journal healthy ends it. */
    private static final long LASTING = 1L << Cause.JOURNAL_DAMAGE.ordinal() | 1L << Cause.RESTARTS.ordinal();

    void compare(final Map<String, RestoredScope> found, final World world)
    {
        levels.forEach((path, level) ->
        {
            final Level now = found.getOrDefault(path, RestoredScope.NEW).level();
            world.require(!level.isAbove(now), "a restart loosens: scope \"" + path + "\" was " + level + " and comes back as " + now);
            world.require(!exact || now == level,
                "a planned restart changes: scope \"" + path + "\" was " + level + " and comes back as " + now);
        });
        kept.forEach((path, was) ->
        {
            final RestoredScope now = found.getOrDefault(path, RestoredScope.NEW);
            final RestoredScope lasting = lasting(was);
            world.require(exact ? lasting.equals(lasting(now)) : !loses(lasting, lasting(now)),
                "a restart changes more than the level: scope \"" + path + "\" was " + was + " and comes back as " + now);
        });
    }

    private static RestoredScope lasting(final RestoredScope scope)
    {
        return new RestoredScope(Level.CLOSED, scope.override(), scope.exchange(), scope.network(), scope.standing() & LASTING);
    }

    /** What a death takes back may come again: it was not durable yet. */
    private static boolean loses(final RestoredScope was, final RestoredScope now)
    {
        return was.override() && !now.override() || was.exchange().compareTo(now.exchange()) > 0
            || was.network().compareTo(now.network()) > 0 || (was.standing() & ~now.standing()) != 0;
    }
}
