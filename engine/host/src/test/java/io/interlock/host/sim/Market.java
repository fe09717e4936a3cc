package io.interlock.host.sim;

import io.interlock.core.machine.twin.LawOutput;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.DeadManSwitch;
import io.interlock.core.port.Issue;
import io.interlock.core.port.IssueListener;
import io.interlock.core.port.NotificationSink;
import io.interlock.core.port.Priority;
import io.interlock.core.port.TradingActions;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionListener;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Everybody whom the engine calls in one life: listeners, the notification sink, the gateway's actions, the venue's dead man's switch. They
 * throw, do not return for a while, or never answer, as the simulation says; and they know what they have been told.
 *
 * <p>Threading: one thread.
 */
final class Market implements TradingActions, NotificationSink, DeadManSwitch
{
    /** Of each action. */
    static final int ATTEMPTS = 2;

    private final World world;
    private final Books books;
    private final Set<Long> toldListener = new HashSet<>();
    private final Set<Long> toldSink = new HashSet<>();
    /** Decisions whose cancel was done, or hung until it was given up. */
    private final Set<Long> cancelled = new HashSet<>();
    /** How often each was asked for. */
    private final Map<Long, Integer> asked = new HashMap<>();
    private WatchedJournal journal;
    private NotificationSink center;

    Market(final World world, final Books books)
    {
        this.world = world;
        this.books = books;
    }

    void journal(final WatchedJournal value)
    {
        journal = value;
    }

    /** Where notifications go. */
    void center(final NotificationSink value)
    {
        center = value;
    }

    private boolean strikes(final FaultPoint fault)
    {
        return !world.isFrozen() && world.disk().strikes(fault);
    }

    private void hear(final TransitionEvent event, final Set<Long> told, final String who)
    {
        if (world.isFrozen())
        {
            return;
        }
        if (!told.add(event.sequence()))
        {
            world.broken(who + " hears of decision " + event.sequence() + " twice");
        }
        if (!event.tightens() && event.sequence() > journal.durable())
        {
            world.broken(who + " hears of decision " + event.sequence() + ", which loosens, before it is durable");
        }
    }

    TransitionListener listener()
    {
        return event ->
        {
            hear(event, toldListener, "the listener");
            if (strikes(FaultPoint.LISTENER_HANGS))
            {
                world.meanwhile();
            }
            if (strikes(FaultPoint.LISTENER_THROWS))
            {
                throw new IllegalStateException("planted");
            }
        };
    }

    IssueListener issues()
    {
        return issue ->
        {
            if (strikes(FaultPoint.LISTENER_THROWS))
            {
                throw new IllegalStateException("planted");
            }
        };
    }

    @Override
    public void transition(final TransitionEvent event)
    {
        if (world.disk().mutation() != Mutation.URGENT_IS_NOT_TOLD || event.to() != Level.HALT)
        {
            hear(event, toldSink, "the sink");
            center.transition(event);
        }
        if (strikes(FaultPoint.CHANNEL_HANGS))
        {
            world.meanwhile();
        }
        fails();
    }

    @Override
    public void issue(final Issue issue)
    {
        center.issue(issue);
        fails();
    }

    @Override
    public void action(final ActionEvent event)
    {
        center.action(event);
        fails();
    }

    private void fails()
    {
        if (strikes(FaultPoint.CHANNEL_FAILS))
        {
            throw new IllegalStateException("planted");
        }
    }

    @Override
    public void refresh()
    {
        if (!world.isFrozen())
        {
            world.pulsed();
        }
        if (strikes(FaultPoint.DEAD_MAN_FAILS))
        {
            throw new IllegalStateException("planted");
        }
    }

    private CompletionStage<String> act(final ActionContext context)
    {
        if (strikes(FaultPoint.ACTION_SLOW))
        {
            world.meanwhile();
        }
        if (strikes(FaultPoint.ACTION_FAILS))
        {
            return CompletableFuture.failedFuture(new IllegalStateException("planted"));
        }
        if (strikes(FaultPoint.ACTION_HANGS))
        {
            return new CompletableFuture<>();
        }
        return CompletableFuture.completedFuture("done");
    }

    @Override
    public CompletionStage<String> saveState(final ActionContext context)
    {
        return act(context);
    }

    @Override
    public CompletionStage<String> cancelAll(final ActionContext context)
    {
        if (!context.resumed())
        {
            final String[] parts = context.id().split("-");
            final long sequence = Long.parseLong(parts[parts.length - 2]);
            asked.merge(sequence, 1, Integer::sum);
            final CompletionStage<String> answer = act(context);
            if (!answer.toCompletableFuture().isCompletedExceptionally())
            {
                cancelled.add(sequence);
            }
            return answer;
        }
        return act(context);
    }

    @Override
    public CompletionStage<String> flatten(final ActionContext context)
    {
        return act(context);
    }

    @Override
    public CompletionStage<String> disconnect(final ActionContext context)
    {
        return act(context);
    }

    @Override
    public CompletionStage<String> stop(final ActionContext context)
    {
        return act(context);
    }

    /** Once all is done that waited: nobody has missed what is urgent. */
    void settled()
    {
        for (long sequence = 1; sequence <= books.decided(); sequence++)
        {
            if (books.decision(sequence) instanceof LawOutput.Moved moved && moved.to().isAbove(moved.from())
                && Priority.of(moved.from(), moved.to()).compareTo(Priority.CRITICAL) >= 0)
            {
                if (!toldSink.contains(sequence))
                {
                    world.broken("the sink has not heard of decision " + sequence + ": " + moved);
                }
                if (!toldListener.contains(sequence))
                {
                    world.broken("the listener has not heard of decision " + sequence + ": " + moved);
                }
                final int times = asked.getOrDefault(sequence, 0);
                if (moved.to().isAbove(Level.THROTTLE) && !cancelled.contains(sequence) && times < ATTEMPTS)
                {
                    world.broken("for decision " + sequence + " nobody cancelled, asked " + times + " times: " + moved);
                }
            }
        }
    }
}
