package io.interlock.core.engine;

import io.interlock.core.port.JournalHead;
import io.interlock.core.port.TransitionJournal;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far the journal is, as the breaker thread needs to know it.
 *
 * <p>Threading: durable by the journal handler's thread, the rest by that and the breaker's.
 */
final class JournalState
{
    private final AtomicBoolean reopen = new AtomicBoolean();
    private final TransitionJournal journal;
    private final boolean present;
    private final AtomicLong decided = new AtomicLong();
    private volatile long durable;
    private volatile boolean failed;
    private volatile int failures;

    JournalState(final TransitionJournal journal)
    {
        this.journal = journal;
        this.present = journal != TransitionJournal.NONE;
        this.durable = present ? 0 : Long.MAX_VALUE;
    }

    /** How far its chain is durable. Any thread. */
    JournalHead head()
    {
        return journal.durableHead();
    }

    /** See {@link TransitionJournal#unfinished()}. */
    void unfinished()
    {
        journal.unfinished();
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

    /** Sequence of the last decision. Breaker thread. */
    void decided(final long sequence)
    {
        decided.lazySet(sequence);
    }

    /** Sequence of the last decision. Any thread. */
    long decided()
    {
        return decided.get();
    }

    /** Decisions that are not yet durable. Any thread. */
    long lag()
    {
        return Math.max(0, decided.get() - durable);
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
