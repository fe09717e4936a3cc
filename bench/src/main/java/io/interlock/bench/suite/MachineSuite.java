package io.interlock.bench.suite;

import io.interlock.config.BreakerConfig;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.Effects;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.IntentCode;
import io.interlock.core.machine.ScopeDefinition;
import io.interlock.core.machine.Transition;
import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Reason;
import io.interlock.core.model.Side;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The state machine alone, one event after another to one scope after another, 100 ns of virtual time apart. What ends trading comes
 * without end, so its scopes are at SHUTDOWN and each is a repeated breach.
 */
@State(Scope.Thread)
public class MachineSuite extends SingleCore
{
    private static final long STEP_NS = 100;
    /** Two percent of the price. */
    private static final long FOLDED_SLIPPAGE_PPB = 20_000_000;

    /** What is judged: all but what operators and the journal do, and what touches every scope by its nature. */
    @Param({"API_LATENCY", "ORDER_SUCCESS", "ORDER_FAILURE", "SLIPPAGE", "FILL", "EQUITY", "LOSS", "EXCHANGE", "NETWORK", "CRITICAL_ERROR",
        "TICK", "LANE_SUMMARY", "FOLDED_LATENCY", "FOLDED_SLIPPAGE", "FOLDED_RESULTS", "FOLDED_INVALID", "OVERLOAD",
        "ORDER_INTENT"})
    public InputKind kind;

    /** How many scopes there are below the root. A power of two. */
    @Param({"1", "64", "4096"})
    public int scopes;

    private BreakerStateMachine machine;
    /** One for all, as the breaker thread has. */
    private final InputEvent event = new InputEvent();
    private long timeNs = 1;
    private int next;

    /** Makes the machine. */
    @Setup(org.openjdk.jmh.annotations.Level.Trial)
    public void setUp()
    {
        final BreakerConfig config = Worlds.config("");
        machine = new BreakerStateMachine(config);
        for (int i = 0; i < scopes; i++)
        {
            final String path = "venue-" + i;
            machine.addScope(new ScopeDefinition(i + 1, 0, path, config.scope(path)));
        }
    }

    private InputEvent event(final int scope)
    {
        return switch (kind)
        {
            case API_LATENCY -> event.apiLatency(scope, 1_500_000);
            case SLIPPAGE -> event.slippage(scope, Side.BUY, 50_000.0, 50_001.0);
            case FILL -> event.fill(scope, 1_500_000, Side.BUY, 50_000.0, 50_001.0);
            case EQUITY -> event.equity(scope, 100_000.0);
            case LOSS -> event.loss(scope, 0.0);
            case EXCHANGE -> event.exchange(scope, ExchangeStatus.UP);
            case NETWORK -> event.network(scope, NetworkStatus.CONNECTED);
            case CRITICAL_ERROR -> event.criticalError(scope, CriticalError.SYSTEM_ERROR);
            case LANE_SUMMARY -> event.folded(kind, scope, 15_000_000, 10, 10, 20_000);
            case FOLDED_LATENCY -> event.folded(kind, scope, 600_000_000, 1, 0, 0);
            case FOLDED_SLIPPAGE -> event.folded(kind, scope, FOLDED_SLIPPAGE_PPB, 0, 0, 0);
            case FOLDED_RESULTS -> event.folded(kind, scope, 1, 9, 1, 0);
            case FOLDED_INVALID -> event.folded(kind, scope, 1, 0, 0, 0);
            case ORDER_INTENT -> event.intent(scope, IntentCode.of(Intent.OPEN, true, Reason.ALLOWED_REDUCED), 0.8, 10.0, 0.5);
            default -> event.plain(kind, scope);
        };
    }

    /** One event. */
    @Benchmark
    public void apply()
    {
        timeNs += STEP_NS;
        machine.apply(event(1 + (next++ & (scopes - 1))), timeNs, Nobody.INSTANCE);
    }

    /** Is told and does nothing. */
    private enum Nobody implements Effects
    {
        INSTANCE;

        @Override
        public void onTransition(final Transition transition)
        {
            // The machine alone is measured; so below.
        }

        @Override
        public void onBreach(
            final int scopeId, final Cause cause, final Level demand, final long value, final long threshold, final long timeNs)
        {
            // As above.
        }

        @Override
        public void onRejected(final int scopeId, final InputEvent event, final String why, final long timeNs)
        {
            if (event.kind() != InputKind.FOLDED_INVALID)
            {
                throw new IllegalStateException(why);
            }
        }

        @Override
        public void onCommand(final int scopeId, final InputEvent event, final boolean accepted, final String message, final long timeNs)
        {
            // As above.
        }

        @Override
        public void onOverride(final int scopeId, final boolean on, final long timeNs)
        {
            // As above.
        }
    }
}
