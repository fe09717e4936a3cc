package io.interlock.console.api;

import io.interlock.console.http.StreamEvent;
import io.interlock.core.port.HistorySource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells each client the transitions after the last that it was told, from the history that {@code transitions} answers from: so who comes
 * again misses none and gets none twice, and who is slow is told as fast as it takes. Clients that are as far as each other share a page.
 *
 * <p>Threading: the stream's thread.
 */
final class TransitionNews
{
    static final int PAGE = 100;
    /** Turns after which is looked again though nothing seems to have come. */
    private static final int AGAIN = 40;

    private final EngineView view;
    private final Map<Long, Page> pages = new HashMap<>();
    private long head = -1;
    private long newestMs;
    private int turns;

    private record Told(long sequence, StreamEvent event)
    {
    }

    private record Page(List<Told> events, boolean complete, boolean more)
    {
    }

    TransitionNews(final EngineView view)
    {
        this.view = view;
    }

    /** Begins a turn. */
    void look()
    {
        pages.clear();
        turns++;
        // Before any page: what comes in between is in the page, or above the head of a later turn.
        head = view.lastSequence();
    }

    /** Sequence of the last record in this turn. */
    long head()
    {
        return head;
    }

    /** Wall time of the latest transition that was told, as the engine has it. */
    long newestMs()
    {
        return newestMs;
    }

    /** Where a client begins. One that was told of another journal's begins anew, and is told so. */
    long begin(final Follower follower, final long after)
    {
        if (after <= head)
        {
            return after;
        }
        follower.sink().offer(StreamEvents.gap(after, 0,
            "the journal ends at " + head + ", before " + after + ": that was of another journal; what follows begins with this one"));
        return 0;
    }

    void tell(final Follower follower)
    {
        if (turns % AGAIN == 0)
        {
            // A journal that is read from another process may be known to be longer than it is read by now.
            follower.lookedTo(-1);
        }
        while (follower.lookedTo() < head && follower.sink().hasRoom())
        {
            final Page page = pages.computeIfAbsent(follower.cursor(), this::page);
            if (!page.complete())
            {
                final long next = page.events().isEmpty() ? head : page.events().get(0).sequence() - 1;
                follower.sink().offer(StreamEvents.gap(follower.cursor(), next,
                    "older transitions are not kept in memory: 'interlock journal dump DIR' tells them"));
                follower.cursor(next);
            }
            for (final Told one : page.events())
            {
                if (!follower.sink().hasRoom() || !follower.sink().offer(one.event()))
                {
                    return;
                }
                follower.cursor(one.sequence());
            }
            if (!page.more())
            {
                follower.lookedTo(head);
            }
        }
    }

    private Page page(final long after)
    {
        final HistorySource.Page page = view.transitions(after, PAGE);
        final List<Told> events = new ArrayList<>();
        for (final HistorySource.Kept one : page.transitions())
        {
            // Each only once, whatever a history answers.
            if (one.sequence() > after)
            {
                events.add(new Told(one.sequence(), StreamEvents.transition(one)));
                newestMs = Math.max(newestMs, one.event().wallMs());
            }
        }
        return new Page(events, page.complete(), page.more() && !events.isEmpty());
    }
}
