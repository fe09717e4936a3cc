package io.interlock.core.engine;

import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NotificationSink;
import io.interlock.core.text.FaultText;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Passes on what operators say of notifications, with a deadline kept from here: a sink that hangs must not keep the thread that a kill
 * comes by. A call that hangs is left behind on a thread of its own, of which there are few.
 *
 * <p>Threading: any but a trading one; it waits for two seconds at most.
 */
final class NoticeDesk implements AutoCloseable
{
    private static final long DEADLINE_MS = 2_000;
    private static final int MOST_THREADS = 4;
    private static final long IDLE_S = 10;

    private final EngineParts parts;
    private final NotificationSink sink;
    private final ThreadPoolExecutor workers;

    NoticeDesk(final EngineParts parts, final NotificationSink sink, final ThreadFactory factory)
    {
        this.parts = parts;
        this.sink = sink;
        workers = new ThreadPoolExecutor(0, MOST_THREADS, IDLE_S, TimeUnit.SECONDS, new SynchronousQueue<>(), work ->
        {
            final Thread thread = factory.newThread(work);
            thread.setName("interlock-notice-command");
            return thread;
        });
    }

    NoticeCommand.Answer command(final NoticeCommand command)
    {
        if (command.actor() == null || command.actor().isBlank())
        {
            return refused("who is it? an actor is needed");
        }
        try
        {
            final Future<NoticeCommand.Answer> answer = workers.submit(() -> asked(command));
            return answer.get(DEADLINE_MS, TimeUnit.MILLISECONDS);
        }
        catch (final RejectedExecutionException busy)
        {
            return refused("notifications still have commands before this to answer, or the engine is closed: nothing was asked");
        }
        catch (final TimeoutException late)
        {
            parts.raise("NOTICE_COMMAND", command.scope(), command.kind() + " was not answered within " + DEADLINE_MS + " ms");
            return refused("notifications did not answer within " + DEADLINE_MS + " ms: it may still be carried out");
        }
        catch (final ExecutionException failed)
        {
            return refused("the command failed for want of memory: look before you repeat it");
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
            return refused("the wait for an answer was interrupted: it may still be carried out");
        }
    }

    /** On a worker. What is thrown stays there: a future would ask it for its text, which is a stranger's code too. */
    private NoticeCommand.Answer asked(final NoticeCommand command)
    {
        try
        {
            final NoticeCommand.Answer given = sink.command(command);
            return given == null ? refused("notifications gave no answer: look before you repeat it") : given;
        }
        catch (final Throwable thrown)
        {
            final String what = FaultText.of(thrown);
            parts.raise("NOTICE_COMMAND", command.scope(), command.kind() + " threw " + what);
            return refused("the command failed: " + what);
        }
    }

    private static NoticeCommand.Answer refused(final String message)
    {
        return new NoticeCommand.Answer(false, message);
    }

    /** Waits for nobody. */
    @Override
    public void close()
    {
        workers.shutdownNow();
    }
}
