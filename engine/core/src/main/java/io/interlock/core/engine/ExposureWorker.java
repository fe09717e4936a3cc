package io.interlock.core.engine;

import io.interlock.core.dump.ExposureRows;
import io.interlock.core.port.ExposureSource;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the host for its orders or its positions on a thread of its own, started before it is needed: one that hangs keeps nobody.
 *
 * <p>Threading: {@link #ask}, {@link #rows()} and closing by the thread that writes the dump.
 */
final class ExposureWorker implements AutoCloseable
{
    private final ExposureRows rows;
    private volatile ExposureSource asked;
    private volatile boolean closed;
    private Thread thread;
    private Thread waiting;

    ExposureWorker(final ExposureRows rows)
    {
        this.rows = rows;
    }

    void start(final ThreadFactory factory, final Thread whoWaits)
    {
        waiting = whoWaits;
        thread = factory.newThread(this::run);
        thread.setName("interlock-dump-" + rows.part().title());
        thread.start();
    }

    /** Begins to ask; false where the host still owes the answer before. */
    boolean ask(final ExposureSource source)
    {
        if (asked != null)
        {
            return false;
        }
        rows.clear();
        asked = source;
        LockSupport.unpark(thread);
        return true;
    }

    boolean isBusy()
    {
        return asked != null;
    }

    ExposureRows rows()
    {
        return rows;
    }

    private void run()
    {
        while (!closed)
        {
            final ExposureSource source = asked;
            if (source == null)
            {
                LockSupport.park(this);
            }
            else
            {
                // Whatever it throws is kept with the rows.
                rows.collect(source);
                // And an interrupt that it leaves ends here: with it this thread would never park again.
                Thread.interrupted();
                asked = null;
                LockSupport.unpark(waiting);
            }
        }
    }

    @Override
    public void close()
    {
        closed = true;
        LockSupport.unpark(thread);
    }
}
