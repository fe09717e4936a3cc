package io.interlock.cli.notify;

import io.interlock.core.text.CleanText;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.delivery.ChannelEntry;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks one channel something and waits no longer than its timeout, whatever it does.
 *
 * <p>Threading: the calling thread waits; the channel works on a daemon thread, which is left behind where it hangs.
 */
public final class Trial
{
    private static final int LONGEST = 300;
    private static final long GRACE_NS = 500_000_000L;

    private Trial()
    {
    }

    /** What is asked. */
    @FunctionalInterface
    public interface Question
    {
        /**
         * Asks.
         *
         * @param channel which.
         * @param timeout in which it must answer.
         * @return what was answered.
         * @throws DeliveryException    what is wrong.
         * @throws InterruptedException when it was given up.
         */
        String ask(NotificationChannel channel, Duration timeout) throws DeliveryException, InterruptedException;
    }

    /**
     * How it went.
     *
     * @param channel name.
     * @param type    of the channel.
     * @param ok      whether it was well.
     * @param details what was answered, or what is wrong: one clean line, no secret.
     * @param tookMs  milliseconds.
     */
    public record Outcome(String channel, String type, boolean ok, String details, long tookMs)
    {
    }

    /**
     * Asks.
     *
     * @param entry    the channel; one that could not be made has failed.
     * @param question what.
     * @return how it went; a stranger's exception is named by its class alone, since its text may hold a secret.
     */
    public static Outcome of(final ChannelEntry entry, final Question question)
    {
        final long startNs = System.nanoTime();
        if (entry.channel() == null)
        {
            return outcome(entry, false, entry.problem(), startNs);
        }
        final long timeoutNs = entry.route().timeoutNs();
        final FutureTask<String> task =
            new FutureTask<>(() -> question.ask(entry.channel(), Duration.ofNanos(timeoutNs)));
        final Thread worker = new Thread(task, "interlock-notify-" + entry.name());
        worker.setDaemon(true);
        worker.start();
        try
        {
            return outcome(entry, true, task.get(timeoutNs + GRACE_NS, TimeUnit.NANOSECONDS), startNs);
        }
        catch (final TimeoutException late)
        {
            task.cancel(true);
            return outcome(entry, false, "no answer within " + TimeUnit.NANOSECONDS.toMillis(timeoutNs) + " ms", startNs);
        }
        catch (final ExecutionException failed)
        {
            final Throwable cause = failed.getCause();
            return outcome(entry, false, cause instanceof DeliveryException ? cause.getMessage() : cause.getClass().getName(), startNs);
        }
        catch (final InterruptedException interrupted)
        {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return outcome(entry, false, "interrupted", startNs);
        }
    }

    private static Outcome outcome(final ChannelEntry entry, final boolean ok, final String details, final long startNs)
    {
        final long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
        return new Outcome(entry.name(), entry.type(), ok, CleanText.line(details, LONGEST), tookMs);
    }

    /**
     * Closes a channel after its trial.
     *
     * @param entry which.
     */
    public static void close(final ChannelEntry entry)
    {
        try
        {
            if (entry.channel() != null)
            {
                entry.channel().close();
            }
        }
        catch (final Exception unclosed)
        {
            // It has told all that was asked; the process ends soon.
            Thread.yield();
        }
    }
}
