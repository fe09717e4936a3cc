package io.interlock.core.report;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * A reporter that one thread owns has published a failure, which the breaker judges: it sets attention and then passes the sequence. The
 * success after the failure is never gathered, since it ends a streak (DESIGN, lanes 3): the reporter reads the sequence before attention.
 *
 * <p>Fails when {@link LaneReporter} looks at attention before the sequence and not again after, on any processor. When it reads either of
 * them plainly it cannot fail on x86, which keeps loads in order.
 */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Published, whatever it saw.")
@State
public class AttentionRace
{
    private final LaneGround ground = LaneGround.exclusive();
    private final long failure;

    /** The failure is published. */
    public AttentionRace()
    {
        ground.reporter.failure(null);
        failure = ground.ring.cursor();
    }

    /** Judges it. */
    @Actor
    public void breaker()
    {
        ground.words.attention(0, true);
        ground.ring.consumed(failure);
    }

    /** Reports what matters now. */
    @Actor
    public void reporter()
    {
        ground.reporter.success();
    }

    /**
     * Looks at where it went.
     *
     * @param result how many reports are in the lane, and how many were published.
     */
    @Arbiter
    public void after(final JJ_Result result)
    {
        result.r1 = ground.collect();
        result.r2 = ground.ring.cursor() - failure;
        ground.give();
    }
}
