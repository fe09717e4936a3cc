package io.interlock.core.machine.twin;

import io.interlock.config.BreakerConfig;
import io.interlock.config.JournalConfig;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The law of SEMANTICS 2 to 4 as slowly and as plainly as it reads, to hold the machine against. It shares nothing with the machine but
 * the words of the model package. Where the law leaves a choice, these readings are taken:
 *
 * <ul>
 * <li>All scopes share one clock. At one instant: the second starts in every scope in order of path; due recoveries in order of path; the
 * event, in its own scope and then in each ancestor; recoveries that the event made due, in order of path.
 * <li>A {@code STALL} comes <i>first</i>, as section 4 says: a recovery that fell due after the event before it does not happen. The
 * process stood still in that time, and not to recover is the safer reading. Seconds do start in that time.
 * <li>A fill whose latency and price are both bad is two rejected samples, each a breach of the same cause.
 * <li>At the start of a second a rate or loss that goes on is no new breach; one that begins there, or demands more than the level, is.
 * <li>The success in a fill with a bad or breaching part still ends the streak and still is a result, here and above; it is evidence
 * nowhere.
 * <li>{@code confirm} asks for a cooldown that is over at its own time; recoveries due at that time come before it.
 * <li>A kill, a critical error or a streak that comes in SHUTDOWN after the restart does not take back that {@code reset} is possible: it
 * makes no transition, and the process has started again since SHUTDOWN was reached.
 * <li>{@code force_recovery} on a scope that a cause without a report (JOURNAL and its like) keeps above CLOSED goes to that cause's level.
 * <li>{@code OVERLOAD} ends exactly one second after the last folding, before a recovery that is due at that instant; a restart ends it.
 * A lesser demand in a run that has reached THROTTLE cannot be: the run is as long as it is.
 * </ul>
 *
 * <p>Threading: one test thread.
 */
public final class LawModel
{
    private static final long SECOND_NS = 1_000_000_000L;

    final List<LawOutput> said = new ArrayList<>();
    final List<LawScope> scopes = new ArrayList<>();
    final List<LawScope> byPath = new ArrayList<>();
    BreakerConfig config;
    Level journalDemand;
    private long nowNs = Long.MIN_VALUE;
    private long second;
    private long overloadSinceNs;
    private long overloadEndNs = LawScope.NOT_DUE;

    /**
     * A model of all scopes at CLOSED.
     *
     * @param config thresholds and policies.
     * @param paths  by index; the root first, parents before their children.
     */
    public LawModel(final BreakerConfig config, final List<String> paths)
    {
        this.config = config;
        paths.forEach(this::add);
        journalDemand = config.journal().onFailure() == JournalConfig.OnFailure.HALT ? Level.HALT : Level.THROTTLE;
    }

    /**
     * Adds a scope at CLOSED, with empty windows, at the time of the last event.
     *
     * @param path after its parent's.
     */
    public void add(final String path)
    {
        final int slash = path.lastIndexOf('/');
        final String above = slash < 0 ? "" : path.substring(0, slash);
        LawScope parent = null;
        for (final LawScope scope : scopes)
        {
            parent = scope.path.equals(above) ? scope : parent;
        }
        final LawScope added = new LawScope(scopes.size(), path, parent, config.scope(path), said);
        scopes.add(added);
        byPath.add(added);
        byPath.sort(Comparator.comparing((scope) -> scope.path));
        if (nowNs != Long.MIN_VALUE)
        {
            added.secondStarts(second, nowNs);
        }
    }

    /**
     * Judges one event.
     *
     * @param event not earlier than the one before.
     * @return what was said to it and to the time before it, in order.
     */
    public List<LawOutput> apply(final LawEvent event)
    {
        said.clear();
        if (nowNs == Long.MIN_VALUE)
        {
            nowNs = event.timeNs(); // the first event's time is the start
            startSecond();
        }
        advance(event.timeNs(), event.kind() != InputKind.STALL);
        judge(event, scopes.get(event.scope()));
        recoverWhatIsDue();
        return List.copyOf(said);
    }

    LawScope scope(final int id)
    {
        return scopes.get(id);
    }

    int scopeCount()
    {
        return scopes.size();
    }

    long nowNs()
    {
        return nowNs;
    }

    // ---- time ----

