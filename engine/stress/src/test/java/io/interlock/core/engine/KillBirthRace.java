package io.interlock.core.engine;

import io.interlock.core.gate.GuardWord;
import io.interlock.core.model.Intent;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * A venue is killed while a scope below it is made: the new scope is born guarded, or found by the kill (DESIGN, gate and guard).
 *
 * <p>Fails when {@link ScopeRegistry#getOrCreate(String)} or {@link ScopeRegistry#kill(Scope)} does not take the lock, on any processor.
 */
@JCStressTest
@Outcome(id = "DENIED_SHUTDOWN", expect = Expect.ACCEPTABLE, desc = "Guarded from its birth, or by the kill.")
@State
public class KillBirthRace
{
    private final ScopesGround ground = new ScopesGround(ScopesGround.VENUE_PATH);
    private final Scope venue = ground.registry.find(ScopesGround.VENUE_PATH);
    private Scope born;

    /** Kills. */
    @Actor
    public void operator()
    {
        ground.registry.kill(venue);
    }

    /** Makes a scope. */
    @Actor
    public void maker()
    {
        born = ground.registry.getOrCreate(ScopesGround.STRATEGY_PATH);
    }

    /**
     * The breaker shows the new scope, and somebody asks.
     *
     * @param result the answer.
     */
    @Arbiter
    public void after(final L_Result result)
    {
        ground.words.lower(born.id(), GuardWord.RECOVERING);
        result.r1 = born.gate().check(Intent.OPEN, 0.9).reason();
        ground.give();
    }
}
