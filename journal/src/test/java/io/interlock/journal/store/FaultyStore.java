package io.interlock.journal.store;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Fails the N-th call of a kind, for tests. Threading: as the store behind it; {@link #letGo()} by any thread. */
public final class FaultyStore implements FrameStore
{
    /** What is failed. */
    public enum Call
    {
        /** {@link FrameStore#append}. */
        APPEND,
        /** {@link FrameStore#force}. */
        FORCE,
        /** {@link FrameStore#newFile}. */
        NEW_FILE,
    }

    /** How it fails. */
    public enum Fault
    {
        /** No room; nothing was written. */
        ENOSPC,
        /** The disk fails; nothing was written. */
        EIO,
        /** The call fails though the store has done it: the caller cannot know. */
        SHORT_WRITE,
        /** It does not return until {@link FaultyStore#letGo()}, and then succeeds. */
        STALL,
    }

    private final FrameStore store;
    private final Call call;
    private final Fault fault;
    private final int from;
    private final int to;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private int calls;

    /**
     * Fails one call, or from one call on.
     *
     * @param store behind.
     * @param call  what fails.
     * @param fault how.
     * @param nth   which one, from 1.
     * @param times how many from there on.
     */
    public FaultyStore(final FrameStore store, final Call call, final Fault fault, final int nth, final int times)
    {
        this.store = store;
        this.call = call;
        this.fault = fault;
        this.from = nth;
        this.to = nth + times;
    }

    @Override
    public void append(final byte[] bytes, final int length) throws IOException
    {
        final boolean failing = due(Call.APPEND);
        if (!failing || fault == Fault.SHORT_WRITE)
        {
            store.append(bytes, length);
        }
        fail(failing);
    }

    @Override
    public void force() throws IOException
    {
        final boolean failing = due(Call.FORCE);
        if (!failing || fault == Fault.SHORT_WRITE)
        {
            store.force();
        }
        fail(failing);
    }

    @Override
    public void newFile() throws IOException
    {
        final boolean failing = due(Call.NEW_FILE);
        if (!failing || fault == Fault.SHORT_WRITE)
        {
            store.newFile();
        }
        fail(failing);
    }

    private boolean due(final Call made) throws IOException
    {
        if (made != call)
        {
            return false;
        }
        calls++;
        final boolean due = calls >= from && calls < to;
        if (due)
        {
            reached.countDown();
        }
        if (due && fault == Fault.STALL)
        {
            stall();
            return false;
        }
        return due;
    }

    private void stall() throws IOException
    {
        try
        {
            released.await();
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in a stall", interrupted);
        }
    }

    private void fail(final boolean failing) throws IOException
    {
        if (failing)
        {
            throw new IOException(switch (fault)
            {
                case ENOSPC -> "No space left on device";
                case SHORT_WRITE -> "short write";
                default -> "Input/output error";
            });
        }
    }

    /**
     * Opens when the fault is reached.
     *
     * @return to be waited for.
     */
    public CountDownLatch reached()
    {
        return reached;
    }

    /** Ends a stall, now or before it begins. */
    public void letGo()
    {
        released.countDown();
    }

    @Override
    public void close()
    {
        letGo();
        store.close();
    }
}
