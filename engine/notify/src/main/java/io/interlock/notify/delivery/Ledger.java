package io.interlock.notify.delivery;

import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeRecord;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over records and issues in the order in which they were written, without the lock under which they were written, so that a journal
 * that is slow holds up nobody who only wants to enqueue. A receiver that throws misses what it threw at; it is logged.
 *
 * <p>Threading: any thread; the receivers are called by one at a time.
 */
final class Ledger
{
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final Consumer<NoticeRecord> records;
    private final Consumer<Issue> issues;
    private final Queue<Object> written = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean flushing = new AtomicBoolean();

    Ledger(final Consumer<NoticeRecord> records, final Consumer<Issue> issues)
    {
        this.records = records;
        this.issues = issues;
    }

    void write(final NoticeRecord record)
    {
        written.add(record);
    }

    void raise(final Issue issue)
    {
        written.add(issue);
    }

    boolean isEmpty()
    {
        return written.isEmpty();
    }

    /** Call it without a lock. */
    void flush()
    {
        // Who finds another at it leaves it to that one, which looks again after it has let go.
        while (!written.isEmpty() && flushing.compareAndSet(false, true))
        {
            try
            {
                for (Object next = written.poll(); next != null; next = written.poll())
                {
                    hand(next);
                }
            }
            finally
            {
                flushing.set(false);
            }
        }
    }

    private void hand(final Object next)
    {
        try
        {
            if (next instanceof NoticeRecord record)
            {
                records.accept(record);
            }
            else
            {
                issues.accept((Issue)next);
            }
        }
        catch (final Throwable thrown)
        {
            // Its text may be anybody's, so only its class is shown.
            LOG.warn("what became of a notification could not be handed over: {} threw", thrown.getClass().getName());
        }
    }
}
