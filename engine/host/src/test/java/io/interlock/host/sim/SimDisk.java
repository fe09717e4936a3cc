package io.interlock.host.sim;

import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.FrameStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The disk below the journal and the state file: what was written and what of it was forced, over all lives; and the calls that are to
 * fail. A process that was killed writes nothing any more.
 *
 * <p>Threading: one thread.
 */
final class SimDisk
{
    private static final int A_FILE = 64;
    private static final int DROPPED = 40;

    private final FaultCounts counts;
    private final Mutation mutation;
    private final List<Frame> frames = new ArrayList<>();
    private final Map<FaultPoint, Integer> armed = new EnumMap<>(FaultPoint.class);
    private final SimState state;
    private final Set<Long> torn = new HashSet<>();
    private Runnable slow = () ->
    {
    };
    private int life;
    private int forced;
    private int file = 1;
    private int appends;
    private boolean low;
    private boolean faulty;
    private boolean damaged;

    /** A frame; doomed: a force failed with it, and no later one brings it to the disk. */
    private static final class Frame
    {
        private final String file;
        private byte[] bytes;
        private boolean doomed;

        Frame(final String file, final byte[] bytes)
        {
            this.file = file;
            this.bytes = bytes;
        }
    }

    SimDisk(final FaultCounts counts, final Mutation mutation)
    {
        this.counts = counts;
        this.mutation = mutation;
        state = new SimState(this);
    }

    // ---- faults ----

    /** What is run while a force does not return. */
    void slow(final Runnable value)
    {
        slow = value;
    }

    void meanwhile()
    {
        slow.run();
    }

    /** The next call that this fault can happen to fails; given a number for what it leaves open. */
    void arm(final FaultPoint fault, final int number)
    {
        armed.put(fault, number);
        faulty = true;
    }

    void disarm()
    {
        armed.clear();
        low = false;
        faulty = false;
    }

    /** Whether something was to go wrong since the last time that all was made well. */
    boolean isFaulty()
    {
        return faulty;
    }

    /** Whether a fault happens now; counted where it does. */
    boolean strikes(final FaultPoint fault)
    {
        final boolean now = armed.remove(fault) != null;
        if (now)
        {
            counts.hit(fault);
        }
        return now;
    }

    void low(final boolean value)
    {
        low = value;
    }

    FaultCounts counts()
    {
        return counts;
    }

    Mutation mutation()
    {
        return mutation;
    }

    SimState state()
    {
        return state;
    }

    // ---- what is true ----

    /** Frames written, by this life or one before. */
    int size()
    {
        return frames.size();
    }

    /** Whether no loss of power can take a frame. */
    boolean isDurable(final int frame)
    {
        return frame < forced && !frames.get(frame).doomed;
    }

    /** Whether a frame is the torn end of a life. */
    boolean isTorn(final long frame)
    {
        return torn.contains(frame);
    }

    /** Whether records that were written are not there any more, or read otherwise. */
    boolean isDamaged()
    {
        return damaged;
    }

    // ---- what happens between two lives ----

    /** Nothing that the life before still wants to write is written. */
    int nextLife()
    {
        return ++life;
    }

    boolean isAlive(final int one)
    {
        return one == life;
    }

    /** Killed in the middle of an append: its beginning is there. */
    void tearTail(final SplittableRandom random)
    {
        final byte[] bytes = new byte[8 + random.nextInt(40)];
        random.nextBytes(bytes);
        torn.add((long)frames.size());
        frames.add(new Frame("sim-" + file, bytes));
        counts.hit(FaultPoint.TORN_TAIL);
    }

    /** What was not forced may be there or not; what was lost for good is not. */
    void losePower(final SplittableRandom random)
    {
        for (int i = 0; i < forced; i++)
        {
            if (frames.get(i).doomed)
            {
                garble(i, random);
            }
        }
        final int kept = forced + random.nextInt(frames.size() - forced + 1);
        frames.subList(kept, frames.size()).clear();
        for (int i = forced; i < kept; i++)
        {
            if (frames.get(i).doomed || random.nextInt(8) == 0)
            {
                garble(i, random);
                counts.hit(FaultPoint.TORN_TAIL);
            }
        }
        state.losePower(random);
        forced = frames.size();
    }

