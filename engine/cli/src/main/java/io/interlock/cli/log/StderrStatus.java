package io.interlock.cli.log;

import ch.qos.logback.core.Appender;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import io.interlock.core.text.CleanText;
import io.interlock.notify.Redaction;

/**
 * Says on stderr what is wrong with the log itself: its configuration, or a disk that takes nothing. Without it the library would say so on
 * stdout, which is data.
 *
 * <p>Threading: any thread; stateless.
 */
public final class StderrStatus implements StatusListener
{
    private static final int MOST = 2_000;

    /** One for the log's configuration to make. */
    public StderrStatus()
    {
        // Nothing to be set.
    }

    @Override
    public void addStatusEvent(final Status status)
    {
        if (status.getEffectiveLevel() >= Status.WARN && !isLate(status))
        {
            final String why = status.getThrowable() == null ? "" : ": " + status.getThrowable();
            System.err.println("interlock: log: " + CleanText.line(Redaction.apply(status.getMessage() + why), MOST));
        }
    }

    /** What was being logged while an appender was closed on purpose. One that did not start for a reason says an error. */
    private static boolean isLate(final Status status)
    {
        return status.getEffectiveLevel() == Status.WARN && status.getOrigin() instanceof Appender<?> appender && !appender.isStarted();
    }
}
