package io.interlock.core.engine;

import io.interlock.core.gate.Gate;
import io.interlock.core.model.Intent;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IL_Result;

/**
 * An operator kills a venue on a thread of its own, while a strategy below it asks. Once the kill has returned nothing opens any more,
 * though the breaker has not judged it (invariant 5).
 *
 * <p>Fails when {@link ScopeRegistry#kill(Scope)} leaves the scopes below to the breaker, on any processor. When it raised the bits by
 * plain stores it could fail on x86 as well, since a store may wait in its core's buffer; but then {@code done} waits behind it.
 */
@JCStressTest
@Outcome(id = "0, ALLOWED", expect = Expect.ACCEPTABLE, desc = "Asked before.")
@Outcome(id = "0, DENIED_SHUTDOWN", expect = Expect.ACCEPTABLE, desc = "Asked while it was killed.")
@Outcome(id = "1, DENIED_SHUTDOWN", expect = Expect.ACCEPTABLE, desc = "Asked after.")
@State
public class KillRace
{
    private final ScopesGround ground = new ScopesGround(ScopesGround.STRATEGY_PATH);
    private final Scope venue = ground.registry.find(ScopesGround.VENUE_PATH);
    private final Gate gate = ground.registry.find(ScopesGround.STRATEGY_PATH).gate();
    private volatile int done;

    /** Kills. */
    @Actor
    public void operator()
    {
        ground.registry.kill(venue);
        done = 1;
    }

    /**
     * Asks.
     *
     * @param result whether the kill had returned, and the answer.
     */
    @Actor
    public void order(final IL_Result result)
    {
        result.r1 = done;
        result.r2 = gate.check(Intent.OPEN, 0.9).reason();
    }

    /**
     * Gives the memory back.
     *
     * @param result untouched.
     */
    @Arbiter
    public void after(final IL_Result result)
    {
        ground.give();
    }
}