    /** A killed process leaves everything to the system, which keeps it. */
    void settle()
    {
        state.settle();
    }

    private void garble(final int frame, final SplittableRandom random)
    {
        final byte[] bytes = new byte[frames.get(frame).bytes.length];
        random.nextBytes(bytes);
        frames.get(frame).bytes = bytes;
        frames.get(frame).doomed = false;
        damaged = true;
    }

    /** A bit of a forced frame flips. */
    boolean rot(final SplittableRandom random)
    {
        if (frames.isEmpty())
        {
            return false;
        }
        final Frame frame = frames.get(Math.max(0, frames.size() - 1 - random.nextInt(40)));
        final byte[] bytes = frame.bytes.clone();
        bytes[random.nextInt(bytes.length)] ^= (byte)(1 << random.nextInt(8));
        frame.bytes = bytes;
        damaged = true;
        counts.hit(FaultPoint.FRAME_ROTS);
        return true;
    }

    /** The last frames are gone. */
    boolean cut(final SplittableRandom random)
    {
        if (frames.isEmpty())
        {
            return false;
        }
        final int left = Math.max(0, frames.size() - 1 - random.nextInt(30));
        frames.subList(left, frames.size()).clear();
        damaged = true;
        forced = Math.min(forced, left);
        counts.hit(FaultPoint.END_CUT);
        return true;
    }

    // ---- the seams ----

    FrameSource source()
    {
        return new FrameSource()
        {
            private int next;

            @Override
            public Frame next()
            {
                if (next >= frames.size())
                {
                    return null;
                }
                final SimDisk.Frame frame = frames.get(next);
                return new Frame(frame.file, next++, frame.bytes);
            }

            @Override
            public void close()
            {
                // Nothing is open.
            }
        };
    }

    /** For a life. */
    FrameStore store(final int one)
    {
        return new Store(one);
    }

    void requireAlive(final int one) throws IOException
    {
        if (!isAlive(one))
        {
            throw new IOException("this process was killed");
        }
    }

    private final class Store implements FrameStore
    {
        private final int owner;

        Store(final int owner)
        {
            this.owner = owner;
        }

        @Override
        public void append(final byte[] bytes, final int length) throws IOException
        {
            requireAlive(owner);
            if (strikes(FaultPoint.APPEND_FAILS))
            {
                throw new IOException("no space left on device");
            }
            appends++;
            if (mutation != Mutation.APPEND_IS_DROPPED || appends % DROPPED != 0)
            {
                frames.add(new Frame("sim-" + (file + frames.size() / A_FILE), Arrays.copyOf(bytes, length)));
            }
            if (strikes(FaultPoint.APPEND_SHORT))
            {
                // The same number is given again to the next record.
                damaged = true;
                throw new IOException("short write");
            }
        }

        @Override
        public void force() throws IOException
        {
            requireAlive(owner);
            if (strikes(FaultPoint.FORCE_SLOW))
            {
                final int upTo = frames.size();
                slow.run();
                requireAlive(owner);
                forceTo(upTo);
                return;
            }
            if (strikes(FaultPoint.FORCE_FAILS))
            {
                frames.subList(forced, frames.size()).forEach(frame -> frame.doomed = true);
                if (mutation != Mutation.FAILED_FORCE_IS_SWALLOWED)
                {
                    throw new IOException("input/output error");
                }
            }
            forceTo(frames.size());
            if (strikes(FaultPoint.FORCE_UNTOLD))
            {
                throw new IOException("input/output error, after all");
            }
        }

        private void forceTo(final int end)
        {
            if (mutation != Mutation.FORCE_IS_A_LIE)
            {
                forced = Math.max(forced, end);
            }
        }

        @Override
        public void newFile() throws IOException
        {
            requireAlive(owner);
            if (strikes(FaultPoint.NEW_FILE_FAILS))
            {
                throw new IOException("no space left on device");
            }
            file++;
        }

        @Override
        public boolean spaceIsLow()
        {
            if (low)
            {
                counts.hit(FaultPoint.DISK_LOW);
            }
            return low;
        }

        @Override
        public void close()
        {
            // The frames stay, for the next life.
        }
    }
}
