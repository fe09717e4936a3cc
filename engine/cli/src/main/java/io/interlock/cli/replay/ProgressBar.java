package io.interlock.cli.replay;

import io.interlock.cli.ProgressLine;
import io.interlock.cli.Terminal;
import io.interlock.journal.replay.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A bar on stderr for a long reading, where a person looks at it.
 *
 * <p>Threading: one thread.
 */
public final class ProgressBar implements Progress
{
    private static final int WIDTH = 30;

    private final ProgressLine line;
    private final long totalBytes;
    private final long startNs = System.nanoTime();

    /**
     * A bar at its beginning.
     *
     * @param terminal where it is shown.
     * @param folder   of what is read: its size is the whole.
     */
    public ProgressBar(final Terminal terminal, final Path folder)
    {
        line = new ProgressLine(terminal);
        totalBytes = terminal.errIsTty() ? bytes(folder) : 0;
    }

    @Override
    public void at(final long events, final long bytes)
    {
        if (!line.isDue())
        {
            return;
        }
        final long nowNs = System.nanoTime();
        final double part = totalBytes <= 0 ? 0.0 : Math.min(1.0, bytes / (double)totalBytes);
        final int full = (int)(part * WIDTH);
        line.show(String.format(Locale.ROOT, "[%s%s] %3.0f %%  %,d events, %.1f M/s ", "#".repeat(full),
            ".".repeat(WIDTH - full), part * 100, events, events * 1e3 / Math.max(1, nowNs - startNs)));
    }

    /** Takes the bar off the screen. */
    public void clear()
    {
        line.clear();
    }

    /** 0 where that cannot be told: a bar is no reason to fail. */
    private static long bytes(final Path folder)
    {
        try (Stream<Path> files = Files.walk(folder))
        {
            return files.filter(file -> file.toString().endsWith(".cq4")).mapToLong(ProgressBar::size).sum();
        }
        catch (final IOException | UncheckedIOException unknown)
        {
            return 0;
        }
    }

    private static long size(final Path file)
    {
        try
        {
            return Files.size(file);
        }
        catch (final IOException gone)
        {
            return 0;
        }
    }
}
