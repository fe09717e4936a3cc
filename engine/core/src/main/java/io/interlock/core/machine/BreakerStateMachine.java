package io.interlock.core.machine;

import io.interlock.config.BreakerConfig;
import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;

/**
 * The law (SEMANTICS) as a pure state machine: the same inputs at the same times give the same decisions, on every host and however often
 * it is told the time in between. Live engine, {@code simulate} and replay run this one class.
 *
 * <p>Judging allocates nothing but what a window needs to grow to its length, once, and the messages of operators' commands. All its
 * memory is plain heap arrays, so it needs no JVM flag: what other threads read is copied out of it by its effects.
 *
 * <p>Threading: one thread only, live the breaker thread.
 */
public final class BreakerStateMachine
{
    private final Demand demand = new Demand();
    private final LevelKeeper keeper = new LevelKeeper();
    private final ScopeTree scopes = new ScopeTree();
    private final SampleJudge samples = new SampleJudge(keeper);
    private final ResultJudge results = new ResultJudge(keeper);
    private final Clockwork clockwork = new Clockwork(scopes, keeper, samples, results);
    private final SystemJudge system;
    private final CommandJudge commands;
    private final ReloadJudge reloads;
    private ScopeState root;

    /**
     * A machine with a root scope, id 0, at CLOSED.
     *
     * @param config thresholds and policies.
     */
    public BreakerStateMachine(final BreakerConfig config)
    {
        system = new SystemJudge(keeper, samples, config.journal());
        commands = new CommandJudge(keeper, system);
        reloads = new ReloadJudge(scopes, keeper, samples, results, system);
        addScope(new ScopeDefinition(0, -1, "", config.scope("")));
        root = scopes.byId(0);
    }

    /**
     * Adds a scope at CLOSED; its parent must be there.
     *
     * @param definition the next free id.
     * @throws IllegalArgumentException where the id is not the next.
     */
    public void addScope(final ScopeDefinition definition)
    {
        scopes.add(definition);
        clockwork.addScope(definition.id());
    }

    /**
     * Puts a scope back where it was before a restart; to be followed by one RESTART event before anything else. Takes the more severe of
     * what the scope is and what was found, part by part, so that several sources can be brought in one after the other.
     *
     * @param id       a scope that was added.
     * @param restored what was found.
     * @param nowNs    engine time, from which the recovery clock runs.
     */
    public void restore(final int id, final RestoredScope restored, final long nowNs)
    {
        final ScopeState scope = scopes.byId(id);
        scope.level = Level.max(scope.level, restored.level());
        scope.override |= restored.override();
        scope.exchange = ExchangeStatus.of(Math.max(scope.exchange.ordinal(), restored.exchange().ordinal()));
        scope.network = NetworkStatus.of(Math.max(scope.network.ordinal(), restored.network().ordinal()));
        scope.restoreStanding(restored.standing());
        scope.restartClock(nowNs);
    }

    /**
     * Says why a restored scope is at its level: for people, no decision reads it.
     *
     * @param id        the scope.
     * @param cause     of the transition to that level, in a former life.
     * @param value     raw.
     * @param threshold raw.
     * @param atNs      when, in this life's engine time: before its start.
     */
    public void recall(final int id, final Cause cause, final long value, final long threshold, final long atNs)
    {
        final ScopeState scope = scopes.byId(id);
        scope.last.set(id, atNs, Level.CLOSED, scope.level).because(cause, value, threshold);
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
        keeper.effects(effects);
        if (event.kind() == InputKind.STALL)
        {
            // First of all (SEMANTICS 4): a process that stood still recovers for none of the time in which it did.
            everyScope(InputKind.STALL, timeNs);
        }
        clockwork.advanceTo(timeNs);
        demand.clear();
        final ScopeState scope = scopes.byId(event.scopeId());
        switch (event.kind())
        {
            case TICK, ORDER_INTENT ->
            {
                // Time is all it says, and time has passed above.
            }
            case API_LATENCY, SLIPPAGE, EQUITY, LOSS, EXCHANGE, NETWORK, FOLDED_LATENCY, FOLDED_SLIPPAGE, FOLDED_INVALID ->
                sample(scope, event, timeNs);
            case ORDER_SUCCESS, ORDER_FAILURE, FOLDED_RESULTS -> result(scope, event, timeNs);
            case FILL -> fill(scope, event, timeNs);
            case LANE_SUMMARY -> lane(scope, event, timeNs);
            case CRITICAL_ERROR, OVERLOAD, JOURNAL_FAILED, JOURNAL_DAMAGED, RESTARTS, JOURNAL_HEALTHY -> systemEvent(event, timeNs);
            case STALL, RESTART -> everyScope(event.kind(), timeNs);
            default -> command(scope, event, timeNs);
        }
    }

