package io.interlock.host;

import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeRecord;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of what became of notifications into the journal: through the engine while it runs, and with the journal's last records once it
 * is closed, since its journal thread has ended by then. What came before the engine ran waits for it.
 *
 * <p>Threading: any thread; {@link #engine}, {@link #closing} and {@link #rest} by those that launch and close.
 */
final class Notices
{
    /** More than all channels' queues hold. What finds no room has no outcome then, and is sent again after a restart: at least once. */
    private static final int CAPACITY = 16_384;
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private final List<NoticeRecord> waiting = new ArrayList<>();
    private BreakerEngine engine;

    synchronized void engine(final BreakerEngine running)
    {
        engine = running;
        waiting.forEach(running::notice);
        waiting.clear();
    }

    /** The engine is about to close, and takes nothing any more. */
    synchronized void closing()
    {
        engine = null;
    }

    synchronized void record(final NoticeRecord record)
    {
        if (engine != null)
        {
            engine.notice(record);
        }
        else if (waiting.size() < CAPACITY)
        {
            waiting.add(record);
        }
    }

    synchronized void issue(final Issue issue)
    {
        if (engine != null)
        {
            engine.raise(issue.issueType(), issue.scope(), issue.details());
        }
        else
        {
            LOG.warn("{}: {}", issue.issueType(), issue.details());
        }
    }

    /** What came since {@link #closing}. */
    synchronized List<NoticeRecord> rest()
    {
        return List.copyOf(waiting);
    }
}
