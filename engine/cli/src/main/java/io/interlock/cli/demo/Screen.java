package io.interlock.cli.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Draws lines over those it drew before. While it is open the cursor is hidden and long lines are cut off by the terminal; closing it, also
 * by Ctrl-C, puts both right and leaves the last picture.
 *
 * <p>Threading: any thread.
 */
final class Screen implements AutoCloseable
{
    private static final String OPEN = "\u001B[?25l\u001B[?7l";
    private static final String CLOSE = "\u001B[?7h\u001B[?25h";
    private static final String TO_LINE_END = "\u001B[K";

    private final OutputStream out;
    private int drawn;
    private boolean opened;
    private boolean closed;

    Screen(final OutputStream out)
    {
        this.out = out;
    }

    /** Draws; nothing once it is closed, or nobody looks any more. */
    synchronized void draw(final List<String> lines)
    {
        if (closed)
        {
            return;
        }
        final StringBuilder text = new StringBuilder();
        text.append(opened ? "" : OPEN);
        opened = true;
        if (drawn > 0)
        {
            text.append("\u001B[").append(drawn).append('A');
        }
        for (final String line : lines)
        {
            text.append('\r').append(line).append(TO_LINE_END).append('\n');
        }
        drawn = lines.size();
        put(text.toString());
    }

    private void put(final String text)
    {
        try
        {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
        catch (final IOException gone)
        {
            // Nobody looks any more: the demo goes on, its report and its exit code still count.
            closed = true;
        }
    }

    @Override
    public synchronized void close()
    {
        if (opened && !closed)
        {
            put(CLOSE);
        }
        closed = true;
    }
}