    /**
     * Goes on under another configuration. Levels, overrides, windows, counts in a row, evidence and the recovery clock stay as they are;
     * first everything that fell due up to this time is done under the old one. Then what a scope remembers is judged once by its new
     * thresholds, where they differ: a streak, a failure rate or a drawdown of equity that demands more than its level trips it at once.
     * A reload lowers no level by itself: a recovery that it makes due comes with the time after this one, at the earliest.
     *
     * <p>Readings that are the safer ones. Slow samples in a row stay counted as they were when they came, and count on by the new
     * thresholds; the next slow sample judges them. Evidence stays counted; where more is wanted than there is, it has to come.
     *
     * @param plan    what changes, or that something is going to.
     * @param timeNs  engine time; never below that of the event before.
     * @param effects told of every decision.
     * @throws IllegalArgumentException where a window would change its length; nothing has changed then.
     */
    public void reload(final Reconfiguration plan, final long timeNs, final Effects effects)
    {
        keeper.effects(effects);
        clockwork.advanceTo(timeNs);
        if (plan.announces())
        {
            effects.onReload(false, plan.message(), timeNs);
            return;
        }
        reloads.swap(plan, timeNs);
        effects.onReload(true, plan.message(), timeNs);
        for (int rank = 0; rank < scopes.size(); rank++)
        {
            final ScopeState scope = scopes.byRank(rank);
            if (reloads.reconsider(scope, scope == root, demand, timeNs))
            {
                clockwork.changed(scope, timeNs);
            }
        }
    }

    /**
     * Shows everything that a decision can hang on, and nothing else: a machine that is given it goes on as this one does, and two that
     * have judged the same show the same. Allocates nothing. To be called between two events.
     *
     * @param out told of each scope's path, in order of id, and then of all numbers.
     */
    public void save(final StateSink out)
    {
        MachineImage.save(scopes, out);
        system.save(out);
    }

    /**
     * A machine as another was saved, under any configuration: what the configuration says of scopes is not part of what was saved.
     *
     * @param config thresholds and policies.
     * @param in     what {@link #save(StateSink)} told, from its beginning.
     * @return goes on from there.
     * @throws IllegalArgumentException where that is no saved machine.
     */
    public static BreakerStateMachine load(final BreakerConfig config, final StateSource in)
    {
        final BreakerStateMachine machine = new BreakerStateMachine(config);
        MachineImage.load(machine, machine.scopes, config, in);
        machine.system.load(in);
        machine.clockwork.restored();
        return machine;
    }

    /**
     * What is known of a scope.
     *
     * @param id a scope that was added.
     * @return a live view.
     */
    public ScopeView scope(final int id)
    {
        return scopes.byId(id);
    }

    /**
     * How many scopes there are.
     *
     * @return at least 1.
     */
    public int scopeCount()
    {
        return scopes.size();
    }

    private void sample(final ScopeState scope, final InputEvent event, final long nowNs)
    {
        boolean healthy = false;
        switch (event.kind())
        {
            case API_LATENCY -> healthy = samples.latency(scope, event, demand, nowNs);
            case SLIPPAGE -> healthy = samples.slippage(scope, event, demand, nowNs);
            case EQUITY -> samples.equity(scope, event, demand, nowNs);
            case LOSS -> samples.loss(scope, event, demand, nowNs);
            case EXCHANGE -> samples.exchange(scope, ExchangeStatus.of(event.code()), demand, nowNs);
            case NETWORK -> samples.network(scope, NetworkStatus.of(event.code()), demand, nowNs);
            case FOLDED_LATENCY -> samples.foldedLatency(scope, event, demand, nowNs);
            case FOLDED_SLIPPAGE -> samples.slippagePpb(scope, event.number(), demand, nowNs);
            default -> samples.reject(scope, event, "bad samples came while the ring was full", demand, nowNs);
        }
        keeper.trip(scope, demand, nowNs);
        finish(scope, healthy, nowNs);
    }

