package io.interlock.cli.demo;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionListener;
import java.util.ArrayList;
import java.util.List;

/**
 * What the breaker told of one life of an engine, on the clock that the strategy and the venue read too.
 *
 * <p>Threading: any thread.
 */
final class Recorder implements TransitionListener, EngineClock
{
    private final List<Seen> transitions = new ArrayList<>();
    private final List<ActionEvent> actions = new ArrayList<>();
    private long originNs;
    private boolean started;

    /**
     * A transition.
     *
     * @param event     as told.
     * @param decidedNs by System.nanoTime(): when the breaker read the clock for what it decided.
     * @param toldNs    by System.nanoTime(): when this listener heard of it; the gates had been closed by then.
     */
    record Seen(TransitionEvent event, long decidedNs, long toldNs)
    {
    }

    /** The engine's first reading is its origin: event times count from there. */
    @Override
    public long nanoTime()
    {
        final long nowNs = System.nanoTime();
        if (!started)
        {
            started = true;
            originNs = nowNs;
        }
        return nowNs;
    }

    @Override
    public long wallMs()
    {
        return System.currentTimeMillis();
    }

    @Override
    public synchronized void onTransition(final TransitionEvent event)
    {
        transitions.add(new Seen(event, originNs + event.timeNs(), System.nanoTime()));
        notifyAll();
    }

    @Override
    public synchronized void onAction(final ActionEvent event)
    {
        actions.add(event);
        notifyAll();
    }

    synchronized List<Seen> transitions()
    {
        return List.copyOf(transitions);
    }

    synchronized List<ActionEvent> actions()
    {
        return List.copyOf(actions);
    }

    /** Whether a safety action of this name has succeeded. */
    synchronized boolean succeeded(final String action)
    {
        return actions.stream().anyMatch(event -> event.action().equals(action) && event.stage() == ActionEvent.Stage.SUCCEEDED);
    }

    /** How many transitions there are: a mark for {@link #reached}. */
    synchronized int count()
    {
        return transitions.size();
    }

    /** Whether a transition since the mark went to this level by this cause. */
    synchronized boolean reached(final int mark, final Level level, final Cause cause)
    {
        return transitions.stream().skip(mark).anyMatch(seen -> seen.event().to() == level && seen.event().cause() == cause);
    }
}
