package io.interlock.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.rolling.RollingPolicy;
import ch.qos.logback.core.rolling.RolloverFailure;
import ch.qos.logback.core.rolling.TriggeringPolicy;
import ch.qos.logback.core.rolling.helper.CompressionMode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The log's files: {@code NAME.log} is written, {@code NAME.1.log} is the newest of the old ones. The library's own policies look at the
 * size once a minute, or take a directory's name for a pattern.
 *
 * <p>Threading: under the appender's lock.
 */
final class Rotation implements RollingPolicy, TriggeringPolicy<ILoggingEvent>
{
    private final Path active;
    private final long mostBytes;
    private final int mostFiles;
    private boolean started;

    /**
     * Creates one.
     *
     * @param active    the file that is written.
     * @param mostBytes a file that has so many is not added to.
     * @param mostFiles all together, from 2.
     */
    Rotation(final Path active, final long mostBytes, final int mostFiles)
    {
        this.active = active;
        this.mostBytes = mostBytes;
        this.mostFiles = mostFiles;
    }

    /** Also where the file was deleted: to write on would be to write where nobody reads. */
    @Override
    public boolean isTriggeringEvent(final File file, final ILoggingEvent event)
    {
        final long bytes = file.length();
        return bytes >= mostBytes || bytes == 0 && !file.exists();
    }

    @Override
    public void rollover()
    {
        if (Files.notExists(active))
        {
            return;
        }
        try
        {
            for (int number = mostFiles - 2; number >= 1; number--)
            {
                if (Files.exists(old(number)))
                {
                    Files.move(old(number), old(number + 1), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Files.move(active, old(1), StandardCopyOption.REPLACE_EXISTING);
        }
        catch (final IOException e)
        {
            throw new RolloverFailure("the log's old files cannot be moved: " + e, e);
        }
    }

    private Path old(final int number)
    {
        final String name = active.getFileName().toString();
        final int end = name.lastIndexOf('.');
        return active.resolveSibling(name.substring(0, end) + '.' + number + name.substring(end));
    }

    @Override
    public String getActiveFileName()
    {
        return active.toString();
    }

    @Override
    public CompressionMode getCompressionMode()
    {
        return CompressionMode.NONE;
    }

    @Override
    public void setParent(final FileAppender<?> appender)
    {
        // Its file is known already.
    }

    @Override
    public void start()
    {
        started = true;
    }

    @Override
    public void stop()
    {
        started = false;
    }

    @Override
    public boolean isStarted()
    {
        return started;
    }
}
