package io.interlock.core.report;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * A new longest latency comes while the breaker takes the one before: it is taken with this collection or with the next, and never lost.
 *
 * <p>Fails when the breaker takes a maximum by a read and a store in place of an exchange, on any processor.
 */
@JCStressTest
@Outcome(id = "300, 0", expect = Expect.ACCEPTABLE, desc = "Taken at once.")
@Outcome(id = "200, 300", expect = Expect.ACCEPTABLE, desc = "Taken next time.")
@State
public class LaneMaximumRace
{
    private final LaneGround ground = LaneGround.exclusive();

    /** One has come. */
    public LaneMaximumRace()
    {
        ground.lane.latency(200);
    }

    /** A longer one comes. */
    @Actor
    public void reporter()
    {
        ground.lane.latency(300);
    }

    /**
     * Collects.
     *
     * @param result the worst.
     */
    @Actor
    public void breaker(final JJ_Result result)
    {
        ground.collect();
        result.r1 = ground.worstNs();
    }

    /**
     * Collects again.
     *
     * @param result the worst since.
     */
    @Arbiter
    public void after(final JJ_Result result)
    {
        ground.collect();
        result.r2 = ground.worstNs();
        ground.give();
    }
}
