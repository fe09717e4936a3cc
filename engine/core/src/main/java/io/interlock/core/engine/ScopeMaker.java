package io.interlock.core.engine;

import io.interlock.config.ScopeConfig;
import io.interlock.core.gate.Explainer;
import io.interlock.core.gate.Gate;
import io.interlock.core.gate.GateVerdicts;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.report.LaneReporter;
import java.util.concurrent.TimeUnit;

/**
 * Makes scopes with their gates and reporters, and waits until a gate is live.
 *
 * <p>Threading: any but the breaker's; {@link #make(Scope.Entry)} under the registry's lock.
 */
final class ScopeMaker
{
    private static final long DEADLINE_MS = 1_000;

    private final EngineParts parts;
    private final ReporterPool reporters;
    private final Explainer explainer;

    ScopeMaker(final EngineParts parts, final ReporterPool reporters, final Explainer explainer)
    {
        this.parts = parts;
        this.reporters = reporters;
        this.explainer = explainer;
    }

    Scope make(final Scope.Entry entry)
    {
        final ScopeConfig config = parts.config().scope(entry.path());
        // Before anybody has a reporter; where a reload comes in between, the breaker thread says it again when it learns of the scope.
        parts.words().limits(entry.id(), config.latency(), LaneReporter.calmPart(config.slippage().alertPpb()));
        final GateVerdicts given = parts.verdicts(config.policy().throttle().sizeFactor());
        final Gate gate = new Gate(
            parts.words(), entry.id(), entry.path(), new Gate.Settings(given, parts.staleLimitNs()), parts.token(),
            explainer);
        return new Scope(parts.words(), entry, gate,
            shared -> shared ? reporters.shared(entry.id()) : reporters.exclusive(entry.id()));
    }

    /** The scope of a path, once its gate is live; see {@link BreakerEngine#scope(String)}. */
    Scope live(final String path)
    {
        final Scope scope = parts.registry().getOrCreate(path);
        parts.pump();
        try
        {
            if (!scope.live().await(DEADLINE_MS, TimeUnit.MILLISECONDS))
            {
                throw new EngineException("scope \"" + path + "\" is not live: the breaker thread does not answer");
            }
            awaitFresh();
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted while waiting for scope \"" + path + "\"", interrupted);
        }
        return scope;
    }

    /**
     * On a busy host the breaker thread's first steps can outlast the stale limit. Nobody should be handed a gate that refuses for that
     * alone; whatever is still stale after the deadline stays refused.
     */
    private void awaitFresh() throws InterruptedException
    {
        final long starting = GuardWord.STALE | GuardWord.TICKLESS;
        for (int waitedMs = 0; waitedMs < DEADLINE_MS && (parts.words().guard(0) & starting) != 0; waitedMs++)
        {
            parts.pump();
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }
}
