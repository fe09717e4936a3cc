package io.interlock.core.dump;

import java.nio.ByteBuffer;

/**
 * Rows in memory that is reserved for them. What finds no room is left out and counted. How far it is can be read at any time: a row counts
 * once it is whole, so that whoever waits for more than it wants to takes what is there.
 *
 * <p>Threading: written by one thread; {@link #published()} and the bytes before it are for any.
 */
final class RowBuffer extends DumpRows
{
    private int rowStart;
    private int rows;
    private boolean overflowing;
    private volatile int leftOut;
    private volatile long published;

    RowBuffer(final int capacity)
    {
        super(ByteBuffer.allocateDirect(capacity));
    }

    void reset()
    {
        published = 0;
        leftOut = 0;
        overflowing = false;
        rowStart = 0;
        rows = 0;
        bytes.clear();
    }

    @Override
    boolean makeRoom()
    {
        overflowing = true;
        return false;
    }

    @Override
    void rowEnded()
    {
        if (overflowing)
        {
            overflowing = false;
            bytes.position(rowStart);
            leftOut++;
            return;
        }
        rowStart = bytes.position();
        rows++;
        published = (long)rows << Integer.SIZE | rowStart;
    }

    /** A row that threw half way is taken back. */
    void dropBroken()
    {
        overflowing = false;
        bytes.position(rowStart);
    }

    int leftOut()
    {
        return leftOut;
    }

    /** Rows and where they end, in one. */
    long published()
    {
        return published;
    }

    static int endOf(final long published)
    {
        return (int)published;
    }

    static int rowsOf(final long published)
    {
        return (int)(published >>> Integer.SIZE);
    }
}
