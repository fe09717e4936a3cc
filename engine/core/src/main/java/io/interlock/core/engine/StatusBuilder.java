package io.interlock.core.engine;

import io.interlock.config.ScopeConfig;
import io.interlock.core.gate.GateWord;
import io.interlock.core.gate.GateWords;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.report.InputRing;
import io.interlock.core.status.CauseStatus;
import io.interlock.core.status.CounterStatus;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.EngineVitals;
import io.interlock.core.status.ExplainText;
import io.interlock.core.status.MetricsStatus;
import io.interlock.core.status.RecoveryStatus;
import io.interlock.core.status.SampleStatus;
import io.interlock.core.status.ScopeLook;
import io.interlock.core.status.ScopeStatus;
import io.interlock.core.status.Situation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes status snapshots: on the breaker thread from the machine, or on any thread from the gate words alone.
 *
 * <p>Threading: {@link #build(BreakerAgent)} breaker thread only; {@link #fromWords(EngineParts)} any.
 */
final class StatusBuilder
{
    private static final long MS = 1_000_000L;
    private final BreakerAgent breaker;
    private final EngineParts parts;

    private StatusBuilder(final BreakerAgent breaker)
    {
        this.breaker = breaker;
        this.parts = breaker.parts();
    }

    static EngineStatus build(final BreakerAgent breaker)
    {
        return new StatusBuilder(breaker).engine();
    }

    private EngineStatus engine()
    {
        Level state = Level.CLOSED;
        final List<ScopeStatus> scopes = new ArrayList<>();
        for (int id = 0; id < breaker.machine().scopeCount(); id++)
        {
            final ScopeStatus scope = scope(id);
            scopes.add(scope);
            state = Level.max(state, scope.effective());
        }
        final Tally tally = parts.tally();
        final CounterStatus counters = new CounterStatus(
            new CounterStatus.Reports(tally.reports(), tally.folded(), tally.lanes()), tally.byKind(), tally.lanesByKind(),
            breaker.transitions(), tally.rejected(), tally.faults(), parts.audit().lost());
        breaker.lanes().harvestAll();
        final MetricsStatus metrics = breaker.latencies().snapshot(breaker.timeNs());
        return new EngineStatus(state, false, breaker.wallMs(), parts.bootId(), scopes, metrics, counters, parts.journal().head());
    }

    private ScopeStatus scope(final int id)
    {
        final ScopeView view = breaker.machine().scope(id);
        final ScopeStatus.Levels levels = levels(parts.words(), id);
        final Cause cause = view.lastCause();
        final ScopeStatus.LastTransition last = cause == null ? ScopeStatus.LastTransition.NONE : new ScopeStatus.LastTransition(
            cause, cause.forPeople(view.lastValue()), cause.forPeople(view.lastThreshold()), wall(view.lastTransitionNs()));
        final SampleStatus samples = new SampleStatus(
            view.streak(), view.windowOrders(), view.windowFailures(), new SampleStatus.Prices(
                view.highEquity(), view.lastEquity(), parts.tally().worstSlippage(id, breaker.timeNs()),
                parts.tally().worstLatency(id, breaker.timeNs()), parts.tally().recent(id, breaker.timeNs())),
            view.exchange(), view.network(),
            parts.tally().lastMs(id, breaker.timeNs(), breaker.wallMs()));
        return new ScopeStatus(view.definition().path(), levels, last, recovery(view, levels.own()), samples, causes(view));
    }

    /** What a scope's loosening is asked for in, and approved in. Breaker thread only. */
    static Situation situation(final BreakerAgent breaker, final int id)
    {
        final ScopeView view = breaker.machine().scope(id);
        final ScopeStatus.Levels levels = levels(breaker.parts().words(), id);
        final Map<Cause, Long> breaches = new EnumMap<>(Cause.class);
        final Set<Cause> inPlay = EnumSet.noneOf(Cause.class);
        for (final Cause cause : Cause.tripping())
        {
            final long times = view.breaches(cause);
            if (times > 0)
            {
                breaches.put(cause, times);
            }
            if (view.stands(cause) || times > 0 && view.lastBreachNs(cause) >= view.lastTransitionNs())
            {
                inPlay.add(cause);
            }
        }
        return new Situation(
            Level.max(view.level(), levels.own()), levels.effective(), view.lastCause(), view.lastTransitionNs(), breaches, inPlay);
    }

    /** Asks the breaker thread for one scope alone, which costs it little. */
    static Request<ScopeLook> look(final int id)
    {
        return new Request<>()
        {
            @Override
            void execute(final BreakerAgent agent)
            {
                complete(new ScopeLook(new StatusBuilder(agent).scope(id), situation(agent, id)));
            }
        };
    }

    private RecoveryStatus recovery(final ScopeView view, final Level shown)
    {
        final long now = breaker.timeNs();
        final long end = view.cooldownEndNs();
        final long remaining = end == ScopeView.NOT_DUE ? -1 : Math.max(0, end - now);
        final ScopeConfig config = view.definition().config();
        return new RecoveryStatus(
            view.awaitingConfirmation(now), view.waitingForEvidence(now), view.evidence(), config.recovery().rule().evidence(), remaining,
            view.resettable(), shown.isAbove(view.level()) ? waiting(view) : ExplainText.hint(view, now));
    }

    /** The machine has loosened it, and its gate does not show that before the journal has it (DESIGN, invariant 3). */
    private String waiting(final ScopeView view)
    {
        return "it is at " + view.level() + " once the journal has that durably" + (parts.journal().failed()
            ? ", and the journal has failed: an operator's accept of JOURNAL" : "");
    }

    private List<CauseStatus> causes(final ScopeView view)
    {
        final List<CauseStatus> causes = new ArrayList<>();
        for (final Cause cause : Cause.tripping())
        {
            if (view.breaches(cause) > 0 || view.stands(cause))
            {
                causes.add(new CauseStatus(cause, view.breaches(cause), wall(view.lastBreachNs(cause)), view.stands(cause)));
            }
        }
        return causes;
    }

    private long wall(final long timeNs)
    {
        return timeNs == ScopeView.NEVER ? 0 : breaker.wallMs() - (breaker.timeNs() - timeNs) / MS;
    }

    private static ScopeStatus.Levels levels(final GateWords words, final int id)
    {
        final long guard = words.guard(id);
        final long word = words.gate(id);
        final boolean killed = (guard & GuardWord.KILLED) != 0;
        return new ScopeStatus.Levels(
            GateWord.own(word), killed ? Level.SHUTDOWN : GateWord.effective(word), GateWord.ownOverride(word), GateWord.override(word),
            GateWord.aggressive(word), GuardWord.describe(guard));
    }

    /** What any thread can see of the engine's own parts. */
    static EngineVitals vitals(final EngineParts parts)
    {
        final long guard = parts.words().guard(0);
        final long ageNs = Math.max(0, parts.clock().nanoTime() - parts.words().heartbeatNs());
        final InputRing ring = parts.ring();
        final JournalState journal = parts.journal();
        return new EngineVitals(
            (guard & GuardWord.ANY_STALE) != 0 || ageNs > parts.staleLimitNs(), GuardWord.describe(guard), ageNs,
            new EngineVitals.Ring(Math.max(0, ring.cursor() - ring.consumed()), parts.config().engine().ringSize()),
            new EngineVitals.Ring(parts.audit().depth(), parts.audit().capacity()), parts.lanes().all().size(),
            new EngineVitals.Journal(journal.present(), journal.failed(), journal.lag()));
    }

    /** Asks the breaker thread for its copy. */
    static Request<EngineStatus> request()
    {
        return new Request<>()
        {
            @Override
            void execute(final BreakerAgent agent)
            {
                complete(build(agent));
            }
        };
    }

    /** What the gate words say when the breaker thread does not answer. */
    static EngineStatus fromWords(final EngineParts parts)
    {
        Level state = Level.CLOSED;
        final List<ScopeStatus> scopes = new ArrayList<>();
        for (final Scope scope : parts.registry().all())
        {
            final ScopeStatus.Levels levels = levels(parts.words(), scope.id());
            state = Level.max(state, levels.effective());
            final Cause cause = GateWord.cause(parts.words().gate(scope.id()));
            scopes.add(new ScopeStatus(
                scope.path(), levels, new ScopeStatus.LastTransition(cause, Double.NaN, Double.NaN, 0),
                new RecoveryStatus(false, false, 0, 0, -1, false, "the breaker thread does not answer: OPEN is refused until it does"),
                new SampleStatus(0, 0, 0, SampleStatus.Prices.NONE, ExchangeStatus.UP, NetworkStatus.CONNECTED, Map.of()), List.of()));
        }
        return new EngineStatus(
            state, true, parts.clock().wallMs(), parts.bootId(), scopes, MetricsStatus.NONE, CounterStatus.NONE, parts.journal().head());
    }
}
