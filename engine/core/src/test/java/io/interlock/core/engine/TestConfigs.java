package io.interlock.core.engine;

import io.interlock.config.BreakerConfig;
import io.interlock.config.CooldownConfig;
import io.interlock.config.EngineConfig;
import io.interlock.config.FailureRateConfig;
import io.interlock.config.FailuresConfig;
import io.interlock.config.GatewayConfig;
import io.interlock.config.HaltConfig;
import io.interlock.config.JournalConfig;
import io.interlock.config.LatencyConfig;
import io.interlock.config.LossConfig;
import io.interlock.config.RecoveryConfig;
import io.interlock.config.RecoveryMode;
import io.interlock.config.ScopeConfig;
import io.interlock.config.ShutdownConfig;
import io.interlock.config.SlippageConfig;
import io.interlock.config.ThrottleConfig;
import io.interlock.config.WaitMode;
import java.util.Map;
import java.util.Set;

/** The default preset's values as records, so that these tests depend on no file. */
final class TestConfigs
{
    static final long MS = 1_000_000L;
    static final long SECOND = 1_000 * MS;

    private TestConfigs()
    {
    }

    static ScopeConfig scope(final Set<String> tags, final boolean flattenAtShutdown)
    {
        return scope(tags, flattenAtShutdown, 1);
    }

    private static ScopeConfig scope(final Set<String> tags, final boolean flattenAtShutdown, final int confirmations)
    {
        return new ScopeConfig(
            new LatencyConfig(500 * MS, SECOND, 3 * SECOND, confirmations),
            new SlippageConfig(1_000_000, 3_000_000, 5_000_000),
            new FailuresConfig(2, 3, 5, 10),
            new FailureRateConfig(300_000_000, FailureRateConfig.OFF, 300, 10),
            new LossConfig(50_000_000, 300),
            new ScopeConfig.RecoveryPolicy(
                new CooldownConfig(60 * SECOND, 300 * SECOND, 900 * SECOND), new RecoveryConfig(RecoveryMode.DIRECT, 1),
                new HaltConfig(false)),
            new ScopeConfig.OrderPolicy(new ThrottleConfig(0.7, 0.5), new ShutdownConfig(flattenAtShutdown), tags));
    }

    static BreakerConfig config(final EngineConfig engine)
    {
        return new BreakerConfig(
            "default", engine, new JournalConfig(JournalConfig.OnFailure.THROTTLE, false),
            new GatewayConfig(GatewayConfig.ThrottleMode.CUT, 9001, 9002),
            Map.of("", scope(Set.of(), false), "fast", scope(Set.of(ScopeConfig.AGGRESSIVE), false)));
    }

    /** A stale limit that a loaded machine does not reach by itself. */
    static BreakerConfig patient()
    {
        return config(new EngineConfig(10 * SECOND, 1024, 64, WaitMode.ADAPTIVE, false));
    }

    static BreakerConfig ring(final int size)
    {
        return config(new EngineConfig(10 * SECOND, size, 64, WaitMode.ADAPTIVE, false));
    }

    static BreakerConfig stale(final long limitNs)
    {
        return config(new EngineConfig(limitNs, 1024, 64, WaitMode.ADAPTIVE, false));
    }

    static BreakerConfig scopes(final int limit)
    {
        return config(new EngineConfig(10 * SECOND, 1024, limit, WaitMode.ADAPTIVE, false));
    }

    /** With or without lanes, and that many slow samples in a row for a trip. */
    static BreakerConfig lanes(final boolean on, final int confirmations)
    {
        return lanes(1_024, on, confirmations);
    }

    /** With lanes and a ring that nothing fills, so that nothing is folded. */
    static BreakerConfig roomyLanes()
    {
        return lanes(1 << 19, true, 1);
    }

    /** A ring of that many slots. */
    static BreakerConfig lanes(final int ring, final boolean on, final int confirmations)
    {
        return config(
            new EngineConfig(10 * SECOND, ring, 64, WaitMode.ADAPTIVE, on), Map.of("", scope(Set.of(), false, confirmations)));
    }

    static BreakerConfig config(final EngineConfig engine, final Map<String, ScopeConfig> scopes)
    {
        final BreakerConfig base = config(engine);
        return new BreakerConfig(base.preset(), engine, base.journal(), base.gateway(), scopes);
    }

    /** The same, with its inputs recorded. */
    static BreakerConfig recorded(final BreakerConfig base)
    {
        return new BreakerConfig(
            base.preset(), base.engine(), new JournalConfig(base.journal().onFailure(), true), base.gateway(), base.sections());
    }

    /** The default with other thresholds for order results. */
    static ScopeConfig results(final FailuresConfig failures, final FailureRateConfig rate)
    {
        final ScopeConfig base = scope(Set.of(), false);
        return new ScopeConfig(base.latency(), base.slippage(), failures, rate, base.loss(), base.recovery(), base.policy());
    }
}
