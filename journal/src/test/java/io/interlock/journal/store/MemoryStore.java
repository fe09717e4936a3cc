package io.interlock.journal.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Frames in memory, for tests. What was not forced can be dropped, as a loss of power does. One thread writes; sources may be read by
 * another.
 */
public final class MemoryStore implements FrameStore
{
    private final List<FrameSource.Frame> frames = new ArrayList<>();
    private int forced;
    private int file = 1;

    @Override
    public synchronized void append(final byte[] bytes, final int length)
    {
        if (length < 1 || length > MAX_FRAME)
        {
            throw new IllegalArgumentException("a frame of " + length + " bytes");
        }
        frames.add(new FrameSource.Frame("memory-" + file, frames.size(), Arrays.copyOf(bytes, length)));
    }

    @Override
    public synchronized void force()
    {
        forced = frames.size();
    }

    @Override
    public synchronized void newFile()
    {
        file++;
    }

    /** Loses what was not forced. */
    public synchronized void losePower()
    {
        frames.subList(forced, frames.size()).clear();
    }

    /**
     * Puts other bytes into a frame, as somebody does who edits a file.
     *
     * @param index of the frame, from 0.
     * @param bytes its new content.
     */
    public synchronized void edit(final int index, final byte[] bytes)
    {
        frames.set(index, new FrameSource.Frame(frames.get(index).file(), index, bytes.clone()));
    }

    /**
     * How many frames there are.
     *
     * @return forced or not.
     */
    public synchronized int size()
    {
        return frames.size();
    }

    /**
     * How many frames a loss of power leaves.
     *
     * @return from the first on.
     */
    public synchronized int forced()
    {
        return forced;
    }

    private synchronized FrameSource.Frame frame(final int index)
    {
        return index < frames.size() ? frames.get(index) : null;
    }

    /**
     * A reader from the first frame on, which sees what is appended later.
     *
     * @return before the first frame.
     */
    public FrameSource source()
    {
        return new FrameSource()
        {
            private int next;

            @Override
            public Frame next() throws IOException
            {
                final Frame frame = MemoryStore.this.frame(this.next);
                if (frame != null)
                {
                    this.next++;
                }
                return frame;
            }

            @Override
            public void close()
            {
                // Nothing is held.
            }
        };
    }

    @Override
    public void close()
    {
        // The frames stay, for a second start.
    }
}
