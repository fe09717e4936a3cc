package io.interlock.core.machine;

import io.interlock.config.BreakerConfig;

/** The law of SEMANTICS as code. */
public final class BreakerStateMachine
{
    /**
     * A machine with a root scope, id 0, at CLOSED.
     *
     * @param config thresholds and policies.
     */
    public BreakerStateMachine(final BreakerConfig config)
    {
    }

    /**
     * Adds a scope at CLOSED; its parent must be there.
     *
     * @param definition the next free id.
     */
    public void addScope(final ScopeDefinition definition)
    {
    }

    /**
     * Puts a scope back where it was before a restart; to be followed by one RESTART event before anything else.
     *
     * @param id       a scope that was added.
     * @param restored what was found.
     * @param nowNs    engine time.
     */
    public void restore(final int id, final RestoredScope restored, final long nowNs)
    {
    }

    /**
     * Judges one input: first everything that fell due up to its time, in order of time, then the event itself, then a recovery that it
     * made due (SEMANTICS 3).
     *
     * @param event   what happened.
     * @param timeNs  engine time; never below that of the event before.
     * @param effects told of every decision.
     */
    public void apply(final InputEvent event, final long timeNs, final Effects effects)
    {
    }

    /**
     * What is known of a scope.
     *
     * @param id a scope that was added.
     * @return a live view.
     */
    public ScopeView scope(final int id)
    {
        return null;
    }

    /**
     * How many scopes there are.
     *
     * @return at least 1.
     */
    public int scopeCount()
    {
        return 0;
    }
}
