package io.interlock.core.report;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * One thread has published a failure with a shared reporter, which the breaker judges, and another reports a success with it: it is never
 * gathered, as in {@link AttentionRace}.
 *
 * <p>Fails when {@link LaneReporter} looks at attention before the sequence and not again after, on any processor. When it reads either of
 * them plainly it cannot fail on x86, which keeps loads in order.
 */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Published, whatever it saw.")
@State
public class SharedAttentionRace
{
    private final LaneGround ground = LaneGround.shared();
    private final long failure;

    /** The failure is published. */
    public SharedAttentionRace()
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
