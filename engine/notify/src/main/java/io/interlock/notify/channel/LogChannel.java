package io.interlock.notify.channel;

import io.interlock.core.port.Priority;
import io.interlock.core.text.CleanText;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.Redaction;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each message to the log {@value #LOGGER} as one line: INFO at INFO, WARNING at WARN, the rest at ERROR. What would end a line or
 * steer a terminal is written as an escape.
 *
 * <p>Threading: any thread. Never fails.
 */
public final class LogChannel implements NotificationChannel
{
    /** The logger's name. */
    public static final String LOGGER = "io.interlock.notifications";

    private final String name;
    private final Logger log;

    /** One of the name {@code log}. */
    public LogChannel()
    {
        this("log");
    }

    /**
     * One of a name.
     *
     * @param name of the channel.
     */
    public LogChannel(final String name)
    {
        this(name, LoggerFactory.getLogger(LOGGER));
    }

    LogChannel(final String name, final Logger log)
    {
        this.name = name;
        this.log = log;
    }

    @Override
    public String name()
    {
        return name;
    }

    @Override
    public String deliver(final Notification notification, final Duration timeout)
    {
        // A line is the message's argument and never its pattern: braces in it stay as they are.
        if (!isWritten(notification.priority()))
        {
            return "NOT written: the level of " + LOGGER + " is set above it";
        }
        final String line = line(notification);
        switch (notification.priority())
        {
            case INFO -> log.info("{}", line);
            case WARNING -> log.warn("{}", line);
            default -> log.error("{}", line);
        }
        return "written to the log";
    }

    private boolean isWritten(final Priority priority)
    {
        return switch (priority)
        {
            case INFO -> log.isInfoEnabled();
            case WARNING -> log.isWarnEnabled();
            default -> log.isErrorEnabled();
        };
    }

    private static String line(final Notification told)
    {
        final String runbook = told.runbook().isEmpty() ? "" : " | runbook " + told.runbook();
        return Redaction.apply(CleanText.line(
            told.priority() + " " + told.kind() + " [" + told.id() + "] " + told.title() + " | " + told.text().strip() + runbook));
    }

    /** The log has everything, who acknowledged too. */
    @Override
    public boolean wants(final Kind kind)
    {
        return true;
    }

    @Override
    public String check(final Duration timeout)
    {
        return "the log takes " + (log.isInfoEnabled() ? "every message" : log.isErrorEnabled() ? "the louder messages only" : "nothing");
    }
}
