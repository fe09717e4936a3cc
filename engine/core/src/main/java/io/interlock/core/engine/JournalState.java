package io.interlock.core.engine;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How far the journal is, as the breaker thread needs to know it.
 *
 * <p>Threading: written by the journal handler's thread, read by the breaker's; {@link #fail()} from either.
 */
final class JournalState
{
    private final AtomicBoolean reopen = new AtomicBoolean();
    private final boolean present;
    private volatile long durable;
    private volatile boolean failed;

    JournalState(final boolean present)
    {
        this.present = present;
        this.durable = present ? 0 : Long.MAX_VALUE;
    }

    boolean present()
    {
        return present;
    }

    long durable()
    {
        return durable;
    }

    void durable(final long sequence)
    {
        durable = sequence;
    }

    boolean failed()
    {
        return failed;
    }

    void fail()
    {
        failed = present;
    }

    /** An operator accepted the failure. */
    void requestReopen()
    {
        reopen.set(true);
        failed = false;
    }

    boolean takeReopen()
    {
        return reopen.getAndSet(false);
    }
}
