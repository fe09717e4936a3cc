package io.interlock.host.sim;

import io.interlock.config.BreakerConfig;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.RestoredScope;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.machine.twin.LawBeside;
import io.interlock.core.machine.twin.LawOutput;
import io.interlock.core.model.Level;
import io.interlock.core.port.InputRecorder;
import io.interlock.core.port.ReloadInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The law beside one life of the engine: told of each input that the machine has judged, it says what must have been decided, and compares
 * the machine with itself after each. What it says is numbered as the engine numbers its decisions.
 *
 * <p>Threading: one thread. What is wrong is kept, since the engine catches what a recorder throws.
 */
final class Books implements InputRecorder
{
    private static final int WHOLE = 8;

    private final World world;
    private final BreakerConfig config;
    private final Map<String, BreakerConfig> reloads = new HashMap<>();
    private final List<Object> decisions = new ArrayList<>();
    private final List<Loosening> loosenings = new ArrayList<>();
    private final Map<String, RestoredScope> found = new HashMap<>();
    private BreakerStateMachine machine;
    private LawBeside law;
    private long events;

    /**
     * What may not show before a decision is durable.
     *
     * @param sequence of the decision.
     * @param scope    id.
     * @param from     the level before it; null: an override that was taken off.
     */
    record Loosening(long sequence, int scope, Level from)
    {
    }

    /** A reload, or its announcement. */
    record Reload(boolean announced)
    {
    }

    /** Of a life that begins; the configuration is the law's. */
    Books(final World world, final BreakerConfig config)
    {
        this.world = world;
        this.config = config;
    }

    /** A reload that is to come. */
    void willReload(final String hash, final BreakerConfig next)
    {
        reloads.put(hash, next);
    }

    @Override
    public boolean wantsSnapshot()
    {
        return law == null;
    }

    @Override
    public void snapshot(final BreakerStateMachine judge, final long number, final long timeNs, final long wallMs)
    {
        machine = judge;
        final List<ScopeView> views = new ArrayList<>();
        for (int id = 0; id < judge.scopeCount(); id++)
        {
            views.add(judge.scope(id));
            found.put(judge.scope(id).definition().path(), vital(id));
        }
        law = new LawBeside(config, views);
    }

    @Override
    public void scope(final int id, final int parentId, final String path)
    {
        if (law != null)
        {
            law.add(path);
        }
    }

    @Override
    public void input(final InputEvent event, final String actor, final long timeNs, final long wallMs)
    {
        if (world.isFrozen())
        {
            return;
        }
        final boolean override = event.kind() == InputKind.OVERRIDE_DISABLE && law.override(event.scopeId());
        final boolean said = decided(law.judge(event, timeNs));
        if (override)
        {
            loosenings.add(new Loosening(decisions.size(), event.scopeId(), null));
        }
        compare(event.kind().name(), said);
    }

    @Override
    public void reload(final ReloadInput reload, final long timeNs, final long wallMs)
    {
        if (world.isFrozen())
        {
            return;
        }
        decided(law.judge(new InputEvent().plain(InputKind.TICK, 0), timeNs));
        decisions.add(new Reload(reload.announces()));
        if (!reload.announces())
        {
            decided(law.reload(reloads.get(reload.config().hash()), timeNs));
            world.counts().hit(FaultPoint.RELOAD);
        }
        compare("a reload", true);
    }

    @Override
    public void lost()
    {
        world.broken("judging an event threw");
    }

    private boolean decided(final List<LawOutput> said)
    {
        for (final LawOutput output : said)
        {
            if (output instanceof LawOutput.Moved moved)
            {
                decisions.add(moved);
                world.counts().transition();
                if (moved.from().isAbove(moved.to()))
                {
                    loosenings.add(new Loosening(decisions.size(), moved.scope(), moved.from()));
                }
            }
            else if (output instanceof LawOutput.Commanded)
            {
                decisions.add(output);
            }
        }
        return !said.isEmpty();
    }

    private void compare(final String what, final boolean said)
    {
        events++;
        final boolean whole = events % WHOLE == 0;
        final String difference = said || whole ? law.difference(machine::scope, whole) : null;
        if (difference != null)
        {
            world.broken("after " + what + " the machine is not as the law says: " + difference);
        }
        final long decided = world.decided();
        if (decided >= 0 && decided != decisions.size())
        {
            world.broken("after " + what + " the engine has made " + decided + " decisions, the law " + decisions.size());
        }
    }

    /** What must have been decided under a number; null where that many decisions there are not. */
    Object decision(final long sequence)
    {
        return sequence < 1 || sequence > decisions.size() ? null : decisions.get((int)sequence - 1);
    }

    int decided()
    {
        return decisions.size();
    }

    /** Those that are not durable yet; the rest is forgotten. */
    List<Loosening> loosenings(final long durable)
    {
        loosenings.removeIf(held -> held.sequence() <= durable);
        return loosenings;
    }

    /** Null before anything was judged. */
    LawBeside law()
    {
        return law;
    }

    /** Of a scope that the machine knows. */
    String path(final int scope)
    {
        return machine.scope(scope).definition().path();
    }

    /** What the start brought back, by path. */
    Map<String, RestoredScope> found()
    {
        return found;
    }

    /** What the next start has to bring back, by path. */
    Map<String, RestoredScope> vitals()
    {
        final Map<String, RestoredScope> vitals = new HashMap<>();
        for (int id = 0; machine != null && id < machine.scopeCount(); id++)
        {
            vitals.put(path(id), vital(id));
        }
        return vitals;
    }

    private RestoredScope vital(final int id)
    {
        final ScopeView view = machine.scope(id);
        return RestoredScope.of(view, view.level(), view.override());
    }
}
