package io.interlock.core.report;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/**
 * A reporter whose ring is full folds, while the breaker collects: what is judged adds up to what was folded, and the reporter goes back to
 * the ring only when all of it is judged (DESIGN, overflow).
 *
 * <p>Fails when {@link OverflowReader} reads how much is folded after it has judged instead of before, on any processor. That it takes the
 * runs of failures by an exchange it can show too, but a read and a store next to each other were not hit by 200,000 samples.
 */
@JCStressTest
@Outcome(id = {"0, 2, 1", "1, 2, 1", "2, 2, 1"}, expect = Expect.ACCEPTABLE, desc = "Some now, the rest next time.")
@State
public class OverflowRace
{
    private final LaneGround ground = LaneGround.exclusive();
    private final FoldedSum sum = new FoldedSum();

    /** Folds two failures and a success. */
    @Actor
    public void reporter()
    {
        ground.overflow.failure();
        ground.overflow.success();
        ground.overflow.failure();
    }

    /**
     * Collects.
     *
     * @param result how many failures are judged.
     */
    @Actor
    public void breaker(final JJJ_Result result)
    {
        ground.collectFolded(sum);
        result.r1 = sum.failures();
    }

    /**
     * Collects until the reporter may use the ring again.
     *
     * @param result how many failures and successes are judged in all.
     */
    @Arbiter
    public void after(final JJJ_Result result)
    {
        while (ground.overflow.pending())
        {
            ground.collectFolded(sum);
        }
        result.r2 = sum.failures();
        result.r3 = sum.successes();
        ground.give();
    }
}
