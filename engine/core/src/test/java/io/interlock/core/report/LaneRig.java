package io.interlock.core.report;

import io.interlock.config.CooldownConfig;
import io.interlock.config.FailureRateConfig;
import io.interlock.config.FailuresConfig;
import io.interlock.config.HaltConfig;
import io.interlock.config.LatencyConfig;
import io.interlock.config.LossConfig;
import io.interlock.config.RecoveryConfig;
import io.interlock.config.RecoveryMode;
import io.interlock.config.ScopeConfig;
import io.interlock.config.ShutdownConfig;
import io.interlock.config.SlippageConfig;
import io.interlock.config.ThrottleConfig;
import io.interlock.core.gate.GateWords;
import java.util.Set;

/** A root reporter with a lane, and in place of a breaker the ring and the words that it would write. Latency is healthy below 500 ns. */
final class LaneRig
{
    final InputRing ring = new InputRing(64);
    final GateWords words = new GateWords(1);
    final LaneReporter reporter;

    LaneRig(final boolean shared, final long alertPpb)
    {
        final ScopeConfig config = new ScopeConfig(
            new LatencyConfig(500, 1_000, 3_000, 1), new SlippageConfig(alertPpb, alertPpb, alertPpb), new FailuresConfig(2, 3, 5, 10),
            new FailureRateConfig(300_000_000, FailureRateConfig.OFF, 300, 10), new LossConfig(50_000_000, 300),
            new ScopeConfig.RecoveryPolicy(
                new CooldownConfig(1, 1, 1), new RecoveryConfig(RecoveryMode.DIRECT, 1), new HaltConfig(false)),
            new ScopeConfig.OrderPolicy(new ThrottleConfig(0.7, 0.5), new ShutdownConfig(false), Set.of()));
        words.attention(0, false);
        words.limits(0, config.latency(), LaneReporter.calmPart(alertPpb));
        final Lane lane = new LaneTable().create(0, shared, config.latency().alertNs());
        final OverflowCounters overflow = new OverflowCounters(new OverflowTable(), 0, words, lane);
        reporter = new LaneReporter(
            new RingReporter(ring, words, new CriticalPending(), overflow, true), ring, words, overflow, lane);
    }

    /** Whether the last report stayed in the lane; what was published counts as judged. */
    boolean gathered()
    {
        final boolean kept = ring.consumed() == ring.cursor();
        ring.consumed(ring.cursor());
        return kept;
    }
}
