package io.interlock.core.engine;

import io.interlock.core.gate.GateWord;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.model.Level;
import io.interlock.core.port.EngineClock;

/**
 * An engine without any thread: whoever holds it does the work of each by turns and moves the clock. For simulations.
 *
 * <p>Threading: one thread.
 */
public final class TurnsEngine
{
    private final BreakerEngine engine;

    private TurnsEngine(final BreakerEngine engine)
    {
        this.engine = engine;
    }

    /**
     * Launches one.
     *
     * @param context    without clock and threads.
     * @param clock      that is moved from outside.
     * @param auditSlots of the audit ring, a power of two.
     * @return running, as far as somebody does its work.
     */
    public static TurnsEngine launch(final EngineContext context, final EngineClock clock, final int auditSlots)
    {
        return new TurnsEngine(BreakerEngine.launch(context.clock(clock).invoked(true).threadFactory(new ByTurns(auditSlots))));
    }

    /**
     * The engine.
     *
     * @return for scopes, the desk and the end.
     */
    public BreakerEngine engine()
    {
        return engine;
    }

    /**
     * What happens while somebody waits for the breaker: at least its own work, now and then.
     *
     * @param work in place of the breaker's work.
     */
    public void whileWaiting(final Runnable work)
    {
        engine.parts().pump(work);
    }

    /** A round of the breaker. */
    public void breaker()
    {
        engine.breaker().doWork();
    }

    /** A round of the watchdog. */
    public void watchdog()
    {
        engine.watchdog().doWork();
    }

    /** What the journal's thread does. */
    public void journal()
    {
        engine.dispatch().journalTurn();
    }

    /** What the dispatch thread does. */
    public void dispatch()
    {
        engine.dispatch().dispatchTurn();
    }

    /**
     * One record for a listener.
     *
     * @param listener counted from 0; those of transitions first.
     * @return whether there was one, and no call ran.
     */
    public boolean listener(final int listener)
    {
        return engine.dispatch().listenerTurn(listener);
    }

    /**
     * How many listeners there are.
     *
     * @return the notification sink counts twice.
     */
    public int listeners()
    {
        return engine.dispatch().listeners();
    }

    /**
     * The next step of what was asked of the market.
     *
     * @return whether there was one.
     */
    public boolean action()
    {
        return engine.dispatch().actionTurn();
    }

    /** What the dead man's switch is told each second. */
    public void pulse()
    {
        engine.dispatch().pulseTurn();
    }

    /** The process has died: its directory is free, and nobody does its work any more. */
    public void died()
    {
        if (engine.directory() != null)
        {
            engine.directory().close();
        }
    }

    /**
     * How the machine is.
     *
     * @param id of a scope that it knows.
     * @return a live view.
     */
    public ScopeView view(final int id)
    {
        return engine.breaker().machine().scope(id);
    }

    /**
     * How many scopes the machine knows.
     *
     * @return at least 1.
     */
    public int scopes()
    {
        return engine.breaker().machine().scopeCount();
    }

    /**
     * The level that a gate word shows as the scope's own.
     *
     * @param id of the scope.
     * @return never null.
     */
    public Level shown(final int id)
    {
        return GateWord.own(engine.parts().words().gate(id));
    }

    /**
     * The level that a gate word shows for the scope and what is above it.
     *
     * @param id of the scope.
     * @return never null.
     */
    public Level effective(final int id)
    {
        return GateWord.effective(engine.parts().words().gate(id));
    }

    /**
     * Whether a gate word shows the scope's own override.
     *
     * @param id of the scope.
     * @return its ancestors' do not count.
     */
    public boolean overrideShown(final int id)
    {
        return GateWord.ownOverride(engine.parts().words().gate(id));
    }

    /**
     * A scope's own guard word.
     *
     * @param id of the scope.
     * @return bits of {@link io.interlock.core.gate.GuardWord}.
     */
    public long guard(final int id)
    {
        return engine.parts().words().ownGuard(id);
    }

    /**
     * How far the journal says that it is durable.
     *
     * @return sequence of a decision.
     */
    public long durable()
    {
        return engine.parts().journal().durable();
    }

    /**
     * Sequence of the last decision.
     *
     * @return 0 before the first.
     */
    public long decided()
    {
        return engine.parts().journal().decided();
    }

    /**
     * Whether the journal counts as failed.
     *
     * @return until an operator accepts.
     */
    public boolean journalFailed()
    {
        return engine.parts().journal().failed();
    }

    /**
     * Reports that were judged, as events, from lanes or folded.
     *
     * @return all together.
     */
    public long judged()
    {
        final Tally tally = engine.parts().tally();
        return tally.reports() + tally.lanes() + tally.folded();
    }

    /**
     * Reports that were judged as something else than events.
     *
     * @return from lanes, and folded.
     */
    public long[] counted()
    {
        return new long[] {engine.parts().tally().lanes(), engine.parts().tally().folded()};
    }

    /**
     * How often an event of a kind was judged.
     *
     * @param kind which.
     * @return with what lanes gathered.
     */
    public long judged(final InputKind kind)
    {
        return engine.parts().tally().count(kind);
    }

    /**
     * How often judging threw.
     *
     * @return 0 if all is well.
     */
    public long faults()
    {
        return engine.parts().tally().faults();
    }

    /**
     * Whether nothing waits in the input ring.
     *
     * @return nor is folded.
     */
    public boolean idle()
    {
        return engine.parts().ring().consumed() == engine.parts().ring().cursor();
    }

    /**
     * What waits in the audit ring.
     *
     * @return taken by all consumers: 0.
     */
    public long auditDepth()
    {
        return engine.parts().audit().depth();
    }

    /**
     * Whether the audit ring has no room.
     *
     * @return true: what is decided waits.
     */
    public boolean auditFull()
    {
        return engine.parts().audit().depth() >= engine.parts().audit().capacity();
    }
}
