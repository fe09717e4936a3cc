package io.interlock.cli.run;

import io.interlock.cli.stream.DecisionOutput;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionListener;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a live engine decides, on standard output as it happens. Where nobody reads any more, that is said once, and the engine goes on.
 *
 * <p>Threading: any; the input's thread and the listener's write in turns.
 */
final class LiveOutput implements TransitionListener
{
    private static final long NS_PER_MS = 1_000_000;

    private final DecisionOutput output;
    private final Consumer<String> complaints;
    private boolean broken;
    private long transitions;
    private long rejected;

    LiveOutput(final DecisionOutput output, final Consumer<String> complaints)
    {
        this.output = output;
        this.complaints = complaints;
    }

    @Override
    public void onTransition(final TransitionEvent event)
    {
        write(() -> output.transition(event.wallMs() * NS_PER_MS, event.scope(), event.change(), event.why()));
        synchronized (this)
        {
            transitions++;
        }
    }

    void check(final String scope, final Intent intent, final Reason reason, final double sizeFactor)
    {
        write(() -> output.check(System.currentTimeMillis(), scope, intent, reason, sizeFactor));
    }

    void rejected(final long line, final String message)
    {
        write(() -> output.rejected(System.currentTimeMillis(), line, message));
        synchronized (this)
        {
            rejected++;
        }
    }

    /** How many transitions were told. */
    synchronized long transitions()
    {
        return transitions;
    }

    synchronized long rejected()
    {
        return rejected;
    }

    void summary(final Map<String, Level> levels, final long rows)
    {
        write(() -> output.summary(levels, transitions, rejected, rows));
    }

    private synchronized void write(final Runnable what)
    {
        if (broken)
        {
            return;
        }
        try
        {
            what.run();
            output.flush();
        }
        catch (final UncheckedIOException gone)
        {
            broken = true;
            complaints.accept("standard output takes nothing any more (" + gone.getCause().getMessage() + "): the engine goes on without");
        }
    }
}
