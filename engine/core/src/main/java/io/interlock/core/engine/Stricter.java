package io.interlock.core.engine;

import io.interlock.config.LatencyConfig;
import io.interlock.config.ScopeConfig;
import io.interlock.config.SlippageConfig;
import io.interlock.config.ThrottleConfig;
import java.util.HashSet;
import java.util.Set;

/** The stricter of two configurations of a scope, in what {@link Edges} have of it. Threading: stateless. */
final class Stricter
{
    private Stricter()
    {
    }

    static ScopeConfig of(final ScopeConfig one, final ScopeConfig other)
    {
        if (one.equals(other))
        {
            return one;
        }
        final Set<String> tags = new HashSet<>(one.policy().tags());
        tags.addAll(other.policy().tags());
        final ThrottleConfig a = one.policy().throttle();
        final ThrottleConfig b = other.policy().throttle();
        return new ScopeConfig(
            new LatencyConfig(Math.min(one.latency().alertNs(), other.latency().alertNs()),
                Math.min(one.latency().throttleNs(), other.latency().throttleNs()),
                Math.min(one.latency().haltNs(), other.latency().haltNs()), one.latency().confirmations()),
            new SlippageConfig(Math.min(one.slippage().alertPpb(), other.slippage().alertPpb()), one.slippage().throttlePpb(),
                one.slippage().haltPpb()),
            one.failures(), one.failureRate(), one.loss(), one.recovery(),
            new ScopeConfig.OrderPolicy(
                new ThrottleConfig(Math.max(a.confidence(), b.confidence()), Math.min(a.sizeFactor(), b.sizeFactor())),
                one.policy().shutdown(), tags));
    }
}
