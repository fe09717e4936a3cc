package io.interlock.core.engine;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import java.util.function.Consumer;

/**
 * Looks how the journal is: a failure is judged, and what waits for durable decisions is shown.
 *
 * <p>Threading: breaker thread only.
 */
final class JournalWatch
{
    private final JournalState journal;
    private final GatePublisher publisher;
    private final Consumer<InputEvent> judge;
    private final InputEvent event = new InputEvent();
    private int failures;

    JournalWatch(final JournalState journal, final GatePublisher publisher, final Consumer<InputEvent> judge)
    {
        this.journal = journal;
        this.publisher = publisher;
        this.judge = judge;
    }

    /** Once a round; says how much there was to do. */
    int round()
    {
        int work = 0;
        final int now = journal.failures();
        if (now != failures)
        {
            failures = now;
            judge.accept(event.plain(InputKind.JOURNAL_FAILED, 0));
            work++;
        }
        if (!journal.failed() && publisher.waiting())
        {
            publisher.durable(journal.durable());
        }
        return work;
    }
}
