package io.interlock.host.sim;

import io.interlock.core.model.Level;
import java.util.Map;

/**
 * What a start must bring back.
 *
 * @param levels at least, by path.
 * @param exact  whether it may be no stricter either.
 */
record Expected(Map<String, Level> levels, boolean exact)
{
    void compare(final Map<String, Level> found, final World world)
    {
        levels.forEach((path, level) ->
        {
            final Level now = found.getOrDefault(path, Level.CLOSED);
            world.require(!level.isAbove(now), "a restart loosens: scope \"" + path + "\" was " + level + " and comes back as " + now);
            world.require(!exact || now == level,
                "a planned restart changes: scope \"" + path + "\" was " + level + " and comes back as " + now);
        });
    }
}
