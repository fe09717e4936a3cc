package io.interlock.journal;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who writes to the journal holds this; and whether anything that was to be written was not, so that a stop is not called planned.
 *
 * <p>Threading: any; one at a time writes.
 */
final class Writing
{
    private static final long CLOSE_WAIT_MS = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private boolean failed;

    /** What is written. */
    interface Work
    {
        void run() throws IOException;
    }

    void run(final Work work) throws IOException
    {
        lock.lock();
        boolean done = false;
        try
        {
            work.run();
            done = true;
        }
        finally
        {
            failed |= !done;
            lock.unlock();
        }
    }

    /** A new cycle begins, into which what is missing is written again. */
    void again()
    {
        lock.lock();
        failed = false;
        lock.unlock();
    }

    /** Something is missing since the last {@link #again()}. */
    boolean isFailed()
    {
        return failed;
    }

    /** The last that is written; not at all where the disk still holds who writes. An interrupt would close files in the middle of it. */
    void last(final Runnable work)
    {
        final boolean interrupted = Thread.interrupted();
        try
        {
            if (lock.tryLock(CLOSE_WAIT_MS, TimeUnit.MILLISECONDS))
            {
                work.run();
            }
            else
            {
                // The next start then counts as unplanned, which is the stricter reading. The directory's lock goes with the process.
                JournalLog.LOG.error("the journal is still being written: the disk does not answer; its files are left as they are");
            }
        }
        catch (final InterruptedException again)
        {
            JournalLog.LOG.error("interrupted while the journal was closed; its files are left as they are", again);
            Thread.currentThread().interrupt();
        }
        finally
        {
            if (lock.isHeldByCurrentThread())
            {
                lock.unlock();
            }
            if (interrupted)
            {
                Thread.currentThread().interrupt();
            }
        }
    }
}
