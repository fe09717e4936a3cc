package io.interlock.core.engine;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.port.ScopeVital;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Notices when something of a scope changed that a restart would bring back, and makes a record of it for the journal. It shows what the
 * machine decided; what is not yet durable shows its stricter side in {@code gate.dat}, and recovery takes the most severe of both.
 *
 * <p>Threading: breaker thread only.
 */
final class VitalWatch
{
    private final IntFunction<ScopeView> machine;
    private final List<RestoredScope> known = new ArrayList<>();

    VitalWatch(final IntFunction<ScopeView> machine)
    {
        this.machine = machine;
    }

    /** A launch keeps what a scope is now: a change from that is a change, though it be back to what a new scope is. */
    void kept(final int scopeId)
    {
        makeRoom(scopeId);
        known.set(scopeId, state(machine.apply(scopeId)));
    }

    private static RestoredScope state(final ScopeView view)
    {
        return RestoredScope.of(view, view.level(), view.override());
    }

    private void makeRoom(final int scopeId)
    {
        while (known.size() <= scopeId)
        {
            known.add(RestoredScope.NEW);
        }
    }

    /** The record to be kept, or null where nothing changed since the last. */
    ScopeVital changed(final int scopeId, final long sequence, final long wallMs)
    {
        makeRoom(scopeId);
        final ScopeView view = machine.apply(scopeId);
        final RestoredScope now = state(view);
        if (now.equals(known.get(scopeId)))
        {
            return null;
        }
        known.set(scopeId, now);
        return new ScopeVital(sequence, wallMs, view.definition().path(), now);
    }
}
