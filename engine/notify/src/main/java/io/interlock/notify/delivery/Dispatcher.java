package io.interlock.notify.delivery;

import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NoticeHistory;
import io.interlock.core.port.Priority;
import io.interlock.core.port.TransitionEvent;
import io.interlock.notify.route.Awaited;
import io.interlock.notify.route.OpenNotice;
import io.interlock.notify.route.Silence;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dispatch thread's loop: takes what has come, applies the rules and ticks them. Whatever throws is passed over, and told.
 *
 * <p>Threading: {@link #run} on the dispatch thread, {@link #restore} before it, {@link #close} from any.
 */
final class Dispatcher implements Runnable
{
    private static final long LONGEST_WAIT_MS = 1_000;
    private static final long SHOW_NS = 200_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Inbox inbox;
    private final Post post;
    private final Rules rules;
    private final EngineClock clock;
    private final Consumer<String> trouble;
    private NoticeHistory history = NoticeHistory.NOTHING;
    private long failures;
    private long dropped;
    private long drops;
    private long shownNs;
    private volatile List<OpenNotice> open = List.of();
    private volatile List<Awaited> awaited = List.of();
    private volatile List<Silence> silences = List.of();
    private volatile boolean closing;
    private volatile boolean busy;
    private volatile long busySinceNs;

    Dispatcher(final Inbox inbox, final Post post, final Rules rules, final EngineClock clock, final Consumer<String> trouble)
    {
        this.clock = clock;
        shownNs = clock.nanoTime();
        this.inbox = inbox;
        this.post = post;
        this.rules = rules;
        this.trouble = trouble;
    }

    void restore(final NoticeHistory past)
    {
        history = past;
    }

    void close()
    {
        closing = true;
        inbox.wake();
    }

    @Override
    public void run()
    {
        begin();
        boolean last = false;
        while (!last)
        {
            // Read before the take, so that what came before the close is still taken.
            last = closing;
            turn(!last);
        }
    }

    /** What former lives left, before the first turn. Throws nothing. */
    void begin()
    {
        busySinceNs = clock.nanoTime();
        busy = true;
        guarded("what former lives left", () -> rules.restore(history));
        busy = false;
        history = NoticeHistory.NOTHING;
    }

    /** Takes what has come, and does what is due. Throws nothing. */
    void turn(final boolean waits)
    {
        try
        {
            final Inbox.Batch batch = inbox.take(waits ? waitMs() : 0);
            busySinceNs = clock.nanoTime();
            busy = true;
            dispatch(batch);
        }
        catch (final InterruptedException stray)
        {
            LOG.debug("the dispatch was interrupted");
        }
        catch (final Throwable thrown)
        {
            // No memory, or what was to be told of a failure failed too.
            LOG.error("the dispatch of notifications goes on after {}", thrown.getClass().getName());
        }
        busy = false;
    }

    /** How long it has been at what it took last; 0: it waits. Any thread. */
    long busyNs()
    {
        return busy ? clock.nanoTime() - busySinceNs : 0;
    }

    private long waitMs()
    {
        final long[] wait = {LONGEST_WAIT_MS};
        guarded("time", () -> wait[0] = Math.min(LONGEST_WAIT_MS, rules.waitMs()));
        return wait[0];
    }

    private void dispatch(final Inbox.Batch batch)
    {
        for (final Object entry : batch.entries())
        {
            one(entry);
        }
        for (final Inbox.Overflow late : batch.overflow())
        {
            one(late.event());
            late.stoodFor().forEach(id -> post.stoodFor(id, late.event()));
        }
        for (final Runnable command : batch.commands())
        {
            guarded("a command", command);
        }
        if (batch.dropped() > 0)
        {
            dropped += batch.dropped();
            drops++;
            if (Long.bitCount(drops) == 1)
            {
                // The first, second, fourth, eighth time: in a storm this must not become one of its own.
                trouble.accept("issues, actions and lesser changes found no room and were not told, " + dropped + " by now");
            }
        }
        guarded("time", rules::tick);
        show(!batch.commands().isEmpty());
    }

    /** Others read copies, made now and then. */
    private void show(final boolean now)
    {
        if (now || clock.nanoTime() - shownNs >= SHOW_NS)
        {
            shownNs = clock.nanoTime();
            guarded("what is open", () ->
            {
                open = rules.open();
                awaited = rules.awaited();
                silences = rules.silences();
            });
        }
    }

    List<OpenNotice> open()
    {
        return open;
    }

    List<Awaited> awaited()
    {
        return awaited;
    }

    List<Silence> silences()
    {
        return silences;
    }

    private void one(final Object entry)
    {
        if (entry instanceof TransitionEvent event)
        {
            transition(event);
        }
        else if (entry instanceof Issue issue)
        {
            issue(issue);
        }
        else
        {
            guarded("an action", () -> rules.action((ActionEvent)entry));
        }
    }

    private void transition(final TransitionEvent event)
    {
        if (!guarded("transition " + event.id(), () -> rules.transition(event)) && event.priority().compareTo(Priority.CRITICAL) >= 0)
        {
            guarded("transition " + event.id(), () -> post.sendPlainly(event));
        }
    }

    void issue(final Issue issue)
    {
        guarded("an issue", () -> rules.issue(issue));
    }

    void command(final NoticeCommand command, final CompletableFuture<NoticeCommand.Answer> answer)
    {
        try
        {
            final NoticeCommand.Answer said = rules.command(command);
            // Before the answer: who got it and looks must see what it changed.
            show(true);
            answer.complete(said);
        }
        catch (final Throwable thrown)
        {
            answer.completeExceptionally(thrown);
        }
    }

    /** What was acknowledged at a receiver, unless the scope has become stricter since the receiver was asked: nobody has seen that. */
    void readBack(final Awaited seen, final NoticeCommand command, final CompletableFuture<NoticeCommand.Answer> answer)
    {
        try
        {
            if (!rules.awaited().contains(seen))
            {
                answer.complete(new NoticeCommand.Answer(false, seen.id() + " is not what waits for an acknowledgement any more"));
                return;
            }
        }
        catch (final Throwable thrown)
        {
            answer.completeExceptionally(thrown);
            return;
        }
        command(command, answer);
    }

    /** Gives false when it threw. */
    private boolean guarded(final String what, final Runnable body)
    {
        try
        {
            body.run();
            return true;
        }
        catch (final Throwable thrown)
        {
            failures++;
            if (Long.bitCount(failures) == 1)
            {
                // The first, second, fourth, eighth time. Its text may be a stranger's: only its class is shown.
                trouble.accept("the rules failed on " + what + " (" + thrown.getClass().getName() + "), " + failures + " times by now");
            }
            return false;
        }
    }
}
