package io.interlock.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.LayoutBase;
import io.interlock.core.text.CleanText;
import io.interlock.notify.Redaction;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * An event as text: a line, and with an exception one more for each exception and frame. Secrets that a channel has read are taken out of
 * all of it, and what could end a line or steer a terminal is shown as an escape, so that no text can pass for an event of its own.
 *
 * <p>Threading: any thread; stateless.
 */
public final class SafeLayout extends LayoutBase<ILoggingEvent>
{
    private static final int MOST_MESSAGE = 32_768;
    private static final int MOST_NAME = 500;
    /** Exceptions in each other: a cause of a cause, or one that was suppressed. */
    private static final int DEEPEST = 32;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

    /** One for the log's configuration to make. */
    public SafeLayout()
    {
        // Nothing to be set.
    }

    /**
     * Lays an event out.
     *
     * @param event any.
     * @return whole lines: local time with its offset, thread, level, the logger's last name and the message.
     */
    @Override
    public String doLayout(final ILoggingEvent event)
    {
        final StringBuilder text = new StringBuilder(256);
        TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()).atZone(ZoneId.systemDefault()), text);
        text.append(" [").append(safe(event.getThreadName(), MOST_NAME)).append("] ").append(event.getLevel()).append(' ')
            .append(safe(lastName(event.getLoggerName()), MOST_NAME)).append(" - ")
            .append(safe(event.getFormattedMessage(), MOST_MESSAGE)).append('\n');
        if (event.getThrowableProxy() != null)
        {
            append(text, event.getThrowableProxy(), "", "", 0);
        }
        return text.toString();
    }

    private static String lastName(final String logger)
    {
        return logger == null ? "" : logger.substring(logger.lastIndexOf('.') + 1);
    }

    /** First the secrets, while they are whole. */
    private static String safe(final String text, final int most)
    {
        return CleanText.line(Redaction.apply(text), most);
    }

    private static void append(
        final StringBuilder text, final IThrowableProxy thrown, final String indent, final String before, final int depth)
    {
        text.append(indent).append(before).append(safe(thrown.getClassName(), MOST_NAME));
        if (thrown.getMessage() != null)
        {
            text.append(": ").append(safe(thrown.getMessage(), MOST_MESSAGE));
        }
        text.append('\n');
        if (depth == DEEPEST || thrown.isCyclic())
        {
            text.append(indent).append("\t... what it holds is left out\n");
            return;
        }
        final StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
        final int shown = frames == null ? 0 : frames.length - thrown.getCommonFrames();
        for (int i = 0; i < shown; i++)
        {
            text.append(indent).append("\tat ").append(safe(frames[i].getStackTraceElement().toString(), MOST_NAME)).append('\n');
        }
        if (thrown.getCommonFrames() > 0)
        {
            text.append(indent).append("\t... ").append(thrown.getCommonFrames()).append(" more\n");
        }
        if (thrown.getSuppressed() != null)
        {
            for (final IThrowableProxy suppressed : thrown.getSuppressed())
            {
                append(text, suppressed, indent + '\t', "Suppressed: ", depth + 1);
            }
        }
        if (thrown.getCause() != null)
        {
            append(text, thrown.getCause(), indent, "Caused by: ", depth + 1);
        }
    }
}
