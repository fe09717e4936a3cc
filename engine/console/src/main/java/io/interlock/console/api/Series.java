package io.interlock.console.api;

import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.ScopeStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last hour in numbers, so that who opens the dashboard after an incident sees what led to it: one sample a second of each scope's
 * status, in memory, of the first {@link #MOST_SCOPES} scopes that there are. A second in which the engine was stale has none.
 *
 * <p>Threading: a thread of its own samples; any thread asks. It costs the breaker thread no more than a reader of the status does.
 */
public final class Series implements AutoCloseable
{
    /** Scopes kept; a scope takes about 130 KB. */
    static final int MOST_SCOPES = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Series.class);
    private static final long EACH_MS = 1_000;

    private final EngineView view;
    private final Map<String, SeriesRing> rings = new HashMap<>();
    private final ScheduledExecutorService thread;
    private boolean failing;

    /**
     * Nothing is sampled before {@link #start()}.
     *
     * @param view of the engine.
     */
    public Series(final EngineView view)
    {
        this.view = view;
        thread = Executors.newSingleThreadScheduledExecutor(task ->
        {
            final Thread made = new Thread(task, "interlock-console-history");
            made.setDaemon(true);
            return made;
        });
    }

    /** Begins to sample. Once. */
    public void start()
    {
        thread.scheduleWithFixedDelay(this::look, 0, EACH_MS, TimeUnit.MILLISECONDS);
    }

    private void look()
    {
        try
        {
            add(view.status());
            failing = false;
        }
        catch (final RuntimeException | Error strange)
        {
            // The next second tries again; told once, since it may last.
            if (!failing)
            {
                LOG.error("the dashboard's history has no sample of this second", strange);
            }
            failing = true;
        }
    }

    /** What a status tells; nothing where it is stale. */
    synchronized void add(final EngineStatus status)
    {
        if (status.stale())
        {
            return;
        }
        for (final ScopeStatus scope : status.scopes())
        {
            SeriesRing ring = rings.get(scope.path());
            if (ring == null && rings.size() < MOST_SCOPES)
            {
                ring = new SeriesRing();
                rings.put(scope.path(), ring);
            }
            if (ring != null)
            {
                ring.add(scope, status.atMs());
            }
        }
    }

    /** Null where the scope is not kept. */
    synchronized SeriesRing.Points points(final String scope, final long endMs, final long stepMs, final int count)
    {
        final SeriesRing ring = rings.get(scope);
        return ring == null ? null : ring.points(endMs, stepMs, count);
    }

    /** Ends. What was kept is forgotten. */
    @Override
    public void close()
    {
        thread.shutdownNow();
    }
}
