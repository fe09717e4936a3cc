package io.interlock.journal.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A disk that forgets: what was not forced may be there or not, sector by sector; a rename that was not forced likewise; and any operation
 * can fail. A force that fails keeps some of the sectors and forgets the rest for good, as kernels do.
 */
public final class MemoryDisk implements StateDirectory
{
    static final int SECTOR = 512;

    /** What happens to the operation that is to fail. */
    public enum Fault
    {
        /** A write takes a part and says so; anything else is done. */
        SHORT,
        /** A write takes a part and fails; anything else fails with nothing done. */
        ENOSPC,
        /** A write is done and fails; a rename is done and fails; anything else fails with nothing done. */
        EIO
    }

    private record Piece(int at, byte[] bytes)
    {
    }

    private final Random random;
    /** What a crash leaves for certain, and what is in place now. */
    private MemoryFile certain;
    private MemoryFile current;
    private MemoryFile made;
    private int operations;
    private int failAt = -1;
    private Fault fault = Fault.SHORT;
    private Runnable probe = () ->
    {
    };

    public MemoryDisk(final Random random)
    {
        this.random = random;
    }

    public void failAt(final int operation, final Fault kind)
    {
        failAt = operation;
        fault = kind;
    }

    /** Run before each operation, when a crash may come. */
    public void probe(final Runnable run)
    {
        probe = run;
    }

    public int operations()
    {
        return operations;
    }

    /** The file after a crash now, one way it may turn out; null where there is none. */
    public byte[] crash()
    {
        final MemoryFile file = random.nextBoolean() ? certain : current;
        return file == null ? null : file.survivor();
    }

    private boolean fails()
    {
        probe.run();
        return operations++ == failAt;
    }

    @Override
    public byte[] read()
    {
        return current == null ? null : current.live.clone();
    }

    @Override
    public StateChannel create() throws IOException
    {
        if (fails() && fault != Fault.SHORT)
        {
            throw new IOException("injected at create");
        }
        made = new MemoryFile();
        return made;
    }

    @Override
    public void publish() throws IOException
    {
        final boolean fail = fails() && fault != Fault.SHORT;
        if (fail && fault == Fault.ENOSPC)
        {
            throw new IOException("injected before the rename");
        }
        // The rename is done before the directory is forced: a crash may come in between.
        current = made;
        probe.run();
        if (fail)
        {
            certain = random.nextBoolean() ? made : certain;
            throw new IOException("injected after the rename");
        }
        certain = made;
    }

    private final class MemoryFile implements StateChannel
    {
        private byte[] durable = new byte[0];
        private byte[] live = new byte[0];
        private final List<Piece> pending = new ArrayList<>();
        private boolean open = true;

        @Override
        public int write(final ByteBuffer bytes, final long at) throws IOException
        {
            if (!open)
            {
                throw new IOException("closed");
            }
            final boolean fail = fails();
            final int length = fail && fault != Fault.EIO ? bytes.remaining() / 2 : bytes.remaining();
            final byte[] taken = new byte[length];
            bytes.get(taken);
            live = put(live, (int)at, taken);
            for (int from = 0; from < length;)
            {
                final int end = Math.min(length, from + SECTOR - (int)((at + from) % SECTOR));
                pending.add(new Piece((int)at + from, Arrays.copyOfRange(taken, from, end)));
                from = end;
            }
            if (fail && fault != Fault.SHORT)
            {
                throw new IOException("injected at write");
            }
            return length;
        }

        @Override
        public void force() throws IOException
        {
            if (fails() && fault != Fault.SHORT)
            {
                durable = survivor();
                pending.clear();
                throw new IOException("injected at force");
            }
            for (final Piece piece : pending)
            {
                durable = put(durable, piece.at, piece.bytes);
            }
            pending.clear();
        }

        @Override
        public long size() throws IOException
        {
            if (fails() && fault != Fault.SHORT)
            {
                throw new IOException("injected at size");
            }
            return live.length;
        }

        @Override
        public void close()
        {
            open = false;
        }

        private byte[] survivor()
        {
            byte[] left = durable.clone();
            final int bias = random.nextInt(4);
            for (final Piece piece : pending)
            {
                if (bias == 0 ? random.nextInt(20) != 0 : bias == 1 ? random.nextInt(20) == 0 : random.nextBoolean())
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
