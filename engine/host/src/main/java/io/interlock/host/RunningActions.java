package io.interlock.host;

import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Safety actions that were started and have not ended, for whoever looks.
 *
 * <p>Threading: told by its listener's worker, asked by any thread; a call holds a lock for as long as a copy takes.
 */
final class RunningActions implements TransitionListener
{
    /** More than there are scopes times steps at once; what ends is taken out in any case. */
    private static final int MOST = 1_000;

    private final Map<String, ActionEvent> running = new LinkedHashMap<>();

    @Override
    public void onTransition(final TransitionEvent event)
    {
        // Actions alone are kept.
    }

    @Override
    public synchronized void onAction(final ActionEvent event)
    {
        final boolean runs = event.stage() == ActionEvent.Stage.STARTED || event.stage() == ActionEvent.Stage.RETRIED;
        if (!runs)
        {
            running.remove(event.id());
        }
        else if (running.size() < MOST || running.containsKey(event.id()))
        {
            running.put(event.id(), event);
        }
    }

    /** The last word of each, the oldest first. */
    synchronized List<ActionEvent> all()
    {
        return new ArrayList<>(running.values());
    }
}