    void advance(final long untilNs, final boolean recoveries)
    {
        while (true)
        {
            final long secondNs = anyWindowMatters() ? (second + 1) * SECOND_NS : Long.MAX_VALUE;
            final long dueNs = recoveries ? firstDueNs() : Long.MAX_VALUE;
            final long nextNs = Math.min(Math.min(secondNs, dueNs), overloadEndNs);
            if (nextNs > untilNs)
            {
                break;
            }
            nowNs = nextNs;
            if (nextNs == secondNs)
            {
                startSecond();
            }
            endOverload();
            if (recoveries)
            {
                recoverWhatIsDue();
            }
        }
        nowNs = untilNs;
        if (second != Math.floorDiv(nowNs, SECOND_NS))
        {
            startSecond(); // nothing was in any window in the seconds between
        }
    }

    private boolean anyWindowMatters()
    {
        for (final LawScope scope : scopes)
        {
            if (scope.window.matters())
            {
                return true;
            }
        }
        return false;
    }

    private long firstDueNs()
    {
        long first = LawScope.NOT_DUE;
        for (final LawScope scope : scopes)
        {
            first = Math.min(first, scope.dueNs());
        }
        return first;
    }

    private void startSecond()
    {
        second = Math.floorDiv(nowNs, SECOND_NS);
        for (final LawScope scope : byPath)
        {
            scope.secondStarts(second, nowNs);
        }
    }

    private void recoverWhatIsDue()
    {
        for (final LawScope scope : byPath)
        {
            if (scope.dueNs() <= nowNs)
            {
                scope.recover(nowNs, Cause.RECOVERY);
            }
        }
    }

    // ---- events ----

    private void judge(final LawEvent event, final LawScope scope)
    {
        switch (event.kind())
        {
            case TICK, ORDER_INTENT ->
            {
                // time alone: it has passed already
            }
            case API_LATENCY, SLIPPAGE, FILL -> sample(event, scope);
            case ORDER_SUCCESS -> success(scope, true);
            case ORDER_FAILURE -> failure(scope);
            case EQUITY -> equity(event, scope);
            case LOSS -> loss(event, scope);
            case EXCHANGE -> scope.exchange((ExchangeStatus)event.word(), nowNs);
            case NETWORK -> scope.network((NetworkStatus)event.word(), nowNs);
            case CRITICAL_ERROR -> shutDown(scopes.get(0), ((CriticalError)event.word()).cause());
            case STALL -> scopes.forEach((each) -> each.clockStartsAnew(nowNs));
            case RESTART ->
            {
                overloadEndNs = LawScope.NOT_DUE;
                scopes.forEach((each) -> each.restart(nowNs));
            }
            case JOURNAL_HEALTHY -> accept(Cause.JOURNAL);
            case JOURNAL_FAILED -> latch(Cause.JOURNAL, journalDemand);
            case JOURNAL_DAMAGED -> latch(Cause.JOURNAL_DAMAGE, Level.HALT);
            case RESTARTS -> latch(Cause.RESTARTS, Level.HALT);
            case OVERLOAD -> overload();
            case LANE_SUMMARY, FOLDED_LATENCY, FOLDED_SLIPPAGE, FOLDED_RESULTS, FOLDED_INVALID ->
                LawCounted.judge(event, scope, nowNs, said);
            default -> command(event, scope);
        }
    }

    private void sample(final LawEvent event, final LawScope scope)
    {
        final List<LawDemand> demands = new ArrayList<>();
        boolean healthy = true;
        if (event.kind() != InputKind.SLIPPAGE)
        {
            rejectIf(event.number() < 0, event);
            healthy &= scope.latency(event.number(), demands) == LawScope.Health.HEALTHY;
        }
        if (event.kind() != InputKind.API_LATENCY)
        {
            final int adverse = event.word() == Side.BUY ? 1 : event.word() == Side.SELL ? -1 : 0;
            rejectIf(!LawScope.positive(event.a()) || !LawScope.positive(event.b()), event);
            healthy &= scope.slippage(adverse, event.a(), event.b(), demands) == LawScope.Health.HEALTHY;
        }
        if (event.kind() == InputKind.FILL)
        {
            scope.success(nowNs);
        }
        scope.breach(nowNs, demands);
        if (healthy)
        {
            scope.evidence(nowNs);
        }
        if (event.kind() == InputKind.FILL && scope.parent != null)
        {
            success(scope.parent, healthy);
        }
    }

