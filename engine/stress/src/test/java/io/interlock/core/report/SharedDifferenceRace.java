package io.interlock.core.report;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/**
 * A shared lane is added to on one thread while the breaker collects it, as {@link LaneDifferenceRace}; the sum of latencies comes out too.
 *
 * <p>Meant to fail when {@link LaneReader#harvest} remembers a sum that it reads a second time. Any processor can show that; 200,000
 * samples on a busy machine did not.
 */
@JCStressTest
@Outcome(id = {"0, 3, 300", "1, 3, 300", "2, 3, 300", "3, 3, 300"}, expect = Expect.ACCEPTABLE, desc = "Some now, the rest next time.")
@State
public class SharedDifferenceRace
{
    private final LaneGround ground = LaneGround.shared();

    /** Adds three. */
    @Actor
    public void reporter()
    {
        ground.lane.shareLatency(100);
        ground.lane.shareLatency(200);
        ground.lane.shareSuccess();
    }

    /**
     * Collects.
     *
     * @param result how many came.
     */
    @Actor
    public void breaker(final JJJ_Result result)
    {
        result.r1 = ground.collect();
        ground.harvest();
    }

    /**
     * Collects again.
     *
     * @param result how many came in all, and the sum of latencies.
     */
    @Arbiter
    public void after(final JJJ_Result result)
    {
        result.r2 = result.r1 + ground.collect();
        ground.harvest();
        result.r3 = ground.sumNs();
        ground.give();
    }
}
