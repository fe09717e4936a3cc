package io.interlock.core.engine;

import io.interlock.core.gate.GuardWord;
import io.interlock.core.model.Level;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZL_Result;

/**
 * The watchdog keeps a critical error that nobody has judged yet through a crash, while the breaker judges it: what is judged leaves no
 * mark behind, which would kill the next life, and no guard bit.
 *
 * <p>Fails when {@link ScopeRegistry#markPending()} looks before it takes the lock and not again after, on any processor.
 */
@JCStressTest
@Outcome(id = "false, ", expect = Expect.ACCEPTABLE, desc = "Judged, and nothing left behind.")
@State
public class KillMarkRace
{
    private final ScopesGround ground = new ScopesGround();

    /** A critical error was reported. */
    public KillMarkRace()
    {
        ground.criticals.raised();
        ground.words.raise(ScopesGround.ROOT, GuardWord.KILLED);
    }

    /** Has its tick. */
    @Actor
    public void watchdog()
    {
        ground.registry.markPending();
    }

    /** Judges it. */
    @Actor
    public void breaker()
    {
        ground.words.gate(ScopesGround.ROOT, ScopesGround.word(Level.SHUTDOWN));
        ground.criticals.judged(1);
        ground.registry.settleKills();
    }

    /**
     * Looks at what is left.
     *
     * @param result the mark and the guard bits.
     */
    @Arbiter
    public void after(final ZL_Result result)
    {
        result.r1 = ground.marked();
        result.r2 = GuardWord.describe(ground.words.ownGuard(ScopesGround.ROOT));
        ground.give();
    }
}
