package io.interlock.core.machine;

import io.interlock.config.BreakerConfig;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;

/**
 * What a snapshot holds of a machine's scopes: everything that a later decision can hang on. What follows from it (the agenda) is not part
 * of it, nor is what only lags behind time: whoever compares two machines lets both come to the same time first.
 *
 * <p>Threading: stateless; as the machine.
 */
final class MachineImage
{
    /** In place of the code of a transition's levels and cause where there was none. */
    private static final int NONE = 0;

    private MachineImage()
    {
    }

    static void save(final ScopeTree scopes, final StateSink out)
    {
        out.number("scopes", scopes.size());
        for (int id = 1; id < scopes.size(); id++)
        {
            final ScopeState scope = scopes.byId(id);
            out.number("parent", scope.parent.id);
            out.text("path", scope.definition().path());
        }
        for (int id = 0; id < scopes.size(); id++)
        {
            save(scopes.byId(id), out);
        }
    }

    private static void save(final ScopeState scope, final StateSink out)
    {
        out.number("level", scope.level.ordinal());
        out.number("override", scope.override ? 1 : 0);
        out.number("resettable", scope.resettable ? 1 : 0);
        out.number("attended", scope.attended ? 1 : 0);
        out.number("equity_reported", scope.equityReported ? 1 : 0);
        out.number("exchange", scope.exchange.ordinal());
        out.number("network", scope.network.ordinal());
        out.number("streak", scope.streak);
        out.number("alert_run", scope.alertRun);
        out.number("throttle_run", scope.throttleRun);
        out.number("halt_run", scope.haltRun);
        out.number("rate_due_ns", scope.rateDueNs);
        out.number("folding_end_ns", scope.foldingEndNs);
        out.number("standing", scope.standing);
        out.number("healthy_since_ns", scope.healthySinceNs);
        out.number("evidence", scope.evidence);
        out.number("evidence_reached_ns", scope.evidenceReachedNs);
        for (final long breach : scope.breaches)
        {
            out.number("breach", breach);
        }
        final Transition last = scope.last;
        out.number("last_ns", last.timeNs());
        out.number("last_from", last.from() == null ? NONE : last.from().ordinal() + 1);
        out.number("last_to", last.to() == null ? NONE : last.to().ordinal() + 1);
        out.number("last_cause", last.cause() == null ? NONE : last.cause().ordinal() + 1);
        out.number("last_value", last.value());
        out.number("last_threshold", last.threshold());
        scope.results.save(out);
        scope.equities.save(out);
    }

    static void load(final BreakerStateMachine machine, final ScopeTree scopes, final BreakerConfig config, final StateSource in)
    {
        final int size = in.count();
        if (size < 1)
        {
            throw new IllegalArgumentException("a machine without a root scope");
        }
        for (int id = 1; id < size; id++)
        {
            final int parent = in.below(id, "a parent's id");
            final String path = in.text();
            machine.addScope(new ScopeDefinition(id, parent, path, config.scope(path)));
        }
        for (int id = 0; id < size; id++)
        {
            load(scopes.byId(id), in);
        }
    }

    private static void load(final ScopeState scope, final StateSource in)
    {
        scope.level = Level.of(in.below(Level.values().length, "a level"));
        scope.override = flag(in);
        scope.resettable = flag(in);
        scope.attended = flag(in);
        scope.equityReported = flag(in);
        scope.exchange = ExchangeStatus.of(in.below(ExchangeStatus.values().length, "an exchange status"));
        scope.network = NetworkStatus.of(in.below(NetworkStatus.values().length, "a network status"));
        scope.streak = run(in);
        scope.alertRun = run(in);
        scope.throttleRun = run(in);
        scope.haltRun = run(in);
        scope.rateDueNs = in.time("when a rate is due");
        scope.foldingEndNs = in.time("the end of an overload");
        scope.standing = in.number();
        scope.healthySinceNs = in.time("the start of a recovery");
        scope.evidence = run(in);
        scope.evidenceReachedNs = in.time("when evidence was reached");
        wantEvidence(scope);
        for (int i = 0; i < scope.breaches.length; i++)
        {
            scope.breaches[i] = in.number();
        }
        final long atNs = in.number();
        final int from = in.below(Level.values().length + 1, "a level");
        final int to = in.below(Level.values().length + 1, "a level");
        final int cause = in.below(Cause.values().length + 1, "a cause");
        scope.last.set(scope.id, atNs, from == NONE ? null : Level.of(from - 1), to == NONE ? null : Level.of(to - 1))
            .because(cause == NONE ? null : Cause.of(cause - 1), in.number(), in.number());
        scope.results.load(in);
        scope.equities.load(in);
    }

    /** Under another configuration, which wants more evidence or less. */
    private static void wantEvidence(final ScopeState scope)
    {
        final boolean reached = scope.evidence >= scope.config.recovery().rule().evidence();
        if (reached != (scope.evidenceReachedNs != ScopeView.NOT_DUE))
        {
            scope.evidenceReachedNs = reached ? scope.healthySinceNs : ScopeView.NOT_DUE;
        }
    }

    private static boolean flag(final StateSource in)
    {
        return in.below(2, "a flag") == 1;
    }

    private static int run(final StateSource in)
    {
        return in.below(Integer.MAX_VALUE + 1L, "a count in a row");
    }
}
