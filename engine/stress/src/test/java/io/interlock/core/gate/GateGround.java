package io.interlock.core.gate;

import io.interlock.core.model.Level;
import io.interlock.core.port.SafetyToken;
import io.interlock.core.race.Pool;

/** The words of a root and of one scope below it, and that scope's gate. Threading: as its parts. */
final class GateGround
{
    /** The scope. */
    static final int SCOPE = 1;

    private static final long ALL = -1L;
    private static final GateVerdicts VERDICTS = new GateVerdicts(0.5);
    private static final Pool<GateGround> POOL = new Pool<>(GateGround::new);

    final GateWords words = new GateWords(2);
    final Gate gate = new Gate(
        words, SCOPE, "venue", new Gate.Settings(VERDICTS, Long.MAX_VALUE), new SafetyToken(), path -> "");

    private GateGround()
    {
        // Made by the pool.
    }

    /** One with these guards and this gate word, and no progress. */
    static GateGround take(final long rootGuard, final long ownGuard, final long word)
    {
        final GateGround ground = POOL.take();
        ground.words.lower(0, ALL);
        ground.words.raise(0, rootGuard);
        ground.words.lower(SCOPE, ALL);
        ground.words.raise(SCOPE, ownGuard);
        ground.words.gate(SCOPE, word);
        ground.words.progress(-1);
        return ground;
    }

    void give()
    {
        POOL.give(this);
    }

    /** The word of a scope whose own level is the effective one. */
    static long word(final Level level)
    {
        return word(level, 0.7);
    }

    static long word(final Level level, final double confidenceLimit)
    {
        return GateWord.policy(0.5, confidenceLimit, false) | GateWord.levels(level, level, null);
    }
}
