package io.interlock.core.gate;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZL_Result;

/**
 * The breaker wakes from a stall: it publishes what it judged and then its progress, and the watchdog takes STALE off once progress has
 * passed what it saw. Whoever then asks is judged by the new word (DESIGN, gate and guard).
 *
 * <p>Fails when the breaker says its progress before it publishes the word, on any processor. When {@link GateWords#progress(long)} stores
 * plainly it cannot fail on x86: only the compiler could exchange the two stores, and it was not seen to.
 */
@JCStressTest
@Outcome(id = "false, DENIED_STALE", expect = Expect.ACCEPTABLE, desc = "Still stale.")
@Outcome(id = "true, DENIED_HALT", expect = Expect.ACCEPTABLE, desc = "Judged by the new word.")
@State
public class StaleClearedRace
{
    private static final long CURSOR = 7;

    private final GateGround ground = GateGround.take(GuardWord.STALE, 0, GateGround.word(Level.CLOSED));

    /** Goes on. */
    @Actor
    public void breaker()
    {
        ground.words.gate(GateGround.SCOPE, GateGround.word(Level.HALT));
        ground.words.progress(CURSOR);
    }

    /**
     * The watchdog, and an order behind it.
     *
     * @param result whether STALE was taken off, and the answer.
     */
    @Actor
    public void watchdog(final ZL_Result result)
    {
        result.r1 = ground.words.progress() >= CURSOR;
        if (result.r1)
        {
            ground.words.lower(0, GuardWord.STALE);
        }
        result.r2 = ground.gate.check(Intent.OPEN).reason();
    }

    /**
     * Gives the memory back.
     *
     * @param result untouched.
     */
    @Arbiter
    public void after(final ZL_Result result)
    {
        ground.give();
    }
}
