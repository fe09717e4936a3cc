package io.interlock.core.gate;

import io.interlock.core.model.Level;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * A guard word has several writers: the watchdog sets STALE while the breaker takes RECOVERING off. Neither undoes the other.
 *
 * <p>Fails when {@link GateWords#raise(int, long)} or {@link GateWords#lower(int, long)} reads and then stores without a compare-and-set,
 * on any processor.
 */
@JCStressTest
@Outcome(id = "STALE", expect = Expect.ACCEPTABLE, desc = "Both took effect.")
@State
public class GuardBitsRace
{
    private final GateGround ground = GateGround.take(GuardWord.RECOVERING, 0, GateGround.word(Level.CLOSED));

    /** Sets a bit. */
    @Actor
    public void watchdog()
    {
        ground.words.raise(0, GuardWord.STALE);
    }

    /** Clears another. */
    @Actor
    public void breaker()
    {
        ground.words.lower(0, GuardWord.RECOVERING);
    }

    /**
     * Looks at what is left.
     *
     * @param result the bits.
     */
    @Arbiter
    public void after(final L_Result result)
    {
        result.r1 = GuardWord.describe(ground.words.ownGuard(0));
        ground.give();
    }
}
