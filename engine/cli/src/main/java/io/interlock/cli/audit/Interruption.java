package io.interlock.cli.audit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a dump that follows at SIGINT or SIGTERM behind a whole line: the JVM waits until the line is out, or for a short while where nobody
 * takes it. The shell sees the signal's exit code, as of any program that was interrupted.
 *
 * <p>Threading: the dump's thread; the JVM's own while it ends.
 */
final class Interruption implements AutoCloseable
{
    private static final long PATIENCE_MS = 2_000;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, "journal-dump-end");

    /** From now on the JVM does not end in the middle of a line. */
    Interruption()
    {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void end()
    {
        asked.countDown();
        try
        {
            ended.await(PATIENCE_MS, TimeUnit.MILLISECONDS);
        }
        catch (final InterruptedException hurry)
        {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the dump is to end. */
    boolean isAsked()
    {
        return asked.getCount() == 0 || Thread.currentThread().isInterrupted();
    }

    /** Waits, no longer than until the dump is to end. */
    void await(final long ms)
    {
        try
        {
            asked.await(ms, TimeUnit.MILLISECONDS);
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close()
    {
        ended.countDown();
        try
        {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        catch (final IllegalStateException ending)
        {
            // The JVM ends already, which is what it was for.
            asked.countDown();
        }
    }
}
