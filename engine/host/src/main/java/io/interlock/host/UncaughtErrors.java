package io.interlock.host;

import io.interlock.core.model.CriticalError;
import io.interlock.core.report.Reporter;

/**
 * For threads of the host's own, which the engine does not see into: an OutOfMemoryError that ends one of them is a MEMORY_ERROR, unless
 * {@code health.out-of-memory} is off. What such a thread held, an order half sent among it, is as it happened to be.
 * <pre>{@code
 * Thread.setDefaultUncaughtExceptionHandler(new UncaughtErrors(interlock, Thread.getDefaultUncaughtExceptionHandler()));
 * }</pre>
 * An error that a host catches is for the host to report: {@code interlock.scope("").reporter().criticalError(MEMORY_ERROR, "..")}.
 *
 * <p>Threading: whichever thread ends.
 */
public final class UncaughtErrors implements Thread.UncaughtExceptionHandler
{
    private static final String WHERE = HealthWatch.held("OutOfMemoryError ended a thread of the host");
    private static final CriticalError FULL = CriticalError.MEMORY_ERROR;

    private final Interlock interlock;
    private final Reporter reporter;
    private final Thread.UncaughtExceptionHandler next;

    /**
     * Of one engine.
     *
     * @param interlock is told.
     * @param next      is asked after that, whatever it was; null: the error's stack goes to standard error, as the JVM has it.
     */
    public UncaughtErrors(final Interlock interlock, final Thread.UncaughtExceptionHandler next)
    {
        this.interlock = interlock;
        this.next = next;
        reporter = interlock.scope("").reporter();
    }

    @Override
    public void uncaughtException(final Thread thread, final Throwable thrown)
    {
        // First, and without a byte of memory.
        if (thrown instanceof OutOfMemoryError && interlock.desk().config().engine().health().outOfMemory())
        {
            reporter.criticalError(FULL, WHERE);
        }
        if (next != null)
        {
            next.uncaughtException(thread, thrown);
        }
        else
        {
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            thrown.printStackTrace();
        }
    }
}
