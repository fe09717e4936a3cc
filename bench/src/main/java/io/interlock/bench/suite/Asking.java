package io.interlock.bench.suite;

import io.interlock.host.ConsoleInfo;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody who watches: asks a console for its status ten times a second, as a page that is open does.
 *
 * <p>Threading: a thread of its own, which mostly waits.
 */
final class Asking implements AutoCloseable
{
    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final StatusReader reader;
    private final Thread thread = new Thread(this::run, "bench-asking");
    private volatile boolean closed;
    private volatile long answered;
    private volatile IOException failed;

    Asking(final ConsoleInfo console) throws IOException
    {
        reader = new StatusReader(console);
        // So that what a first answer loads is not part of what is measured.
        reader.ask();
        thread.setDaemon(true);
        thread.start();
    }

    private void run()
    {
        try
        {
            while (!closed)
            {
                LockSupport.parkNanos(INTERVAL_NS);
                reader.ask();
                answered++;
            }
        }
        catch (final IOException refused)
        {
            failed = refused;
        }
    }

    /** Ends; a run in which nobody was answered is no result. */
    @Override
    public void close()
    {
        closed = true;
        LockSupport.unpark(thread);
        try
        {
            thread.join();
            reader.close();
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
        catch (final IOException left)
        {
            failed = left;
        }
        if (failed != null || answered == 0)
        {
            throw new IllegalStateException("a console that was to be asked answered " + answered + " times", failed);
        }
    }
}
