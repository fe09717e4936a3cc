package io.interlock.notify.route;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scopes of which something is open, and the episodes that are known by an id: open ones, and the latest 1,024 that have ended.
 * Threading: the router's thread.
 */
final class Scopes
{
    private static final int ENDED = 1_024;

    private final Map<String, ScopeState> byPath = new LinkedHashMap<>();
    private final Map<String, Episode> byId = new HashMap<>();
    private final Map<Episode, Boolean> ended = new LinkedHashMap<>();

    /** Null where nothing is open. */
    ScopeState find(final String path)
    {
        return byPath.get(path);
    }

    ScopeState get(final String path, final Board board)
    {
        return byPath.computeIfAbsent(path, name -> new ScopeState(name, board));
    }

    void forget(final ScopeState scope)
    {
        byPath.remove(scope.path(), scope);
    }

    Collection<ScopeState> all()
    {
        return byPath.values();
    }

    /** The episode of a transition; null where it is not known any more. */
    Episode episode(final String id)
    {
        return byId.get(id);
    }

    /** An episode is known by an id of its own, and by another one no more. */
    void remember(final Episode episode, final String id, final String noMore)
    {
        byId.put(id, episode);
        if (noMore != null)
        {
            byId.remove(noMore, episode);
        }
    }

    /** An episode has ended; a late word on it still finds it for a while. */
    void ended(final Episode episode)
    {
        ended.put(episode, Boolean.TRUE);
        if (ended.size() > ENDED)
        {
            final Episode oldest = ended.keySet().iterator().next();
            ended.remove(oldest);
            oldest.ids().forEach(id -> byId.remove(id, oldest));
            byId.remove(oldest.id(), oldest);
            oldest.reports().forEach(report -> byId.remove(report.order(), oldest));
        }
    }
}
