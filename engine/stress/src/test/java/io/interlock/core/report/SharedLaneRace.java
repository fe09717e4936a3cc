package io.interlock.core.report;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/**
 * Two threads add to a shared lane: no addition is lost, neither of a count nor of the sum nor in the histogram.
 *
 * <p>Fails when a shared lane is added to by a read and a store, on any processor.
 */
@JCStressTest
@Outcome(id = "4, 200, 2", expect = Expect.ACCEPTABLE, desc = "All of it.")
@State
public class SharedLaneRace
{
    private final LaneGround ground = LaneGround.shared();

    /** Adds two. */
    @Actor
    public void one()
    {
        ground.lane.shareLatency(100);
        ground.lane.shareSuccess();
    }

    /** Adds the same. */
    @Actor
    public void other()
    {
        ground.lane.shareLatency(100);
        ground.lane.shareSuccess();
    }

    /**
     * Collects.
     *
     * @param result the count, the sum of latencies, and how many the histogram has.
     */
    @Arbiter
    public void after(final JJJ_Result result)
    {
        result.r1 = ground.collect();
        result.r3 = ground.harvest();
        result.r2 = ground.sumNs();
        ground.give();
    }
}
