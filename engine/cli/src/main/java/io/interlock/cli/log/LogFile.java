package io.interlock.cli.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.interlock.notify.channel.LogChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * The log of a running engine as a file of its own: at most {@value #MOST_FILES} of 10 MiB, for the owner alone. The messages of the LOG
 * channel are written by the thread that tells them; all else by a thread of this file, so that a disk that hangs holds no other. What does
 * not fit into its queue then is on stderr alone. A disk that is full loses lines, and is tried again.
 *
 * <p>Threading: opened by one thread, closed once by any.
 */
public final class LogFile implements AutoCloseable
{
    private static final String FOLDER = "logs";
    private static final String NAME = "interlock.log";
    private static final long MOST_BYTES = 10L << 20;
    private static final int MOST_FILES = 10;
    private static final int QUEUE = 4_096;
    private static final int FLUSHED_WITHIN_MS = 2_000;

    /** Null where another binding than the distribution's is in use: it goes its own ways. */
    private final LoggerContext context;
    private final Held held = new Held();
    private final AsyncAppender queue = new AsyncAppender();
    private final List<Appender<ILoggingEvent>> replaced = new ArrayList<>();
    private boolean closed;

    private LogFile()
    {
        final ILoggerFactory binding = LoggerFactory.getILoggerFactory();
        context = binding instanceof LoggerContext ours ? ours : null;
        held.setContext(context);
        held.setName("interlock-file");
        queue.setContext(context);
        queue.setName("interlock-file-queue");
    }

    /**
     * A file beside stderr. From now on what is logged is kept for it: {@link #open} says where.
     *
     * @return to be closed at the end.
     */
    public static LogFile beside()
    {
        final LogFile file = new LogFile();
        if (file.context != null)
        {
            file.attach();
        }
        return file;
    }

    private void attach()
    {
        held.start();
        queue.addFilter(new Filter<>()
        {
            @Override
            public FilterReply decide(final ILoggingEvent event)
            {
                return LogChannel.LOGGER.equals(event.getLoggerName()) ? FilterReply.DENY : FilterReply.NEUTRAL;
            }
        });
        queue.setQueueSize(QUEUE);
        queue.setDiscardingThreshold(0);
        queue.setNeverBlock(true);
        queue.setMaxFlushTime(FLUSHED_WITHIN_MS);
        queue.addAppender(held);
        queue.start();
        root().addAppender(queue);
        final Logger told = notifications();
        told.addAppender(held);
        if (!told.isInfoEnabled())
        {
            // LOG is always on, whatever the configuration thinks of the rest.
            told.setLevel(Level.INFO);
        }
    }

    /**
     * A file in place of what the configuration says, from now on: for who has a picture on the terminal.
     *
     * @param path the file; what is there is added to.
     * @return to be closed at the end; what was before holds again then.
     * @throws IOException where it cannot be written.
     */
    public static LogFile alone(final Path path) throws IOException
    {
        final LogFile file = new LogFile();
        if (file.context != null)
        {
            file.held.to(file.opened(path.toAbsolutePath(), MOST_BYTES, MOST_FILES));
            file.held.start();
            final Logger root = file.root();
            for (final Iterator<Appender<ILoggingEvent>> all = root.iteratorForAppenders(); all.hasNext(); )
            {
                file.replaced.add(all.next());
            }
            file.replaced.forEach(root::detachAppender);
            root.addAppender(file.held);
        }
        return file;
    }

    /**
     * Writes {@code logs/interlock.log} in a directory, what was logged before included.
     *
     * @param directory the engine's, which is there.
     * @throws IOException where it cannot be written; the log is on stderr alone then.
     */
    public void open(final Path directory) throws IOException
    {
        open(directory, MOST_BYTES, MOST_FILES);
    }

    /** For tests: with bounds of their own. */
    synchronized void open(final Path directory, final long mostBytes, final int mostFiles) throws IOException
    {
        if (context != null && !closed)
        {
            final Path folder = directory.toAbsolutePath().resolve(FOLDER);
            OwnFile.makeFolder(folder);
            held.to(opened(folder.resolve(NAME), mostBytes, mostFiles));
        }
    }

    private OwnFile opened(final Path path, final long mostBytes, final int mostFiles) throws IOException
    {
        // Here for the reason: the appender would only say that it did not start.
        OwnFile.makeFile(path);
        final LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        final SafeLayout layout = new SafeLayout();
        layout.setContext(context);
        layout.start();
        encoder.setLayout(layout);
        encoder.start();
        final Rotation rotation = new Rotation(path, mostBytes, mostFiles);
        rotation.start();
        final OwnFile file = new OwnFile();
        file.setContext(context);
        file.setName(path.toString());
        file.setFile(path.toString());
        file.setEncoder(encoder);
        // Both policies in one: it is taken as both.
        file.setRollingPolicy(rotation);
        file.start();
        if (!file.isStarted())
        {
            throw new IOException("cannot be opened for writing");
        }
        return file;
    }

    private Logger root()
    {
        return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private Logger notifications()
    {
        return context.getLogger(LogChannel.LOGGER);
    }

    /** Writes what is still queued, for two seconds at most, and closes the file. */
    @Override
    public synchronized void close()
    {
        if (context != null && !closed)
        {
            closed = true;
            root().detachAppender(queue);
            root().detachAppender(held);
            notifications().detachAppender(held);
            replaced.forEach(root()::addAppender);
            queue.stop();
            held.stop();
        }
    }
}
