package io.interlock.cli.watch;

import io.interlock.cli.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes lines on a thread of its own: who reads them may be slow, stopped or gone, and the watch goes on. Lines that find no room are
 * counted, and said once there is room again.
 *
 * <p>Threading: any thread says; its own writes; one closes.
 */
final class Voice implements AutoCloseable
{
    private static final int ROOM = 1_024;
    private static final long PATIENCE_MS = 2_000;

    private final Terminal terminal;
    private final BlockingQueue<Line> lines = new ArrayBlockingQueue<>(ROOM);
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread = new Thread(this::write, "interlock-watch-voice");
    private volatile boolean closed;
    private boolean mute;

    /** One line. */
    private record Line(boolean isData, String text)
    {
    }

    Voice(final Terminal terminal)
    {
        this.terminal = terminal;
        thread.setDaemon(true);
        thread.start();
    }

    /** A line of stdout. */
    void data(final String line)
    {
        offer(new Line(true, line));
    }

    /** A line of stderr, behind the name of the command. */
    void say(final String line)
    {
        offer(new Line(false, "interlock watch: " + line));
    }

    private void offer(final Line line)
    {
        if (!lines.offer(line))
        {
            lost.incrementAndGet();
        }
    }

    private void write()
    {
        try
        {
            while (!closed || !lines.isEmpty())
            {
                final Line line = lines.poll(100, TimeUnit.MILLISECONDS);
                if (line != null)
                {
                    write(line);
                }
            }
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }

    private void write(final Line line)
    {
        final long missing = lost.getAndSet(0);
        if (missing > 0)
        {
            terminal.err().println("interlock watch: " + missing + " lines were left out: nobody took them in time");
        }
        if (!line.isData())
        {
            terminal.err().println(line.text());
            return;
        }
        if (mute)
        {
            return;
        }
        try
        {
            terminal.out().write((line.text() + '\n').getBytes(StandardCharsets.UTF_8));
            terminal.out().flush();
        }
        catch (final IOException gone)
        {
            mute = true;
            terminal.err().println("interlock watch: nobody reads stdout any more (" + gone.getMessage() + "): the watch goes on without");
        }
    }

    /** What is said already is written first, where somebody takes it within two seconds. */
    @Override
    public void close()
    {
        closed = true;
        try
        {
            thread.join(PATIENCE_MS);
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }
}
