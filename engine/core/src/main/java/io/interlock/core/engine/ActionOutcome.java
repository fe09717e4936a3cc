package io.interlock.core.engine;

import io.interlock.core.port.EngineClock;
import io.interlock.core.text.FaultText;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What became of one call of a safety action, in words, which the host's own thread or a worker has put together.
 *
 * <p>Threading: unchangeable.
 */
record ActionOutcome(boolean done, String words)
{
    private static final ActionOutcome UNSAID = new ActionOutcome(false, "there was no memory to say what became of it");

    /** Settles the call, whatever there is no memory for: one that nobody settles is waited for until its deadline. */
    static void settle(final CompletableFuture<ActionOutcome> call, final String answer, final Throwable thrown)
    {
        try
        {
            call.complete(thrown == null ? new ActionOutcome(true, String.valueOf(answer)) : failed(thrown));
        }
        catch (final Throwable full)
        {
            call.complete(UNSAID);
        }
    }

    static ActionOutcome failed(final Throwable thrown)
    {
        final boolean wrapped = thrown instanceof CompletionException && thrown.getCause() != null;
        return new ActionOutcome(false, FaultText.of(wrapped ? thrown.getCause() : thrown));
    }

    /** Null where there was no outcome by {@code endNs} of the system's clock. */
    static ActionOutcome await(final CompletableFuture<ActionOutcome> outcome, final long endNs)
    {
        while (true)
        {
            try
            {
                return outcome.get(Math.max(0, endNs - EngineClock.SYSTEM.nanoTime()), TimeUnit.NANOSECONDS);
            }
            catch (final TimeoutException late)
            {
                return null;
            }
            catch (final ExecutionException never)
            {
                return failed(never.getCause());
            }
            catch (final InterruptedException stray)
            {
                // Its time runs on; nobody else would do it.
                continue;
            }
        }
    }
}
