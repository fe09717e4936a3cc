package io.interlock.notify.delivery;

import io.interlock.config.NotificationsConfig;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NoticeHistory;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.NotificationSink;
import io.interlock.core.port.TransitionEvent;
import io.interlock.notify.AckSource;
import io.interlock.notify.route.Awaited;
import io.interlock.notify.route.OpenNotice;
import io.interlock.notify.route.Silence;
import io.interlock.notify.words.Wording;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifications of one engine. What the engine tells is put into a queue and nothing more; one dispatch thread applies the rules and gives
 * each message to the channels' workers.
 *
 * <p>Threading: any thread, once it was started; only {@link #command} and {@link #close} wait, and both for a bounded time. Three daemon
 * threads, one for each channel, and one more for a channel whose receiver is asked who has acknowledged there.
 */
public final class NotifyCenter implements NotificationSink, AutoCloseable
{
    /** How long a command waits for its answer. */
    public static final long ANSWER_MS = 2_000;
    /** How long closing waits for what is CRITICAL or above. */
    public static final long CLOSE_MS = 3_000;

    private static final long WATCH_NS = 250_000_000L;
    private static final long STATUS_MS = 1_000;
    private static final long HANGS_NS = 10_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(NotifyCenter.class);

    private final CenterParts parts;
    private final Inbox inbox;
    private final Post post;
    private final Dispatcher dispatcher;
    private final Thread[] threads;
    private final List<AckWatch> ackWatches;
    private final AtomicBoolean dispatchHangs = new AtomicBoolean();
    private volatile boolean closed;
    private boolean started;

    /**
     * What it works with.
     *
     * @param config      as it was loaded.
     * @param channels    those of the configuration, as {@link Channels} makes them, and the host's own.
     * @param wording     gives words; called by one thread, and may fail.
     * @param directory   the engine's, for {@link StatusFile}; null: no such file is kept.
     * @param clock       time.
     * @param journalHead {@code SEQ:HASH}, or empty without a journal; any thread.
     */
    public record Setup(
        NotificationsConfig config, List<ChannelEntry> channels, Wording wording, Path directory, EngineClock clock,
        Supplier<String> journalHead)
    {
        /** Copies the list. */
        public Setup
        {
            channels = List.copyOf(channels);
        }
    }

    /**
     * Starts nothing yet.
     *
     * @param setup   what it works with.
     * @param records gets what became of each message, in order for each channel; from any of its threads. It must not block for long.
     * @param issues  gets what a person may want to know of channels; likewise. The engine may bring them back to {@link #issue}.
     * @throws IllegalArgumentException when two channels have one name.
     */
    public NotifyCenter(final Setup setup, final Consumer<NoticeRecord> records, final Consumer<Issue> issues)
    {
        this(CenterParts.of(setup, records, issues));
    }

    NotifyCenter(final CenterParts parts)
    {
        this.parts = parts;
        inbox = new Inbox(parts.capacity());
        post = new Post(parts, this::ours);
        dispatcher = new Dispatcher(inbox, post, parts.rules().apply(post), parts.delivery().clock(), this::trouble);
        threads = new Thread[] {
            thread("interlock-notify", dispatcher), thread("interlock-notify-watch", this::watch),
            thread("interlock-notify-status", this::disk)};
        ackWatches = parts.channels().stream().filter(entry -> entry.acknowledgements() != null).map(this::ackWatch).toList();
    }

    private AckWatch ackWatch(final ChannelEntry entry)
    {
        return new AckWatch(entry, new AckWatch.Parts(
            parts.delivery().clock(), dispatcher::awaited, incident -> post.toldMs(entry.name(), incident), this::readBack, this::ours));
    }

    private Thread thread(final String name, final Runnable body)
    {
        final Thread thread = parts.delivery().threads().newThread(body);
        thread.setName(name);
        return thread;
    }

    /**
     * What former lives left. It is looked at first of all, on the dispatch thread.
     *
     * @param history as the journal has it.
     * @throws IllegalStateException after {@link #start}.
     */
    public synchronized void restore(final NoticeHistory history)
    {
        if (started)
        {
            throw new IllegalStateException("notifications have started: restore() comes before start()");
        }
        dispatcher.restore(history);
    }

    /** Starts its threads. Once. */
    public synchronized void start()
    {
        if (!started)
        {
            started = true;
            post.start();
            for (final Thread thread : threads)
            {
                thread.start();
            }
            ackWatches.forEach(watch -> watch.start(thread("interlock-notify-acks-" + watch.channel(), watch)));
        }
    }

    @Override
    public void transition(final TransitionEvent event)
    {
        inbox.transition(event);
    }

    @Override
    public void issue(final Issue issue)
    {
        // Our own were told when they were raised; the engine has them for its log.
        if (!ChannelNews.isOurs(issue.issueType()))
        {
            inbox.issue(issue);
        }
    }

    @Override
    public void action(final ActionEvent event)
    {
        inbox.action(event);
    }

    @Override
    public NoticeCommand.Answer command(final NoticeCommand command)
    {
        return ask(answer -> dispatcher.command(command, answer));
    }

    /** An acknowledgement that was made at a receiver: the way of any other. */
    private NoticeCommand.Answer readBack(final Awaited seen, final AckSource.Taken taken)
    {
        final NoticeCommand command =
            new NoticeCommand(NoticeCommand.Kind.ACKNOWLEDGE, seen.id(), "", taken.actor(), taken.words());
        return ask(answer -> dispatcher.readBack(seen, command, answer));
    }

    private NoticeCommand.Answer ask(final Consumer<CompletableFuture<NoticeCommand.Answer>> body)
    {
        final CompletableFuture<NoticeCommand.Answer> answer = new CompletableFuture<>();
        if (closed || !inbox.command(() -> body.accept(answer)))
        {
            return new NoticeCommand.Answer(false, closed ? "notifications are closed" : "too many commands wait: try again");
        }
        try
        {
            return answer.get(parts.answerMs(), TimeUnit.MILLISECONDS);
        }
        catch (final TimeoutException late)
        {
            return new NoticeCommand.Answer(false, "no answer yet: it may still be carried out; look before you repeat it");
        }
        catch (final ExecutionException failed)
        {
            return new NoticeCommand.Answer(false, "it failed: " + failed.getCause().getClass().getName());
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
            return new NoticeCommand.Answer(false, "no answer yet: the wait was interrupted");
        }
    }

    /** An issue of a channel: the other channels are told, and the engine. */
    private void ours(final Issue issue)
    {
        if (!inbox.command(() -> dispatcher.issue(issue)))
        {
            inbox.issue(issue);
        }
        parts.delivery().issues().accept(ChannelNews.forEngine(issue));
    }

    /** The dispatch itself failed or lost something: that goes to the engine's log; told by what failed it would never come to rest. */
    private void trouble(final String details)
    {
        LOG.warn("notifications: {}", details);
        try
        {
            parts.delivery().issues().accept(
                new Issue(parts.delivery().clock().wallMs(), ChannelNews.TROUBLE, "", Double.NaN, Double.NaN, details));
        }
        catch (final RuntimeException thrown)
        {
            LOG.warn("that could not be raised: {}", thrown.getClass().getName());
        }
    }

    /**
     * How the channels are.
     *
     * @return in the order of the configuration.
     */
    public List<ChannelStatus> status()
    {
        return post.status();
    }

    /**
     * What is open, as of a moment ago.
     *
     * @return at most 1,000, the oldest first.
     */
    public List<OpenNotice> open()
    {
        return dispatcher.open();
    }

    /**
     * Silences that hold, as of a moment ago.
     *
     * @return the oldest first.
     */
    public List<Silence> silences()
    {
        return dispatcher.silences();
    }

    /** For who does everything by turns. */
    Dispatcher dispatcher()
    {
        return dispatcher;
    }

    /** For who does everything by turns. */
    Post post()
    {
        return post;
    }

    /** Looks at limits that depend on time. Its own thread calls it a few times a second. */
    void look()
    {
        post.watch();
        final boolean hangs = dispatcher.busyNs() >= HANGS_NS;
        if (hangs && !dispatchHangs.getAndSet(true))
        {
            trouble("the dispatch of notifications has been at one thing for " + HANGS_NS / 1_000_000_000L
                + " s: nothing is told until it goes on");
        }
        else if (!hangs)
        {
            dispatchHangs.set(false);
        }
    }

    private void watch()
    {
        while (!closed)
        {
            try
            {
                look();
            }
            catch (final Throwable thrown)
            {
                LOG.error("the watch over channels goes on after {}", thrown.getClass().getName());
            }
            LockSupport.parkNanos(WATCH_NS);
        }
    }

    /** What waits for the disk, on a thread that nothing else waits for. */
    private void disk()
    {
        boolean written = true;
        while (!closed)
        {
            post.lookAtSecrets();
            written = parts.statusFile() == null || writeStatus(written);
            LockSupport.parkNanos(WATCH_NS);
        }
    }

    /** Gives false where it could not, which is told once until it can again. */
    private boolean writeStatus(final boolean before)
    {
        try
        {
            // Where it saw no need to write it is as it was: what failed before is not told again.
            return parts.statusFile().write(post.status(), dispatcher.open(), dispatcher.silences()) || before;
        }
        catch (final Throwable unwritten)
        {
            // Also where there is no memory for it: this thread must be there when there is again.
            if (before)
            {
                trouble(StatusFile.NAME + " cannot be written (" + unwritten.getClass().getSimpleName()
                    + "): others see no channel's status");
            }
            return false;
        }
    }

    /** Everything that waits by time looks at it again. */
    void wake()
    {
        inbox.wake();
        post.wake();
        ackWatches.forEach(AckWatch::wake);
        LockSupport.unpark(threads[2]);
    }

    private void awaitStatus()
    {
        try
        {
            threads[2].join(STATUS_MS);
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }

    /** Tries what is queued at CRITICAL and above for a while; what has no outcome then is sent after a restart. */
    @Override
    public synchronized void close()
    {
        if (closed)
        {
            return;
        }
        ackWatches.forEach(AckWatch::close);
        final long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(parts.closeMs());
        try
        {
            if (started)
            {
                dispatcher.close();
                // A dispatch that hangs must leave the workers their time.
                threads[0].join(Math.max(1, parts.closeMs() / 2));
            }
            post.close(endNs);
        }
        catch (final InterruptedException interrupted)
        {
            post.stop();
            Thread.currentThread().interrupt();
        }
        finally
        {
            closed = true;
            threads[0].interrupt();
            threads[1].interrupt();
            // What is on the disk is left alone once this returns. An interrupt would break a write off.
            LockSupport.unpark(threads[2]);
            awaitStatus();
        }
    }
}
