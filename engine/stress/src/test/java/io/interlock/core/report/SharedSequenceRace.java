package io.interlock.core.report;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/**
 * Two threads publish with one shared reporter: its last published sequence is the higher of theirs, whoever comes last (DESIGN, lanes 3).
 *
 * <p>Fails when {@link Lane} stores the sequence of a shared reporter as that of an exclusive one, on any processor.
 */
@JCStressTest
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "The higher.")
@State
public class SharedSequenceRace
{
    private final LaneGround ground = LaneGround.shared();
    private final long before = Math.max(0, ground.lane.after());

    /** Is about to publish. */
    @Actor
    public void one()
    {
        ground.lane.publishing(before + 1);
    }

    /** Likewise, after it claimed a later sequence. */
    @Actor
    public void other()
    {
        ground.lane.publishing(before + 2);
    }

    /**
     * Looks.
     *
     * @param result the sequence.
     */
    @Arbiter
    public void after(final J_Result result)
    {
        result.r1 = ground.lane.after() - before;
        ground.give();
    }
}
