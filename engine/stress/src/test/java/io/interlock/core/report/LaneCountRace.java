package io.interlock.core.report;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/**
 * Who sees a count sees what it counts: the count of a report is stored last, with release, and read first, with acquire.
 *
 * <p>Fails when {@link Lane} counts a latency before it adds it, on any processor. When the count is stored plainly it cannot fail on x86,
 * which keeps stores in order; only the compiler could move it, and it was not seen to.
 */
@JCStressTest
@Outcome(id = {"0, 0, 0", "0, 0, 1"}, expect = Expect.ACCEPTABLE, desc = "Not counted yet.")
@Outcome(id = "1, 300, 1", expect = Expect.ACCEPTABLE, desc = "Counted, with all that belongs to it.")
@State
public class LaneCountRace
{
    private final LaneGround ground = LaneGround.exclusive();

    /** One comes. */
    @Actor
    public void reporter()
    {
        ground.lane.latency(300);
    }

    /**
     * Collects.
     *
     * @param result the count, the worst, and how many the histogram has.
     */
    @Actor
    public void breaker(final JJJ_Result result)
    {
        result.r1 = ground.collect();
        result.r2 = ground.worstNs();
        result.r3 = ground.harvest();
    }

    /**
     * Gives the memory back.
     *
     * @param result untouched.
     */
    @Arbiter
    public void after(final JJJ_Result result)
    {
        ground.give();
    }
}
