package io.interlock.journal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.testing.Runs;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever was said to be durable is read again, or something later, whole: after a crash at any point, and after any failure. */
class StateFileCrashTest
{
    private static final int STATES = Runs.of(20_000, 100_000);
    private static final long SEED = Long.getLong("interlock.seed", 4_002L);
    private static final int WRITES = 12;

    private final Random random = new Random(SEED);
    private final List<StateSnapshot> states = new ArrayList<>();
    private MemoryDisk disk;
    private StateFile file;
    /** Sequence of the last state that was said to be durable; 0 for none. */
    private long claimed;
    private long checked;
    private long torn;

    private StateSnapshot next(final int scopes)
    {
        final List<ScopeVitals> vitals = new ArrayList<>();
        for (int i = 0; i < scopes; i++)
        {
            vitals.add(new ScopeVitals("venue-" + i, new RestoredScope(
                Level.of(random.nextInt(5)), random.nextBoolean(), ExchangeStatus.of(random.nextInt(4)),
                NetworkStatus.of(random.nextInt(2)), (long)random.nextInt(8) << 14)));
        }
        final StateSnapshot state = new StateSnapshot(new UUID(1, 2), new ChainHead(states.size() + 1, Hash.ZERO), vitals);
        states.add(state);
        return state;
    }

    private void begin()
    {
        states.clear();
        claimed = 0;
        file = null;
        disk = new MemoryDisk(random);
    }

    /** Scopes come to be over time: a file is outgrown in the middle of it. */
    private void step(final int n) throws IOException
    {
        final StateSnapshot state = next(30 + n / 3 * 45);
        if (file == null)
        {
            file = StateFile.create(disk, state, 0);
        }
        else
        {
            file.write(state);
        }
        claimed = state.head().sequence();
    }

    private void check(final String when)
    {
        final byte[] left = disk.crash();
        final String name = when + ", seed " + SEED + ", sample " + checked++;
        if (left == null)
        {
            assertThat(claimed).as(name).isZero();
            return;
        }
        final StateRead read = StateReader.read(left);
        assertThat(read.snapshot()).as(name).isNotNull();
        final long sequence = read.snapshot().head().sequence();
        assertThat(sequence).as(name).isGreaterThanOrEqualTo(claimed);
        // Whole, so no level of it is looser than it was.
        assertThat(read.snapshot()).as(name).isEqualTo(states.get((int)sequence - 1));
        torn += read.faults().size();
    }

    @Test
    void shouldKeepTheLastForcedStateWhateverSectorsAreDropped() throws Exception
    {
        while (checked < STATES)
        {
            begin();
            disk.probe(() ->
            {
                for (int i = 0; i < 8; i++)
                {
                    check("operation " + disk.operations());
                }
            });
            for (int n = 0; n < WRITES; n++)
            {
                step(n);
            }
        }
        assertThat(torn).as("torn slots were among them").isGreaterThan(STATES / 100);
        Runs.done("subsets of unforced sectors dropped, state file alone", checked,
            "the last forced state was whole; " + torn + " torn slots");
    }

    @Test
    void shouldNeverClaimDurableWhatIsNotWhateverFails() throws Exception
    {
        begin();
        for (int n = 0; n < WRITES; n++)
        {
            step(n);
        }
        final int operations = disk.operations();
        assertThat(operations).isGreaterThan(2 * WRITES);
        for (final MemoryDisk.Fault fault : MemoryDisk.Fault.values())
        {
            for (int at = 0; at < operations; at++)
            {
                for (int round = 0; round < 10; round++)
                {
                    failing(fault, at);
                }
            }
        }
    }

    private void failing(final MemoryDisk.Fault fault, final int at)
    {
        begin();
        disk.failAt(at, fault);
        disk.probe(() -> check(fault + " at operation " + at));
        int failures = 0;
        for (int n = 0; n < WRITES; n++)
        {
            try
            {
                step(n);
            }
            catch (final IOException injected)
            {
                failures++;
            }
            check(fault + " at operation " + at + ", after write " + n);
        }
        // The failure may have been that of the last one.
        try
        {
            step(WRITES);
        }
        catch (final IOException again)
        {
            throw new AssertionError(fault + " at operation " + at + " fails for ever", again);
        }
        assertThat(failures).as("%s at operation %d", fault, at).isEqualTo(fault == MemoryDisk.Fault.SHORT ? 0 : 1);
        assertThat(claimed).as("it goes on after a failure").isEqualTo(WRITES + 1);
        assertThat(StateReader.read(disk.read()).faults()).isEmpty();
    }

    /** The rename was done and could not be made durable: the old file may be no file any more, so nothing may be kept in it. */
    @Test
    void shouldWriteToNoFileThatARenameMayHaveReplaced() throws Exception
    {
        begin();
        file = StateFile.create(disk, next(10), 0);
        claimed = 1;
        final StateSnapshot outgrown = next(1000);
        // The operations of a replacement fail one after the other, up to the rename.
        boolean renamed = false;
        for (int nth = 0; !renamed; nth++)
        {
            disk.failAt(disk.operations() + nth, MemoryDisk.Fault.EIO);
            renamed = publishFails(outgrown);
        }
        final StateSnapshot small = next(10);
        file.write(small);
        claimed = small.head().sequence();
        for (int i = 0; i < 100; i++)
        {
            check("after a doubtful rename");
        }
    }

    private boolean publishFails(final StateSnapshot state)
    {
        try
        {
            file.write(state);
            throw new AssertionError("nothing failed");
        }
        catch (final IOException injected)
        {
            return injected.getMessage().contains("after the rename");
        }
    }

    @Test
    void shouldGiveUpOnAChannelThatTakesNothing()
    {
        begin();
        final StateDirectory stuck = new StateDirectory()
        {
            @Override
            public byte[] read()
            {
                return null;
            }

            @Override
            public StateChannel create()
            {
                return new StuckChannel();
            }

            @Override
            public void publish()
            {
                throw new AssertionError("published though nothing was written");
            }
        };
        assertThatThrownBy(() -> StateFile.create(stuck, next(1), 0))
            .isInstanceOf(IOException.class).hasMessageContaining("takes no more bytes");
    }

    /** Takes nothing and never fails. */
    private static final class StuckChannel implements StateChannel
    {
        @Override
        public int write(final ByteBuffer bytes, final long at)
        {
            return 0;
        }

        @Override
        public void force()
        {
            // Nothing to force.
        }

        @Override
        public long size()
        {
            return 0;
        }

        @Override
        public void close()
        {
            // Nothing is open.
        }
    }
}
