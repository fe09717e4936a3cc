package io.interlock.core.engine;

import io.interlock.config.ScopeConfig;
import io.interlock.core.report.LaneReporter;

/**
 * What a configuration says outside the machine: below what a reporter calls a sample healthy, what a gate word holds of the policies, and
 * the verdicts that a gate hands out.
 *
 * <p>Threading: the launching thread, then the breaker thread.
 */
final class Edges
{
    private final EngineParts parts;
    private final GatePublisher publisher;

    Edges(final EngineParts parts, final GatePublisher publisher)
    {
        this.parts = parts;
        this.publisher = publisher;
    }

    /** A scope that the machine knows now, whose gate word is published by itself: a reload may have come since the scope was made. */
    void born(final Scope scope, final ScopeConfig config)
    {
        limits(scope, config);
    }

    private void limits(final Scope scope, final ScopeConfig config)
    {
        parts.words().limits(scope.id(), config.latency(), LaneReporter.calmPart(config.slippage().alertPpb()));
        scope.gate().settle(parts.verdicts(config.policy().throttle().sizeFactor()), parts.token());
    }

    /** All scopes that there are, by configurations in order of id. */
    void put(final ScopeConfig[] configs)
    {
        for (int id = 0; id < configs.length; id++)
        {
            limits(parts.registry().all().get(id), configs[id]);
            publisher.policy(id, configs[id]);
        }
        for (int id = 0; id < configs.length; id++)
        {
            publisher.changed(id);
        }
    }
}
