package io.interlock.core.report;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/**
 * A report crosses the ring: once its slot is available it is read as it was put.
 *
 * <p>Fails when {@link RingReporter} publishes a slot before it puts the report into it, on any processor. The stores into the slot are
 * plain, and stay before the publication by its release alone: x86 keeps them in order, so there only the compiler could show that it is
 * missing.
 */
@JCStressTest
@Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "Not there yet.")
@Outcome(id = "7", expect = Expect.ACCEPTABLE, desc = "As it was put.")
@State
public class RingRace
{
    private static final long PUT = 7;
    private static final long OLD = 5;

    private final LaneGround ground = LaneGround.exclusive();
    private final long next;

    /** Every slot holds an older report. */
    public RingRace()
    {
        for (int i = 0; i < ground.ring.size(); i++)
        {
            ground.publishing.apiLatency(OLD);
        }
        ground.ring.consumed(ground.ring.cursor());
        next = ground.ring.cursor() + 1;
    }

    /** Publishes. */
    @Actor
    public void reporter()
    {
        ground.publishing.apiLatency(PUT);
    }

    /**
     * Looks.
     *
     * @param result what was read; -1 where nothing is there.
     */
    @Actor
    public void breaker(final J_Result result)
    {
        result.r1 = -1;
        if (ground.ring.isAvailable(next))
        {
            ground.ring.read(next, ground.heard);
            result.r1 = ground.heard.number();
        }
    }

    /**
     * Gives the memory back.
     *
     * @param result untouched.
     */
    @Arbiter
    public void after(final J_Result result)
    {
        ground.give();
    }
}
