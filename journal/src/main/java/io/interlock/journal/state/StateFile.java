package io.interlock.journal.state;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The state file, written: after each write that returned, at least that state is read again, whatever crash or loss of power comes next.
 *
 * <p>Each write goes to the slot that does not hold the last durable state, and is forced. A write that failed leaves that slot in doubt,
 * so the next goes to the same one: never is the last durable state written over. A file is never opened for writing: a life begins with a
 * new one that is made beside the old, both slots filled to their ends with real bytes, forced, and put in place by a rename; so does a
 * state that outgrows its slot. Hence a full disk can refuse a new file, but no write to a slot that is there.
 *
 * <p>Threading: one thread, the journal's.
 */
public final class StateFile implements AutoCloseable
{
    /** Its name in the engine's directory. */
    public static final String NAME = "state.dat";

    /** A channel that takes nothing this often in a row is broken. */
    private static final int MAX_IDLE_WRITES = 16;

    private final StateDirectory directory;
    private final SlotWriter slots = new SlotWriter();
    private StateChannel channel;
    private int slotSize;
    /** Of the last write that was begun. */
    private long generation;
    /** The slot that does not hold the last durable state. */
    private int free;

    private StateFile(final StateDirectory directory, final long generation)
    {
        this.directory = directory;
        this.generation = generation;
    }

    /**
     * Makes a new file that holds a state, and puts it in the old one's place.
     *
     * @param directory where to.
     * @param first     what it holds: for a restart what recovery decided, after it is durable in the journal.
     * @param after     the generation that {@link StateReader} read; 0 where there was none. Later ones follow.
     * @return to be closed.
     * @throws IOException where it is not certain that it is durable; then the old file or the new is in place, both whole.
     */
    public static StateFile create(final StateDirectory directory, final StateSnapshot first, final long after) throws IOException
    {
        final StateFile file = new StateFile(directory, after);
        file.replace(first);
        return file;
    }

    /**
     * Writes a state. When it returns, that state is durable.
     *
     * @param snapshot the whole state.
     * @throws IOException where that is not certain; at least the state before is durable still. It may be tried again.
     */
    public void write(final StateSnapshot snapshot) throws IOException
    {
        final ByteBuffer bytes = slots.lay(snapshot, generation + 1, free, slotSize);
        // Cut or deleted by somebody: what holds the last durable state may be gone, so a whole new file takes its place.
        if (channel == null || bytes.limit() > slotSize || channel.size() != (long)StateLayout.SLOTS * slotSize)
        {
            replace(snapshot);
            return;
        }
        // Counted before anything is written: a write that failed may be on the disk with this number, so no other state may bear it.
        generation++;
        write(channel, bytes, (long)free * slotSize);
        channel.force();
        free ^= 1;
    }

    private void replace(final StateSnapshot snapshot) throws IOException
    {
        final int needed = slots.lay(snapshot, generation + 1, 0, 0).limit();
        final int size = Math.toIntExact(((long)needed * 2 + StateLayout.BLOCK - 1) / StateLayout.BLOCK * StateLayout.BLOCK);
        final StateChannel made = directory.create();
        boolean published = false;
        try
        {
            for (int slot = 0; slot < StateLayout.SLOTS; slot++)
            {
                final ByteBuffer bytes = slots.lay(snapshot, ++generation, slot, size);
                final int length = bytes.limit();
                write(made, bytes, (long)slot * size);
                zeros(made, (long)slot * size + length, (long)(slot + 1) * size);
            }
            if (made.size() != (long)StateLayout.SLOTS * size)
            {
                throw new IOException("the new state file has " + made.size() + " bytes, not " + StateLayout.SLOTS * size);
            }
            made.force();
            // From here on the rename may have happened even where it fails: what is written to the old file may be lost.
            final StateChannel old = channel;
            channel = null;
            if (old != null)
            {
                old.close();
            }
            directory.publish();
            published = true;
        }
        finally
        {
            if (!published)
            {
                made.close();
            }
        }
        channel = made;
        slotSize = size;
        free = 0;
    }

    private static void zeros(final StateChannel to, final long from, final long end) throws IOException
    {
        final ByteBuffer zeros = ByteBuffer.allocate(StateLayout.BLOCK);
        for (long at = from; at < end; at += StateLayout.BLOCK)
        {
            zeros.clear().limit((int)Math.min(StateLayout.BLOCK, end - at));
            write(to, zeros, at);
        }
    }

    private static void write(final StateChannel to, final ByteBuffer bytes, final long from) throws IOException
    {
        long at = from;
        int idle = 0;
        while (bytes.hasRemaining())
        {
            final int written = to.write(bytes, at);
            at += written;
            idle = written > 0 ? 0 : idle + 1;
            if (idle == MAX_IDLE_WRITES)
            {
                throw new IOException("the state file takes no more bytes at " + at);
            }
        }
    }

    /** Lets go of the file; the last durable state stays. */
    @Override
    public void close()
    {
        if (channel != null)
        {
            channel.close();
            channel = null;
        }
    }
}
