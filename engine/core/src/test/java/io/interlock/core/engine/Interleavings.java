package io.interlock.core.engine;

import io.interlock.config.BreakerConfig;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.Effects;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.ScopeDefinition;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.machine.Transition;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import io.interlock.core.report.Reporter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether some interleaving of a few reporters' short programs, each in its own order, leads a machine that knows no lanes to given
 * decisions. Searches depth first, tells a fresh machine each prefix, and drops one that leads where another led before, or beyond what
 * was decided.
 *
 * <p>Threading: one test thread.
 */
final class Interleavings
{
    /** Of each scope: what never falls without a recovery, which nothing here reaches, then the rest. */
    private static final int RISING = 5;
    private static final int FIELDS = 11;

    private final BreakerConfig config;
    private final List<String> paths;
    private final List<Program> programs;
    private final int[] done;
    private final int[] order;
    private final Set<String> seen = new HashSet<>();
    private long[] outcome;
    private boolean nextSecond;

    /** What a reporter can be told. */
    enum Report
    {
        SUCCESS, FAILURE, FAST, SLOW, FILL;

        void to(final Reporter reporter)
        {
            switch (this)
            {
                case SUCCESS -> reporter.success();
                case FAILURE -> reporter.failure("x");
                case FAST -> reporter.apiLatency(1);
                case SLOW -> reporter.apiLatency(600 * TestConfigs.MS);
                default -> reporter.fill(1, Side.BUY, 50_000, 50_001);
            }
        }

        InputEvent into(final InputEvent event, final int scope)
        {
            return switch (this)
            {
                case SUCCESS -> event.plain(InputKind.ORDER_SUCCESS, scope);
                case FAILURE -> event.plain(InputKind.ORDER_FAILURE, scope);
                case FAST -> event.apiLatency(scope, 1);
                case SLOW -> event.apiLatency(scope, 600 * TestConfigs.MS);
                default -> event.fill(scope, 1, Side.BUY, 50_000, 50_001);
            };
        }
    }

    /**
     * One thread's reports to one reporter.
     *
     * @param scope   index of its path.
     * @param reports in its order.
     */
    record Program(int scope, List<Report> reports)
    {
    }

    /** Decisions speak for themselves. */
    private static final class Silent implements Effects
    {
        @Override
        public void onTransition(final Transition transition)
        {
            // Read off the scope.
        }

        @Override
        public void onBreach(
            final int scopeId, final Cause cause, final Level demand, final long value, final long threshold, final long timeNs)
        {
            // Counted by the scope.
        }

        @Override
        public void onRejected(final int scopeId, final InputEvent event, final String why, final long timeNs)
        {
            throw new IllegalStateException("no program has bad samples");
        }

        @Override
        public void onCommand(
            final int scopeId, final InputEvent event, final boolean accepted, final String message, final long timeNs)
        {
            throw new IllegalStateException("no program has commands");
        }

        @Override
        public void onOverride(final int scopeId, final boolean on, final long timeNs)
        {
            throw new IllegalStateException("no program has overrides");
        }
    }

    /**
     * Programs to be explained.
     *
     * @param config   thresholds; latency without confirmations.
     * @param paths    by index; the root first, parents before their children.
     * @param programs one a thread.
     */
    Interleavings(final BreakerConfig config, final List<String> paths, final List<Program> programs)
    {
        this.config = config;
        this.paths = paths;
        this.programs = programs;
        done = new int[programs.size()];
        order = new int[programs.stream().mapToInt(program -> program.reports().size()).sum()];
    }

    /** What was decided in these scopes, whoever decided it, as numbers that {@link #explains} understands. */
    static long[] decisions(final List<ScopeView> scopes)
    {
        final long[] all = new long[scopes.size() * FIELDS];
        for (int i = 0; i < scopes.size(); i++)
        {
            final ScopeView scope = scopes.get(i);
            final boolean tripped = scope.level().isAbove(Level.CLOSED);
            final int at = i * FIELDS;
            all[at] = scope.level().ordinal();
            all[at + 1] = scope.windowFailures();
            all[at + 2] = scope.breaches(Cause.API_LATENCY);
            all[at + 3] = scope.breaches(Cause.CONSECUTIVE_FAILURES);
            all[at + 4] = scope.breaches(Cause.FAILURE_RATE);
            all[at + 5] = scope.windowOrders();
            all[at + 6] = scope.streak();
            // At CLOSED nobody waits for evidence, and what led to an earlier trip is over.
            all[at + 7] = tripped ? scope.evidence() : 0;
            all[at + 8] = tripped ? scope.lastCause().ordinal() : 0;
            all[at + 9] = tripped ? scope.lastValue() : 0;
            all[at + 10] = scope.stands(Cause.FAILURE_RATE) ? 1 : 0;
        }
        return all;
    }

    /**
     * Searches.
     *
     * @param decided see {@link #decisions}.
     * @param second  whether another second has begun since the last report.
     * @return false where no order leads there.
     */
    boolean explains(final long[] decided, final boolean second)
    {
        outcome = decided;
        nextSecond = second;
        seen.clear();
        return search(0);
    }

    /** Whether this very order leads there, given as indices of programs. */
    boolean isOrder(final List<Integer> asItWas, final long[] decided, final boolean second)
    {
        nextSecond = second;
        for (int i = 0; i < order.length; i++)
        {
            order[i] = asItWas.get(i);
        }
        return Arrays.equals(tell(order.length), decided);
    }

    private boolean search(final int length)
    {
        final long[] state = tell(length);
        if (length == order.length)
        {
            return Arrays.equals(state, outcome);
        }
        if (isBeyond(state) || !seen.add(Arrays.toString(done) + Arrays.toString(state)))
        {
            return false;
        }
        for (int i = 0; i < done.length; i++)
        {
            if (done[i] < programs.get(i).reports().size())
            {
                done[i]++;
                order[length] = i;
                final boolean found = search(length + 1);
                done[i]--;
                if (found)
                {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isBeyond(final long[] state)
    {
        for (int at = 0; at < state.length; at += FIELDS)
        {
            for (int i = at; i < at + RISING; i++)
            {
                if (state[i] > outcome[i])
                {
                    return true;
                }
            }
        }
        return false;
    }

    private long[] tell(final int length)
    {
        final BreakerStateMachine machine = new BreakerStateMachine(config);
        for (int id = 1; id < paths.size(); id++)
        {
            final String path = paths.get(id);
            machine.addScope(new ScopeDefinition(id, paths.indexOf(ScopeRegistry.parentOf(path)), path, config.scope(path)));
        }
        final Effects effects = new Silent();
        final InputEvent event = new InputEvent();
        final int[] next = new int[done.length];
        for (int i = 0; i < length; i++)
        {
            final Program program = programs.get(order[i]);
            machine.apply(program.reports().get(next[order[i]]++).into(event, program.scope()), 0, effects);
        }
        if (length == order.length && nextSecond)
        {
            machine.apply(event.plain(InputKind.TICK, 0), TestConfigs.SECOND, effects);
        }
        final ScopeView[] views = new ScopeView[paths.size()];
        Arrays.setAll(views, machine::scope);
        return decisions(List.of(views));
    }

    @Override
    public String toString()
    {
        return paths + " " + programs;
    }
}
