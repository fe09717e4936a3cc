package io.interlock.notify.channel;

import io.interlock.notify.DeliveryException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Does what may hang on a thread of its own, so that whoever asked goes on at the deadline: a name server holds a thread for longer than
 * any timeout, and heeds no interrupt. At most a few may hang; then nothing more is begun until one of them comes back.
 *
 * <p>Threading: any thread.
 */
final class Detached implements AutoCloseable
{
    static final int MOST = 4;
    private static final long IDLE_S = 10;

    private final ThreadPoolExecutor threads;
    private final String what;

    /** What is done, in the words of an error: "conversations with the mail server". */
    Detached(final String name, final String what)
    {
        this.what = what;
        threads = new ThreadPoolExecutor(0, MOST, IDLE_S, TimeUnit.SECONDS, new SynchronousQueue<>(), task ->
        {
            final Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Does it, or leaves it behind.
     *
     * @param work    throws {@link DeliveryException} or what is unchecked.
     * @param timeout until whoever asked goes on.
     * @return null: it has not come back in time. It was interrupted.
     * @throws DeliveryException    its own, or that too many hang.
     * @throws InterruptedException whoever asked was, or the work.
     */
    <T> T call(final Callable<T> work, final Duration timeout) throws DeliveryException, InterruptedException
    {
        final Future<T> answer;
        try
        {
            answer = threads.submit(work);
        }
        catch (final RejectedExecutionException full)
        {
            throw DeliveryException.passing(threads.isShutdown() ? "nothing was asked: this channel is closed"
                : "nothing was asked: " + MOST + " earlier " + what + " still hang");
        }
        try
        {
            return answer.get(Math.max(1, timeout.toNanos()), TimeUnit.NANOSECONDS);
        }
        catch (final TimeoutException late)
        {
            return null;
        }
        catch (final ExecutionException failed)
        {
            throw rethrown(failed.getCause());
        }
        finally
        {
            answer.cancel(true);
        }
    }

    private static DeliveryException rethrown(final Throwable cause) throws InterruptedException
    {
        if (cause instanceof DeliveryException delivery)
        {
            return delivery;
        }
        if (cause instanceof InterruptedException interrupted)
        {
            throw interrupted;
        }
        if (cause instanceof Error fatal)
        {
            throw fatal;
        }
        throw cause instanceof RuntimeException ours ? ours : new IllegalStateException(cause.getClass().getName());
    }

    /** Ends what heeds an interrupt; the rest is left to itself. */
    @Override
    public void close()
    {
        threads.shutdownNow();
    }
}
