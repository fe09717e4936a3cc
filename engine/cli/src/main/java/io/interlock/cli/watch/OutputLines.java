package io.interlock.cli.watch;

import io.interlock.core.text.CleanText;
import java.util.function.Consumer;

/**
 * Cuts what a command says into lines that a terminal may show: none too long, not too many, whatever it says.
 *
 * <p>Threading: one thread.
 */
final class OutputLines
{
    static final int LONGEST = 500;
    static final int MOST = 200;

    private final Consumer<String> to;
    private final StringBuilder line = new StringBuilder();
    private long count;

    OutputLines(final Consumer<String> to)
    {
        this.to = to;
    }

    void put(final char[] some, final int length)
    {
        for (int i = 0; i < length; i++)
        {
            if (some[i] == '\n')
            {
                out();
            }
            else if (line.length() <= LONGEST)
            {
                line.append(some[i]);
            }
        }
    }

    private void out()
    {
        if (count++ < MOST)
        {
            to.accept(CleanText.line(line.toString(), LONGEST));
        }
        line.setLength(0);
    }

    /** What has no line end yet, and how much was left out. */
    void end()
    {
        if (!line.isEmpty())
        {
            out();
        }
        if (count > MOST)
        {
            to.accept((count - MOST) + " more lines");
        }
    }
}
