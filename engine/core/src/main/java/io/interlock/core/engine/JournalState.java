package io.interlock.core.engine;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How far the journal is, as the breaker thread needs to know it.
 *
 * <p>Threading: durable by the journal handler's thread, the rest by that and the breaker's.
 */
final class JournalState
{
    private final AtomicBoolean reopen = new AtomicBoolean();
    private final boolean present;
    private volatile long durable;
    private volatile boolean failed;
    private volatile int failures;

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

    synchronized void fail()
    {
        if (present && !failed)
        {
            failures++;
            failed = true;
        }
    }

    /** How often it went from sound to failed; an operator's accept makes it count as sound. */
    int failures()
    {
        return failures;
    }

    /** An operator accepted the failure. */
    synchronized void requestReopen()
    {
        reopen.set(true);
        failed = false;
    }

    boolean takeReopen()
    {
        return reopen.getAndSet(false);
    }
}
