package io.interlock.notify.delivery;

import io.interlock.notify.DeliveryException;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tries channels once, all at the same time, for a person who asks: a test message, or a look without telling anybody. Each has its timeout
 * from outside, so that one that hangs delays no answer of another; its daemon thread is left to itself.
 *
 * <p>Threading: any thread; it waits for the longest timeout and a second.
 */
public final class ChannelProbe
{
    private static final long GRACE_NS = 1_000_000_000L;

    private ChannelProbe()
    {
    }

    /**
     * What came of it.
     *
     * @param channel its name.
     * @param type    the lower-case name of its type.
     * @param fine    whether it was taken, or looks right.
     * @param words   what was answered or is wrong: no secret.
     */
    public record Result(String channel, String type, boolean fine, String words)
    {
    }

    /** What is done with a channel. */
    @FunctionalInterface
    private interface Trial
    {
        String on(NotificationChannel channel, Duration timeout) throws DeliveryException, InterruptedException;
    }

    /**
     * Delivers a message on each, once.
     *
     * @param entries      which.
     * @param notification marked as a test.
     * @return in the same order.
     * @throws InterruptedException when the caller was.
     */
    public static List<Result> test(final List<ChannelEntry> entries, final Notification notification) throws InterruptedException
    {
        return all(entries, (channel, timeout) -> channel.deliver(notification, timeout));
    }

    /**
     * Looks at each without telling anybody anything.
     *
     * @param entries which.
     * @return in the same order.
     * @throws InterruptedException when the caller was.
     */
    public static List<Result> check(final List<ChannelEntry> entries) throws InterruptedException
    {
        return all(entries, NotificationChannel::check);
    }

    private static List<Result> all(final List<ChannelEntry> entries, final Trial trial) throws InterruptedException
    {
        final List<CompletableFuture<String>> answers = new ArrayList<>();
        final List<Thread> threads = new ArrayList<>();
        for (final ChannelEntry entry : entries)
        {
            final CompletableFuture<String> answer = new CompletableFuture<>();
            final Thread thread = new Thread(() -> run(entry, trial, answer), "interlock-notify-probe-" + entry.name());
            thread.setDaemon(true);
            thread.start();
            answers.add(answer);
            threads.add(thread);
        }
        final long startNs = System.nanoTime();
        final List<Result> results = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++)
        {
            final long leftNs = entries.get(i).route().timeoutNs() + GRACE_NS - (System.nanoTime() - startNs);
            results.add(result(entries.get(i), answers.get(i), Math.max(1, leftNs)));
            threads.get(i).interrupt();
        }
        return results;
    }

    private static void run(final ChannelEntry entry, final Trial trial, final CompletableFuture<String> answer)
    {
        try
        {
            if (entry.channel() == null)
            {
                throw DeliveryException.permanent(entry.problem());
            }
            answer.complete(Attempt.oneLine(trial.on(entry.channel(), Duration.ofNanos(entry.route().timeoutNs()))));
        }
        catch (final Throwable thrown)
        {
            answer.completeExceptionally(thrown);
        }
    }

    private static Result result(final ChannelEntry entry, final CompletableFuture<String> answer, final long waitNs)
        throws InterruptedException
    {
        try
        {
            return new Result(entry.name(), entry.type(), true, answer.get(waitNs, TimeUnit.NANOSECONDS));
        }
        catch (final TimeoutException late)
        {
            return new Result(entry.name(), entry.type(), false, Attempt.noAnswer(entry));
        }
        catch (final ExecutionException failed)
        {
            // Any other's text may hold a secret: only its class is shown.
            final Throwable cause = failed.getCause();
            final String words = cause instanceof DeliveryException ? cause.getMessage() : "it threw " + cause.getClass().getName();
            return new Result(entry.name(), entry.type(), false, words);
        }
    }
}
