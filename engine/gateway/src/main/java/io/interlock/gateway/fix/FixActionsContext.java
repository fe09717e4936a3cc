package io.interlock.gateway.fix;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * What {@link FixTradingActions} acts on.
 *
 * <p>Threading: one thread, before the actions are made.
 */
public final class FixActionsContext
{
    private final List<FixTap> taps = new ArrayList<>();
    private final Map<FixTap, PositionSource> sources = new HashMap<>();
    private PositionSource positionSource;
    private Callable<String> saveState;
    private Callable<String> stop;
    private Path directory;

    /** At least one tap must be added. */
    public FixActionsContext()
    {
        // Setters do the rest.
    }

    /**
     * A gateway to act on. An action covers the taps whose scope is the one that changed, or below it.
     *
     * @param value a tap of one session.
     * @return this.
     */
    public FixActionsContext tap(final FixTap value)
    {
        taps.add(Objects.requireNonNull(value, "tap"));
        return this;
    }

    /**
     * A gateway to act on, of several: each venue tells its own positions.
     *
     * @param value  a tap of one session.
     * @param source as in {@link #positionSource}.
     * @return this.
     */
    public FixActionsContext tap(final FixTap value, final PositionSource source)
    {
        sources.put(value, Objects.requireNonNull(source, "source"));
        return tap(value);
    }

    /**
     * Who knows the venue's positions after a restart, where there is one tap.
     *
     * @param value without one, a flatten after a restart fails and says so.
     * @return this.
     */
    public FixActionsContext positionSource(final PositionSource value)
    {
        positionSource = value;
        return this;
    }

    /**
     * Saves what the host needs after a restart.
     *
     * @param value answers with what it did, for people; called on a worker.
     * @return this.
     */
    public FixActionsContext saveState(final Callable<String> value)
    {
        saveState = value;
        return this;
    }

    /**
     * Where positions and working orders are written at each save, as a text file for each action.
     *
     * @param value created when absent; null: nowhere.
     * @return this.
     */
    public FixActionsContext saveStateTo(final Path value)
    {
        directory = value;
        return this;
    }

    /**
     * Stops the trading engine of the host at SHUTDOWN.
     *
     * @param value answers with what it did, for people; called on a worker.
     * @return this.
     */
    public FixActionsContext stop(final Callable<String> value)
    {
        stop = value;
        return this;
    }

    List<FixTap> taps()
    {
        return List.copyOf(taps);
    }

    PositionSource positionSource()
    {
        return positionSource;
    }

    PositionSource positionSource(final FixTap tap)
    {
        return sources.getOrDefault(tap, positionSource);
    }

    Callable<String> saveState()
    {
        return saveState;
    }

    Callable<String> stop()
    {
        return stop;
    }

    Path directory()
    {
        return directory;
    }
}
