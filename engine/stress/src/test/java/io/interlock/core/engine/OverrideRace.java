package io.interlock.core.engine;

import io.interlock.core.gate.Gate;
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
 * A venue at HALT is overridden by hand and then recovers, while a strategy below it asks: from HALT to the override there is no moment at
 * which an order opens.
 *
 * <p>Fails when {@link GatePublisher} publishes the level of a word before its override, on any processor.
 */
@JCStressTest
@Outcome(id = "DENIED_HALT", expect = Expect.ACCEPTABLE, desc = "Before the override.")
@Outcome(id = "DENIED_OVERRIDE", expect = Expect.ACCEPTABLE, desc = "Under it.")
@State
public class OverrideRace
{
    private final ScopesGround ground = new ScopesGround(ScopesGround.STRATEGY_PATH);
    private final ShownScopes shown = new ShownScopes();
    private final GatePublisher publisher = new GatePublisher(ground.words, shown::view, (id, word) ->
    {
    });
    private final Gate gate = ground.registry.find(ScopesGround.STRATEGY_PATH).gate();

    /** The venue is at HALT. */
    public OverrideRace()
    {
        shown.at(ScopesGround.VENUE).level(Level.HALT);
        shown.addAll(publisher);
    }

    /** Overrides, then recovers. */
    @Actor
    public void breaker()
    {
        shown.at(ScopesGround.VENUE).override(true);
        publisher.changed(ScopesGround.VENUE);
        shown.at(ScopesGround.VENUE).level(Level.CLOSED);
        publisher.changed(ScopesGround.VENUE);
    }

    /**
     * Asks.
     *
     * @param result the answer.
     */
    @Actor
    public void order(final L_Result result)
    {
        result.r1 = gate.check(Intent.OPEN, 0.9).reason();
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
