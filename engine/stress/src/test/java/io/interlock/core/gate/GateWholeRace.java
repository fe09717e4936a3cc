package io.interlock.core.gate;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * A gate word is read and written as a whole: THROTTLE never meets the confidence limit of the word before it. The level is in the lower
 * half of the word, the limit in the upper.
 *
 * <p>Fails when {@link GateWords#gate(int, long)} stores the word as two halves, on any processor.
 */
@JCStressTest
@Outcome(id = "ALLOWED", expect = Expect.ACCEPTABLE, desc = "By the first word.")
@Outcome(id = "DENIED_CONFIDENCE", expect = Expect.ACCEPTABLE, desc = "By the second.")
@Outcome(id = "ALLOWED_REDUCED", expect = Expect.FORBIDDEN, desc = "By the level of one and the limit of the other.")
@State
public class GateWholeRace
{
    private final GateGround ground = GateGround.take(0, 0, GateGround.word(Level.ALERT, 0.1));

    /** Publishes another level and another limit. */
    @Actor
    public void breaker()
    {
        ground.words.gate(GateGround.SCOPE, GateGround.word(Level.THROTTLE, 0.9));
    }

    /**
     * Asks with a confidence between the limits.
     *
     * @param result the answer.
     */
    @Actor
    public void order(final L_Result result)
    {
        result.r1 = ground.gate.check(Intent.OPEN, 0.5).reason();
    }

    /**
     * Gives the memory back.
     *
     * @param result untouched.
     */
    @Arbiter
    public void after(final L_Result result)
    {
        ground.give();
    }
}
