package io.interlock.cli;

import java.util.function.LongSupplier;

/**
 * One line on stderr that says how far something long is, where a person looks at it, a few times a second. It is taken away at the end.
 *
 * <p>Threading: one thread.
 */
public final class ProgressLine
{
    private static final long EVERY_NS = 250_000_000L;
    private static final String CLEAR = "\r\u001B[K";

    private final Terminal terminal;
    private final LongSupplier nanoTime;
    private long dueNs;
    private boolean shown;

    /**
     * A line that is not shown yet.
     *
     * @param terminal where it is shown.
     */
    public ProgressLine(final Terminal terminal)
    {
        this(terminal, System::nanoTime, EVERY_NS);
    }

    /**
     * A line for what mostly is over before anybody wonders.
     *
     * @param terminal where it is shown.
     * @param nanoTime a clock.
     * @param firstNs  how long nothing is said.
     */
    public ProgressLine(final Terminal terminal, final LongSupplier nanoTime, final long firstNs)
    {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        dueNs = nanoTime.getAsLong() + firstNs;
    }

    /**
     * Whether it is time to say something.
     *
     * @return true a few times a second; never where nobody looks.
     */
    public boolean isDue()
    {
        if (!terminal.errIsTty() || nanoTime.getAsLong() - dueNs < 0)
        {
            return false;
        }
        dueNs = nanoTime.getAsLong() + EVERY_NS;
        return true;
    }

    /**
     * Shows a text in place of the one before; nothing where nobody looks.
     *
     * @param text on one line.
     */
    public void show(final String text)
    {
        if (terminal.errIsTty())
        {
            shown = true;
            print(CLEAR + text);
        }
    }

    /** Takes the line away. */
    public void clear()
    {
        if (shown)
        {
            shown = false;
            print(CLEAR);
        }
    }

    private void print(final String text)
    {
        terminal.err().print(text);
        terminal.err().flush();
    }
}
