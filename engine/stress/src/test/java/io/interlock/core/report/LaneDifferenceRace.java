package io.interlock.core.report;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * A reporter adds to its lane while the breaker collects it: what the collections say adds up to what was reported, nothing lost and
 * nothing counted twice (DESIGN, lanes 4).
 *
 * <p>Meant to fail when {@link LaneReader#collect} reads a count once for the difference and again for what it remembers. Any processor can
 * show that, but the two reads are next to each other: 200,000 samples on a busy machine did not hit between them.
 */
@JCStressTest
@Outcome(id = {"0, 3", "1, 3", "2, 3", "3, 3"}, expect = Expect.ACCEPTABLE, desc = "Some now, the rest next time.")
@State
public class LaneDifferenceRace
{
    private final LaneGround ground = LaneGround.exclusive();

    /** Adds three. */
    @Actor
    public void reporter()
    {
        ground.lane.success();
        ground.lane.latency(100);
        ground.lane.success();
    }

    /**
     * Collects.
     *
     * @param result how many came.
     */
    @Actor
    public void breaker(final JJ_Result result)
    {
        result.r1 = ground.collect();
    }

    /**
     * Collects again.
     *
     * @param result how many came in all.
     */
    @Arbiter
    public void after(final JJ_Result result)
    {
        result.r2 = result.r1 + ground.collect();
        ground.give();
    }
}
