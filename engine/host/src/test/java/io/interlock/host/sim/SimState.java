package io.interlock.host.sim;

import io.interlock.journal.state.StateChannel;
import io.interlock.journal.state.StateDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where the state file is, on a disk that forgets what was not forced, sector by sector.
 *
 * <p>Threading: one thread.
 */
final class SimState
{
    /** Finer than any disk's: a state is short. */
    private static final int SECTOR = 16;

    private final SimDisk disk;
    private MemoryFile certain;
    private MemoryFile current;

    /** What was written and is not forced. */
    private record Piece(int at, byte[] bytes)
    {
    }

    SimState(final SimDisk disk)
    {
        this.disk = disk;
    }

    /** For a life. */
    StateDirectory directory(final int life)
    {
        return new StateDirectory()
        {
            private MemoryFile made;

            @Override
            public byte[] read()
            {
                return current == null || disk.mutation() == Mutation.STATE_FILE_IGNORED ? null : current.live.clone();
            }

            @Override
            public StateChannel create() throws IOException
            {
                disk.requireAlive(life);
                made = new MemoryFile(life);
                return made;
            }

            @Override
            public void publish() throws IOException
            {
                disk.requireAlive(life);
                if (disk.strikes(FaultPoint.STATE_RENAME_FAILS))
                {
                    if ((life & 1) == 0)
                    {
                        current = made;
                    }
                    throw new IOException("input/output error");
                }
                current = made;
                certain = made;
            }
        };
    }

    /** Nothing is pending any more: the system has written it all. */
    void settle()
    {
        if (current != null)
        {
            current.durable = current.live.clone();
            current.pending.clear();
        }
        certain = current;
    }

    void losePower(final SplittableRandom random)
    {
        current = random.nextBoolean() ? certain : current;
        if (current != null)
        {
            final byte[] left = current.survivor(random);
            if (!Arrays.equals(left, current.live) && !Arrays.equals(left, current.durable))
            {
                disk.counts().hit(FaultPoint.STATE_TORN);
            }
            current.live = left;
        }
        settle();
    }

    /** It is gone. */
    boolean lose()
    {
        final boolean was = current != null;
        current = null;
        certain = null;
        return was;
    }

    private final class MemoryFile implements StateChannel
    {
        private final int life;
        private byte[] durable = new byte[0];
        private byte[] live = new byte[0];
        private final List<Piece> pending = new ArrayList<>();

        MemoryFile(final int life)
        {
            this.life = life;
        }

        @Override
        public int write(final ByteBuffer bytes, final long at) throws IOException
        {
            disk.requireAlive(life);
            final boolean fails = disk.strikes(FaultPoint.STATE_WRITE_FAILS);
            final boolean part = fails || bytes.remaining() > 1 && disk.strikes(FaultPoint.STATE_WRITE_SHORT);
            final int length = part ? bytes.remaining() / 2 : bytes.remaining();
            final byte[] taken = new byte[length];
            bytes.get(taken);
            live = put(live, (int)at, taken);
            for (int from = 0; from < length;)
            {
                final int end = Math.min(length, from + SECTOR - ((int)at + from) % SECTOR);
                pending.add(new Piece((int)at + from, Arrays.copyOfRange(taken, from, end)));
                from = end;
            }
            if (fails)
            {
                throw new IOException("no space left on device");
            }
            return length;
        }

        @Override
        public void force() throws IOException
        {
            disk.requireAlive(life);
            if (disk.strikes(FaultPoint.STATE_FORCE_SLOW))
            {
                disk.meanwhile();
                disk.requireAlive(life);
            }
            if (disk.strikes(FaultPoint.STATE_FORCE_FAILS))
            {
                durable = survivor(new SplittableRandom(live.length + pending.size()));
                pending.clear();
                throw new IOException("input/output error");
            }
            durable = Arrays.copyOf(durable, Math.max(durable.length, live.length));
            pending.forEach(piece -> durable = put(durable, piece.at, piece.bytes));
            pending.clear();
        }

        @Override
        public long size()
        {
            return live.length;
        }

        @Override
        public void close()
        {
            // Nothing is held.
        }

        private byte[] survivor(final SplittableRandom random)
        {
            byte[] left = durable.clone();
            final int bias = random.nextInt(3);
            for (final Piece piece : pending)
            {
                if (random.nextInt(4) > bias)
                {
                    left = put(left, piece.at, piece.bytes);
                }
            }
            return left;
        }
    }

    private static byte[] put(final byte[] into, final int at, final byte[] bytes)
    {
        final byte[] result = into.length >= at + bytes.length ? into : Arrays.copyOf(into, at + bytes.length);
        System.arraycopy(bytes, 0, result, at, bytes.length);
        return result;
    }
}
