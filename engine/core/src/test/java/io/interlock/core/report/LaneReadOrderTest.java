package io.interlock.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A reporter reads the consumed sequence before attention (DESIGN, lanes 3). Here the breaker is nothing but the two stores, side by side,
 * so that a reporter that read them in the order in which they are written would soon be caught between them.
 */
class LaneReadOrderTest
{
    private static final long SEED = 20261126L;
    private static final int ROUNDS = 100_000;
    /** On a busy machine fewer rounds will do. */
    private static final long ENOUGH_NS = 1_500_000_000L;

    /** Attention, then the sequence, as soon as anything is published. */
    private static final class Stores extends Thread
    {
        private final LaneRig rig;
        private volatile boolean over;

        Stores(final LaneRig rig)
        {
            this.rig = rig;
        }

        @Override
        public void run()
        {
            while (!over)
            {
                final long next = rig.ring.consumed() + 1;
                if (rig.ring.isAvailable(next))
                {
                    rig.words.attention(0, true);
                    rig.ring.consumed(next);
                }
                else
                {
                    Thread.yield();
                }
            }
        }
    }

    @Test
    void shouldNeverGatherASuccessThatFollowsAFailure() throws Exception
    {
        for (final boolean shared : new boolean[] {false, true})
        {
            final Random random = new Random(SEED);
            final LaneRig rig = new LaneRig(shared, 1_000_000);
            final Stores stores = new Stores(rig);
            stores.start();
            int rounds = 0;
            int gathered = 0;
            try
            {
                final long end = System.nanoTime() + ENOUGH_NS;
                while (rounds < ROUNDS && System.nanoTime() - end < 0)
                {
                    rounds++;
                    gathered += failThenSucceed(rig, random) ? 1 : 0;
                }
            }
            finally
            {
                stores.over = true;
                stores.join();
            }
            assertThat(gathered).as("seed %d, of %d, shared %s", SEED, rounds, shared).isZero();
        }
    }

    /** Whether the success was gathered; leaves everything consumed and attention off. */
    private static boolean failThenSucceed(final LaneRig rig, final Random random)
    {
        rig.reporter.failure(null);
        for (int spins = random.nextInt(60); spins > 0; spins--)
        {
            Thread.onSpinWait();
        }
        final long before = rig.ring.cursor();
        rig.reporter.success();
        final long last = rig.ring.cursor();
        while (rig.ring.consumed() < last)
        {
            Thread.yield();
        }
        rig.words.attention(0, false);
        return last == before;
    }
}
