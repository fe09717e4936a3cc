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
 * A kill is judged: the breaker publishes SHUTDOWN and then takes the guard bit off. A check that no longer finds the bit finds the level
 * (DESIGN, gate and guard).
 *
 * <p>Fails when {@link Gate#check(Intent, double)} reads the gate word before the guard words, on any processor. When the gate word is
 * published by a plain store it cannot fail on x86, which keeps stores in order, and the compare-and-set that follows keeps the compiler
 * from moving it.
 */
@JCStressTest
@Outcome(id = "DENIED_SHUTDOWN", expect = Expect.ACCEPTABLE, desc = "By the bit or by the level.")
@State
public class KillJudgedRace
{
    private final GateGround ground = GateGround.take(0, GuardWord.KILLED, GateGround.word(Level.CLOSED));

    /** Judges the kill. */
    @Actor
    public void breaker()
    {
        ground.words.gate(GateGround.SCOPE, GateGround.word(Level.SHUTDOWN));
        ground.words.lower(GateGround.SCOPE, GuardWord.KILLED);
    }

    /**
     * Asks.
     *
     * @param result the answer.
     */
    @Actor
    public void order(final L_Result result)
    {
        result.r1 = ground.gate.check(Intent.OPEN, 0.9).reason();
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
