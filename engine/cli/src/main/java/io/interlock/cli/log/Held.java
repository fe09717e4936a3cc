package io.interlock.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayDeque;

/**
 * Keeps what is logged until it is known where to, then passes on. The directory is the engine's: nothing is written there before it is
 * known to be no other's.
 *
 * <p>Threading: any thread; appending is synchronized by the base class, the rest by this object.
 */
final class Held extends AppenderBase<ILoggingEvent>
{
    /** What is logged after so many is on stderr alone. */
    private static final int MOST = 1_000;

    private final ArrayDeque<ILoggingEvent> held = new ArrayDeque<>();
    private Appender<ILoggingEvent> target;

    @Override
    protected void append(final ILoggingEvent event)
    {
        if (target != null)
        {
            target.doAppend(event);
        }
        else if (held.size() < MOST)
        {
            event.prepareForDeferredProcessing();
            held.add(event);
        }
    }

    /** Passes on what was held, and from now on everything. */
    synchronized void to(final Appender<ILoggingEvent> appender)
    {
        held.forEach(appender::doAppend);
        held.clear();
        target = appender;
    }

    @Override
    public synchronized void stop()
    {
        super.stop();
        held.clear();
        if (target != null)
        {
            target.stop();
        }
    }
}
