package io.interlock.core.machine;

import io.interlock.core.model.Cause;
import java.util.Arrays;

/**
 * Lets time pass: visits, in order of time, each instant at which something can fall due, and there first moves the windows of every scope
 * and ends what ends by itself, then does the recoveries (SEMANTICS 3). How often it is called changes nothing.
 *
 * <p>Threading: breaker thread only.
 */
final class Clockwork
{
    private final Agenda agenda = new Agenda();
    private final Demand demand = new Demand();
    private final ScopeTree scopes;
    private final LevelKeeper keeper;
    private final SampleJudge samples;
    private final ResultJudge results;
    private int[] dueRanks = new int[16];

    Clockwork(final ScopeTree scopes, final LevelKeeper keeper, final SampleJudge samples, final ResultJudge results)
    {
        this.scopes = scopes;
        this.keeper = keeper;
        this.samples = samples;
        this.results = results;
    }

    void addScope(final int id)
    {
        agenda.addScope(id);
        if (scopes.size() > dueRanks.length)
        {
            dueRanks = new int[dueRanks.length * 2];
        }
    }

    /** Does everything that falls due up to and at this time. */
    void advanceTo(final long nowNs)
    {
        while (agenda.nextNs() <= nowNs)
        {
            visit(agenda.nextNs());
        }
    }

    /** A scope has changed: a recovery may be due by it, and what it waits for may come sooner now. */
    void changed(final ScopeState scope, final long nowNs)
    {
        long recoveryNs = scope.recoveryDueNs();
        if (recoveryNs <= nowNs)
        {
            keeper.recover(scope, recoveryNs);
            recoveryNs = scope.recoveryDueNs();
        }
        agenda.noLaterThan(scope.id, Math.min(Math.min(scope.windowDueNs(), scope.foldingEndNs()), recoveryNs));
        attend(scope);
    }

    /** Scopes are as another machine's were: what each waits for is asked anew. */
    void restored()
    {
        for (int rank = 0; rank < scopes.size(); rank++)
        {
            final ScopeState scope = scopes.byRank(rank);
            agenda.set(scope.id, dueNs(scope));
        }
    }

    /** A window of a scope has changed, and nothing that a recovery or attention hangs on. */
    void windowChanged(final ScopeState scope)
    {
        agenda.noLaterThan(scope.id, scope.windowDueNs());
    }

    private void attend(final ScopeState scope)
    {
        final boolean wants = scope.wantsAttention();
        if (wants != scope.attended)
        {
            scope.attended = wants;
            keeper.effects().onAttention(scope.id, wants);
        }
    }

    private void visit(final long instantNs)
    {
        int due = 0;
        while (agenda.nextNs() <= instantNs)
        {
            final int id = agenda.nextScope();
            dueRanks[due++] = scopes.rank(id);
            agenda.set(id, ScopeView.NOT_DUE);
        }
        Arrays.sort(dueRanks, 0, due);
        for (int i = 0; i < due; i++)
        {
            moveWindows(scopes.byRank(dueRanks[i]), instantNs);
        }
        for (int i = 0; i < due; i++)
        {
            final ScopeState scope = scopes.byRank(dueRanks[i]);
            final long recoveryNs = scope.recoveryDueNs();
            if (recoveryNs <= instantNs)
            {
                keeper.recover(scope, recoveryNs);
            }
            agenda.set(scope.id, dueNs(scope));
            attend(scope);
        }
    }

    private void moveWindows(final ScopeState scope, final long instantNs)
    {
        demand.clear();
        if (scope.foldingEndNs() <= instantNs)
        {
            keeper.end(scope, Cause.OVERLOAD, instantNs);
        }
        if (scope.windowDueNs() <= instantNs)
        {
            results.windowMoved(scope, demand, instantNs);
            samples.equityWindowMoved(scope, instantNs);
            keeper.trip(scope, demand, instantNs);
        }
    }

    private static long dueNs(final ScopeState scope)
    {
        return Math.min(Math.min(scope.windowDueNs(), scope.foldingEndNs()), scope.recoveryDueNs());
    }
}
