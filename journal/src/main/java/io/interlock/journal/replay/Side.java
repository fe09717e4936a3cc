package io.interlock.journal.replay;

import io.interlock.config.BreakerConfig;
import io.interlock.core.gate.GateLaw;
import io.interlock.core.gate.GateWord;
import io.interlock.core.gate.VirtualGate;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.Effects;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.IntentCode;
import io.interlock.core.machine.Reconfiguration;
import io.interlock.core.machine.RestoredScope;
import io.interlock.core.machine.ScopeDefinition;
import io.interlock.core.machine.Transition;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.journal.input.Snapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One side of a what-if: a machine under one configuration, and what becomes of each scope under it.
 *
 * <p>Threading: one thread.
 */
final class Side implements Effects
{
    private static final long MS = 1_000_000;

    private final Map<String, Timeline> timelines = new TreeMap<>();
    private BreakerConfig config;
    private BreakerStateMachine machine;
    private long timeNs;
    private long wallMs;
    private long refusedCommands;

    Side(final BreakerConfig config)
    {
        this.config = config;
    }

    void config(final BreakerConfig value)
    {
        config = value;
    }

    /** The engine went on under another configuration. */
    void reload(final BreakerConfig value, final String message, final long atNs)
    {
        config = value;
        machine.reload(Reconfiguration.of(value, message, List.of()), atNs, this);
    }

    /** Goes on as the snapshot says. */
    void load(final Snapshot snapshot)
    {
        machine = BreakerStateMachine.load(config, snapshot.state());
        goOn(snapshot);
    }

    /**
     * Goes on where the snapshot is, but at its own levels: windows, streaks and samples in a row start empty. Scopes that this side does
     * not know, and those that were in step, are as the snapshot says.
     */
    void carryOver(final Snapshot snapshot, final Set<String> inStep)
    {
        final BreakerStateMachine own = machine;
        final BreakerStateMachine recorded = BreakerStateMachine.load(config, snapshot.state());
        machine = new BreakerStateMachine(config);
        for (int id = 0; id < recorded.scopeCount(); id++)
        {
            final ScopeDefinition scope = recorded.scope(id).definition();
            if (id > 0)
            {
                machine.addScope(scope);
            }
            final RestoredScope as = RestoredScope.of(recorded.scope(id), recorded.scope(id).level(), recorded.scope(id).override());
            final int known = inStep.contains(scope.path()) ? -1 : find(own, scope.path());
            machine.restore(id, known < 0 ? as : new RestoredScope(
                own.scope(known).level(), own.scope(known).override(), as.exchange(), as.network(), as.standing()), snapshot.timeNs());
        }
        goOn(snapshot);
    }

    /** Paths of the scopes that are at the same level on another side. */
    Set<String> inStep(final Side beside)
    {
        final Set<String> paths = new HashSet<>();
        for (int id = 0; id < machine.scopeCount(); id++)
        {
            final int same = find(beside.machine, machine.scope(id).definition().path());
            if (same >= 0 && machine.scope(id).level() == beside.machine.scope(same).level()
                && machine.scope(id).override() == beside.machine.scope(same).override())
            {
                paths.add(machine.scope(id).definition().path());
            }
        }
        return paths;
    }

    private static int find(final BreakerStateMachine in, final String path)
    {
        for (int id = 0; id < in.scopeCount(); id++)
        {
            if (in.scope(id).definition().path().equals(path))
            {
                return id;
            }
        }
        return -1;
    }

    private void goOn(final Snapshot snapshot)
    {
        timeNs = snapshot.timeNs();
        wallMs = snapshot.wallMs();
        for (int id = 0; id < machine.scopeCount(); id++)
        {
            timeline(id).goOn(machine.scope(id).level(), timeNs, wallMs);
        }
    }

    /** Nothing is known from here on. */
    void stop()
    {
        timelines.values().forEach(timeline -> timeline.stop(timeNs));
    }

    void scope(final int id, final int parentId, final String path)
    {
        machine.addScope(new ScopeDefinition(id, parentId, path, config.scope(path)));
        timeline(id).goOn(Level.CLOSED, timeNs, wallMs);
    }

    void apply(final InputEvent event, final long atNs, final long atMs)
    {
        timeNs = atNs;
        wallMs = atMs;
        machine.apply(event, atNs, this);
    }

    /** What this side's gate says to a recorded question. */
    Reason judge(final InputEvent intent, final long guard)
    {
        final long word = VirtualGate.word(machine, intent.scopeId());
        return IntentCode.stated(intent.code()) ? GateLaw.judge(word, guard, IntentCode.intent(intent.code()), intent.a())
            : GateLaw.judge(word, guard, IntentCode.intent(intent.code()));
    }

    double sizeFactor(final int scopeId, final Reason reason)
    {
        return reason == Reason.ALLOWED_REDUCED ? GateWord.sizeFactor(VirtualGate.word(machine, scopeId)) : reason.allowed() ? 1.0 : 0.0;
    }

    /** Whether successes and healthy samples of a scope matter to this machine: to the scope or to one above it. */
    boolean attends(final int scopeId)
    {
        int id = scopeId;
        while (id >= 0)
        {
            if (machine.scope(id).wantsAttention())
            {
                return true;
            }
            id = machine.scope(id).definition().parentId();
        }
        return false;
    }

    BreakerStateMachine machine()
    {
        return machine;
    }

    Map<String, Timeline> timelines()
    {
        return timelines;
    }

    long refusedCommands()
    {
        return refusedCommands;
    }

    private Timeline timeline(final int id)
    {
        return timelines.computeIfAbsent(machine.scope(id).definition().path(), path -> new Timeline());
    }

    @Override
    public void onTransition(final Transition transition)
    {
        final long atMs = wallMs - (timeNs - transition.timeNs()) / MS;
        timeline(transition.scopeId()).change(new Timeline.Change(atMs, transition.from(), transition.to(), transition.cause(),
            transition.value(), transition.threshold()), transition.timeNs());
    }

    @Override
    public void onCommand(final int scopeId, final InputEvent event, final boolean accepted, final String message, final long atNs)
    {
        refusedCommands += accepted ? 0 : 1;
    }

    @Override
    public void onBreach(
        final int scopeId, final Cause cause, final Level demand, final long value, final long threshold, final long atNs)
    {
        // The transition tells what it changed.
    }

    @Override
    public void onRejected(final int scopeId, final InputEvent event, final String why, final long atNs)
    {
        // The same on both sides.
    }

    @Override
    public void onOverride(final int scopeId, final boolean on, final long atNs)
    {
        // The same on both sides.
    }
}
