package io.interlock.core.engine;

import io.interlock.core.gate.Gate;
import io.interlock.core.gate.GateVerdicts;
import io.interlock.core.gate.GateWord;
import io.interlock.core.gate.GateWords;
import io.interlock.core.model.Level;
import io.interlock.core.port.SafetyToken;
import io.interlock.core.race.Pool;
import io.interlock.core.report.CriticalPending;

/**
 * The words of a root, a venue and a strategy of the venue, and a registry over them. The breaker has shown the scopes that are there:
 * none is guarded and each is CLOSED. Threading: as its parts.
 */
final class ScopesGround
{
    static final int ROOT = 0;
    static final int VENUE = 1;
    static final int STRATEGY = 2;
    static final String VENUE_PATH = "venue";
    static final String STRATEGY_PATH = "venue/maker";

    private static final long ALL = -1L;
    private static final int SCOPES = 3;
    private static final GateVerdicts VERDICTS = new GateVerdicts(0.5);
    private static final SafetyToken TOKEN = new SafetyToken();
    private static final Pool<GateWords> POOL = new Pool<>(() -> new GateWords(SCOPES));

    final GateWords words = POOL.take();
    final CriticalPending criticals = new CriticalPending();
    final ScopeRegistry registry;
    /** Whether a mapped file would tell a restart of a kill of the root. Written under the registry's lock. */
    private boolean marked;

    ScopesGround(final String... paths)
    {
        for (int id = 0; id < SCOPES; id++)
        {
            words.lower(id, ALL);
            words.gate(id, word(Level.CLOSED));
        }
        registry = new ScopeRegistry(words, criticals, SCOPES, this::scope);
        registry.marks(new ScopeRegistry.KillMarks()
        {
            @Override
            public void mark(final int scopeId)
            {
                marked |= scopeId == ROOT;
            }

            @Override
            public void clear(final int scopeId)
            {
                marked &= scopeId != ROOT;
            }
        });
        for (final String path : paths)
        {
            registry.getOrCreate(path);
        }
    }

    private Scope scope(final Scope.Entry entry)
    {
        final Gate gate = new Gate(
            words, entry.id(), entry.path(), new Gate.Settings(VERDICTS, Long.MAX_VALUE), TOKEN, path -> "");
        return new Scope(words, entry, gate, shared -> null);
    }

    /** Once both actors have ended. */
    boolean marked()
    {
        return marked;
    }

    void give()
    {
        POOL.give(words);
    }

    static long word(final Level level)
    {
        return GateWord.policy(0.5, 0.7, false) | GateWord.levels(level, level, null);
    }
}
