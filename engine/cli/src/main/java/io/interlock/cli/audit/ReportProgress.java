package io.interlock.cli.audit;

import io.interlock.cli.Terminal;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Says on a terminal how far a long journal is read, after a while and then a few times a second.
 *
 * <p>Threading: one thread.
 */
final class ReportProgress implements LongConsumer
{
    private static final long FIRST_NS = 1_000_000_000L;
    private static final long AGAIN_NS = 250_000_000L;
    /** A clock is read once for so many records. */
    private static final long EACH = 1_024;
    private static final String CLEAR = "\r\u001b[K";

    private final Terminal terminal;
    private final LongSupplier nanoTime;
    private long dueNs;
    private boolean shown;

    ReportProgress(final Terminal terminal, final LongSupplier nanoTime)
    {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        dueNs = nanoTime.getAsLong() + FIRST_NS;
    }

    @Override
    public void accept(final long records)
    {
        if (terminal.errIsTty() && records % EACH == 0 && nanoTime.getAsLong() - dueNs >= 0)
        {
            dueNs = nanoTime.getAsLong() + AGAIN_NS;
            shown = true;
            terminal.err().print(CLEAR + "reading the journal: " + records + " records");
            terminal.err().flush();
        }
    }

    void end()
    {
        if (shown)
        {
            terminal.err().print(CLEAR);
            terminal.err().flush();
        }
    }
}
