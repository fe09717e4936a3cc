package io.interlock.core.machine;

import io.interlock.config.ScopeConfig;

/**
 * Puts another configuration under scopes that go on as they are, and judges once what they remember by it; the readings are in
 * {@link BreakerStateMachine#reload}.
 *
 * <p>Threading: breaker thread only.
 */
final class ReloadJudge
{
    private final ScopeTree scopes;
    private final LevelKeeper keeper;
    private final SampleJudge samples;
    private final ResultJudge results;
    private final SystemJudge system;
    /** By id, within one reload: whether a scope is judged otherwise from now on. */
    private boolean[] changed = {};

    ReloadJudge(
        final ScopeTree scopes, final LevelKeeper keeper, final SampleJudge samples, final ResultJudge results, final SystemJudge system)
    {
        this.scopes = scopes;
        this.keeper = keeper;
        this.samples = samples;
        this.results = results;
        this.system = system;
    }

    /** All scopes, before anything is told of it; what can throw comes before the first of them. */
    void swap(final Reconfiguration plan, final long nowNs)
    {
        final ScopeDefinition[] definitions = new ScopeDefinition[scopes.size()];
        for (int id = 0; id < definitions.length; id++)
        {
            definitions[id] = plan.definition(scopes.byId(id).definition());
            requireSameWindows(scopes.byId(id), definitions[id].config());
        }
        changed = new boolean[definitions.length];
        system.configure(plan.config().journal());
        for (int id = 0; id < definitions.length; id++)
        {
            final ScopeState scope = scopes.byId(id);
            if (!definitions[id].config().equals(scope.config))
            {
                changed[id] = true;
                swap(scope, definitions[id], nowNs);
            }
        }
    }

    private static void requireSameWindows(final ScopeState scope, final ScopeConfig next)
    {
        if (next.failureRate().windowSeconds() != scope.config.failureRate().windowSeconds()
            || next.loss().windowSeconds() != scope.config.loss().windowSeconds())
        {
            throw new IllegalArgumentException(
                "a window of scope \"" + scope.definition().path() + "\" would change its length while it runs");
        }
    }

    private void swap(final ScopeState scope, final ScopeDefinition next, final long nowNs)
    {
        final boolean stood = scope.streakStands();
        scope.defined(next);
        if (stood && !scope.streakStands())
        {
            scope.restartClock(nowNs);
        }
        // Evidence that suffices from now on sufficed from no sooner than this: so no recovery is due in the past or in this very moment.
        scope.evidenceReachedNs = scope.evidence < next.config().recovery().rule().evidence() ? ScopeView.NOT_DUE
            : Math.max(scope.evidenceReachedNs == ScopeView.NOT_DUE ? nowNs : scope.evidenceReachedNs, nowNs + 1);
    }

    /** Judges what a scope remembers; says whether there was anything to judge. */
    boolean reconsider(final ScopeState scope, final boolean root, final Demand demand, final long nowNs)
    {
        if (!changed[scope.id] && !root)
        {
            return false;
        }
        demand.clear();
        if (changed[scope.id])
        {
            results.reconsider(scope, demand, nowNs);
            samples.reconsider(scope, demand, nowNs);
        }
        if (root)
        {
            system.reconsider(scope, demand, nowNs);
        }
        keeper.trip(scope, demand, nowNs);
        return true;
    }
}
