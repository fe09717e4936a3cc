package io.interlock.core.engine;

import io.interlock.config.ScopeConfig;
import io.interlock.core.gate.Explainer;
import io.interlock.core.gate.Gate;
import io.interlock.core.gate.GateVerdicts;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.port.SafetyToken;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private final SafetyToken token;
    private final Explainer explainer;
    /** By size factor. */
    private final Map<Double, GateVerdicts> verdicts = new ConcurrentHashMap<>();

    ScopeMaker(final EngineParts parts, final ReporterPool reporters, final SafetyToken token, final Explainer explainer)
    {
        this.parts = parts;
        this.reporters = reporters;
        this.token = token;
        this.explainer = explainer;
    }

    Scope make(final Scope.Entry entry)
    {
        final ScopeConfig config = parts.config().scope(entry.path());
        final GateVerdicts given = verdicts.computeIfAbsent(config.policy().throttle().sizeFactor(), GateVerdicts::new);
        final Gate gate = new Gate(
            parts.words(), entry.id(), entry.path(), new Gate.Settings(given, parts.staleLimitNs()), token, explainer);
        return new Scope(parts.words(), entry, gate,
            shared -> shared ? reporters.shared(entry.id(), config) : reporters.exclusive(entry.id(), config));
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