    private void success(final LawScope scope, final boolean healthy)
    {
        for (LawScope at = scope; at != null; at = at.parent)
        {
            at.success(nowNs);
            if (healthy)
            {
                at.evidence(nowNs);
            }
        }
    }

    private void failure(final LawScope scope)
    {
        for (LawScope at = scope; at != null; at = at.parent)
        {
            at.failures(nowNs, 0, 1, 1);
        }
    }

    private void equity(final LawEvent event, final LawScope scope)
    {
        if (rejectIf(!LawScope.positive(event.a()), event))
        {
            scope.breach(nowNs, List.of(LawDemand.plain(Cause.INVALID_SAMPLE, Level.ALERT)));
        }
        else
        {
            scope.equity(event.a(), nowNs);
        }
    }

    private void loss(final LawEvent event, final LawScope scope)
    {
        final boolean inRange = event.a() >= 0.0 && event.a() <= 1.0; // false for NaN
        if (rejectIf(!inRange, event))
        {
            scope.breach(nowNs, List.of(LawDemand.plain(Cause.INVALID_SAMPLE, Level.ALERT)));
        }
        else
        {
            scope.loss(event.a(), nowNs);
        }
    }

    private boolean rejectIf(final boolean bad, final LawEvent event)
    {
        if (bad)
        {
            said.add(new LawOutput.Rejected(nowNs, event.scope(), event.kind()));
        }
        return bad;
    }

    private void shutDown(final LawScope scope, final Cause cause)
    {
        scope.breach(nowNs, List.of(LawDemand.plain(cause, Level.SHUTDOWN)));
    }

    /** These act on the root, whatever scope they name. */
    private void latch(final Cause cause, final Level demand)
    {
        scopes.get(0).latched.put(cause, demand);
        scopes.get(0).breach(nowNs, List.of(LawDemand.plain(cause, demand)));
    }

    /** ALERT; folding that goes on for more than a second, never a whole second without any, THROTTLE. */
    private void overload()
    {
        if (!scopes.get(0).latched.containsKey(Cause.OVERLOAD))
        {
            overloadSinceNs = nowNs;
        }
        overloadEndNs = nowNs + SECOND_NS;
        latch(Cause.OVERLOAD, nowNs - overloadSinceNs > SECOND_NS ? Level.THROTTLE : Level.ALERT);
    }

    private void endOverload()
    {
        if (overloadEndNs <= nowNs)
        {
            overloadEndNs = LawScope.NOT_DUE;
            accept(Cause.OVERLOAD);
        }
    }

    private void command(final LawEvent event, final LawScope scope)
    {
        boolean accepted = true;
        switch (event.kind())
        {
            case OVERRIDE_ENABLE -> scope.override = true;
            case OVERRIDE_DISABLE -> scope.override = false;
            case KILL -> shutDown(scope, Cause.OPERATOR_KILL);
            case CONFIRM ->
            {
                accepted = scope.confirmable(nowNs);
                if (accepted)
                {
                    scope.recover(nowNs, Cause.CONFIRM);
                }
            }
            case FORCE_RECOVERY ->
            {
                accepted = scope.level != Level.SHUTDOWN;
                if (accepted)
                {
                    scope.clear(nowNs, Cause.FORCE_RECOVERY);
                }
            }
            case RESET ->
            {
                accepted = scope.level == Level.SHUTDOWN && scope.restartedInShutdown;
                if (accepted)
                {
                    scope.clear(nowNs, Cause.RESET);
                }
            }
            case ACCEPT -> accepted = event.word() != Cause.OVERLOAD && accept((Cause)event.word());
            default -> throw new IllegalArgumentException("the model does not know " + event.kind());
        }
        said.add(new LawOutput.Commanded(nowNs, event.scope(), event.kind(), accepted));
    }

    private boolean accept(final Cause cause)
    {
        final LawScope root = scopes.get(0);
        if (root.latched.remove(cause) == null)
        {
            return false;
        }
        if (!root.anyStands())
        {
            root.clockStartsAnew(nowNs);
        }
        return true;
    }
}