    private void result(final ScopeState own, final InputEvent event, final long nowNs)
    {
        final boolean success = event.kind() == InputKind.ORDER_SUCCESS;
        for (ScopeState scope = own; scope != null; scope = scope.parent)
        {
            if (success)
            {
                results.success(scope, nowNs);
                continue;
            }
            demand.clear();
            if (event.kind() == InputKind.ORDER_FAILURE)
            {
                results.failure(scope, demand, nowNs);
            }
            else
            {
                results.failures(scope, (long)event.a(), (long)event.b(), event.number(), demand, nowNs);
            }
            keeper.trip(scope, demand, nowNs);
        }
        finishUpwards(own, success, nowNs);
    }

    /**
     * Each part is judged for itself and the most severe demand makes the transition. It is one evidence sample, healthy only if every part
     * is; what is not healthy here is no evidence for the ancestors either (the safer reading of SEMANTICS 3).
     */
    private void fill(final ScopeState own, final InputEvent event, final long nowNs)
    {
        for (ScopeState scope = own; scope != null; scope = scope.parent)
        {
            results.success(scope, nowNs);
        }
        final boolean latencyHealthy = samples.latency(own, event, demand, nowNs);
        final boolean slippageHealthy = samples.slippage(own, event, demand, nowNs);
        keeper.trip(own, demand, nowNs);
        finishUpwards(own, latencyHealthy && slippageHealthy, nowNs);
    }

    private void lane(final ScopeState own, final InputEvent event, final long nowNs)
    {
        final long successes = (long)event.a();
        for (ScopeState scope = successes > 0 ? own : null; scope != null; scope = scope.parent)
        {
            results.laneSuccesses(scope, successes, nowNs);
            clockwork.windowChanged(scope);
        }
    }

    private void systemEvent(final InputEvent event, final long nowNs)
    {
        switch (event.kind())
        {
            case CRITICAL_ERROR ->
            {
                final Cause cause = CriticalError.of(event.code()).cause();
                keeper.breach(root, demand, cause, Level.SHUTDOWN, Cause.NO_NUMBER, Cause.NO_NUMBER, nowNs);
            }
            case OVERLOAD -> system.overload(root, demand, nowNs);
            case JOURNAL_FAILED -> system.journalFailed(root, demand, nowNs);
            case JOURNAL_DAMAGED -> system.journalDamaged(root, demand, nowNs);
            case JOURNAL_HEALTHY -> system.journalHealthy(root, nowNs);
            default -> system.restarts(root, demand, nowNs);
        }
        keeper.trip(root, demand, nowNs);
        finish(root, false, nowNs);
    }

    private void everyScope(final InputKind kind, final long nowNs)
    {
        for (int rank = 0; rank < scopes.size(); rank++)
        {
            final ScopeState scope = scopes.byRank(rank);
            if (kind == InputKind.RESTART)
            {
                scope.restarted();
            }
            scope.restartClock(nowNs);
            clockwork.changed(scope, nowNs);
        }
    }

    private void command(final ScopeState scope, final InputEvent event, final long nowNs)
    {
        switch (event.kind())
        {
            case OVERRIDE_ENABLE -> commands.override(scope, event, true, nowNs);
            case OVERRIDE_DISABLE -> commands.override(scope, event, false, nowNs);
            case CONFIRM -> commands.confirm(scope, event, nowNs);
            case FORCE_RECOVERY -> commands.forceRecovery(scope, event, nowNs);
            case KILL -> commands.kill(scope, event, demand, nowNs);
            case RESET -> commands.reset(scope, event, nowNs);
            case ACCEPT -> commands.accept(root, event, nowNs);
            default -> throw new IllegalStateException("the law does not know an input of kind " + event.kind());
        }
        finish(event.kind() == InputKind.ACCEPT ? root : scope, false, nowNs);
    }

    /** In order of path, as everything that falls due at one instant: the root first. */
    private void finishUpwards(final ScopeState own, final boolean healthy, final long nowNs)
    {
        for (final ScopeState scope : own.lineage)
        {
            finish(scope, healthy, nowNs);
        }
    }

    /** Counts the evidence, does a recovery that the event made due, and notes what the scope waits for now. */
    private void finish(final ScopeState scope, final boolean healthy, final long nowNs)
    {
        if (healthy)
        {
            scope.addEvidence(nowNs);
        }
        clockwork.changed(scope, nowNs);
    }
}
