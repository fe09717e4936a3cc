package io.interlock.core.engine;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ScopeConfig;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Level;
import java.util.Arrays;

/**
 * Carries a reload out on the breaker thread. In between nothing is ever looser than both configurations: gates and reporters first go by
 * the stricter of both, then the machine changes, then they go by the new one.
 *
 * <p>Threading: breaker thread only.
 */
final class ReloadWork
{
    private final BreakerAgent breaker;
    private final EngineParts parts;
    private final Decisions decisions;
    private final InputTap inputs;
    private final Edges edges;
    private final EngineTime time;
    private final InputEvent nothing = new InputEvent().plain(InputKind.TICK, 0);

    ReloadWork(
        final BreakerAgent breaker, final Decisions decisions, final InputTap inputs, final Edges edges, final EngineTime time)
    {
        this.breaker = breaker;
        this.parts = breaker.parts();
        this.decisions = decisions;
        this.inputs = inputs;
        this.edges = edges;
        this.time = time;
    }

    void execute(final ReloadRequest request)
    {
        if (request.isOvertaken(parts.config()))
        {
            request.complete(new CommandResult(false, ReloadRequest.OVERTAKEN, breaker.machine().scope(0).level(), false));
            return;
        }
        // What was reported before it is judged as it was.
        breaker.lanes().collectAll();
        final BreakerConfig config = request.plan().config();
        final ScopeConfig[] fresh = config == null ? null : all(request.fresh(), config);
        if (config != null)
        {
            edges.put(strict(request.strict(), fresh));
        }
        inputs.before(time.wallMs());
        decisions.begin(nothing, null, time.wallMs());
        decisions.reload(request.input());
        boolean whole = false;
        try
        {
            breaker.machine().reload(request.plan(), time.timeNs(), decisions);
            whole = true;
        }
        finally
        {
            if (config != null)
            {
                parts.config(config);
            }
            inputs.reloaded(request.input(), whole, time);
            decisions.end();
        }
        if (config != null)
        {
            edges.put(fresh);
            parts.dumps().config(request.rows());
        }
        breaker.tightened();
        final Level level = breaker.machine().scope(0).level();
        request.complete(new CommandResult(true, request.input().message(), level, false));
    }

    /** With the scopes that were made since. */
    private ScopeConfig[] all(final ScopeConfig[] known, final BreakerConfig config)
    {
        final ScopeConfig[] all = Arrays.copyOf(known, breaker.machine().scopeCount());
        for (int id = known.length; id < all.length; id++)
        {
            all[id] = config.scope(parts.registry().all().get(id).path());
        }
        return all;
    }

    private ScopeConfig[] strict(final ScopeConfig[] known, final ScopeConfig[] fresh)
    {
        final ScopeConfig[] all = Arrays.copyOf(known, fresh.length);
        for (int id = known.length; id < all.length; id++)
        {
            all[id] = Stricter.of(breaker.machine().scope(id).definition().config(), fresh[id]);
        }
        return all;
    }
}
