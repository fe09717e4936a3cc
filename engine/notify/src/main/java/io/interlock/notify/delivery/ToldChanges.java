package io.interlock.notify.delivery;

import io.interlock.notify.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When a receiver was last told that an episode became stricter. Remembers the last {@value #REMEMBERED} episodes. Threading: under the
 * lock of its worker.
 */
final class ToldChanges
{
    /** More scopes are not in trouble at once. */
    static final int REMEMBERED = 4096;

    private final Map<String, Long> lastMs = new LinkedHashMap<>()
    {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(final Map.Entry<String, Long> eldest)
        {
            return size() > REMEMBERED;
        }
    };

    /** The attempt's begin counts: from then on somebody may have read it. */
    void delivered(final QueuedMessage message)
    {
        if (isChange(message))
        {
            final String episode = message.base().draft().trail().episode();
            // Taken out first: what was told last is forgotten last.
            lastMs.remove(episode);
            lastMs.put(episode, message.triedMs);
        }
    }

    long lastMs(final String episode)
    {
        return lastMs.getOrDefault(episode, 0L);
    }

    static boolean isChange(final QueuedMessage message)
    {
        // A transition stays the one that is told, whatever is merged into it.
        return message.base().kind() == Kind.TRANSITION;
    }
}
