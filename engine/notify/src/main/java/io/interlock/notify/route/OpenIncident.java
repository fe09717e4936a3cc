package io.interlock.notify.route;

import io.interlock.notify.Draft;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one receiver knows of a scope that has not ended for it, and by which episode it joins what it gets. Where a scope was CLOSED for
 * less than the group wait, the receiver's incident goes on.
 *
 * <p>Threading: the router's thread.
 */
final class OpenIncident
{
    private static final int MOST_OVER = 8;

    /** The last of which the end was sent, or dropped. */
    private final Deque<String> over = new ArrayDeque<>(0);
    private boolean told;
    private boolean critical;
    private Draft.Trail trail;
    /** What a former life told of a later episode than the one that is still to be told of. */
    private Draft.Trail after;

    boolean isTold()
    {
        return told;
    }

    /** Whether something urgent was among it, so that its end must arrive. */
    boolean isCritical()
    {
        return critical;
    }

    /** The episode that the receiver joins by; null where it knows of nothing that has not ended. */
    String episode()
    {
        return trail == null ? null : trail.episode();
    }

    /** With what a message is sent. */
    Draft.Trail of(final Draft.Trail own)
    {
        return trail == null ? own : new Draft.Trail(trail.episode(), trail.startedMs(), own.sequence(), own.journalHead());
    }

    /** A message was sent. */
    void sent(final Draft.Trail own, final boolean urgent)
    {
        told = true;
        critical |= urgent;
        trail = trail == null ? own : trail;
    }

    /**
     * A former life sent a message.
     *
     * @param own     what that belongs to.
     * @param as      the episode by which the receiver has it; null: nobody knows of another than its own.
     * @param pending something older is still to be sent, and may be an end: not of this one.
     */
    void sentBefore(final Draft.Trail own, final String as, final boolean pending)
    {
        final Draft.Trail known = as == null ? own : new Draft.Trail(as, own.startedMs(), own.sequence(), own.journalHead());
        after = pending ? known : null;
        know(pending || as == null && trail != null ? trail : known);
    }

    private void know(final Draft.Trail known)
    {
        told = true;
        critical = true;
        trail = known;
    }

    /** Whether what comes next belongs to a later incident than what is still to be sent. */
    boolean isLaterKnown()
    {
        return after != null;
    }

    /** What is still to be sent belongs to the later one, with what comes next. */
    void goOn()
    {
        trail = after == null ? trail : after;
        after = null;
    }

    /** What was to be sent has been, or was dropped; where it was an end nothing of it goes on: what comes next is another incident. */
    void done(final Draft.Trail own, final boolean ended)
    {
        final Draft.Trail later = after;
        after = null;
        if (ended)
        {
            final String name = trail == null ? own.episode() : trail.episode();
            ended(name);
            forget();
            if (later != null && !later.episode().equals(name))
            {
                know(later);
            }
        }
    }

    boolean isOpen(final String name)
    {
        return name.equals(episode());
    }

    boolean isLaterKnownAs(final String name)
    {
        return after != null && after.episode().equals(name);
    }

    private void ended(final String name)
    {
        over.add(name);
        if (over.size() > MOST_OVER)
        {
            over.remove();
        }
    }

    /** Whether the receiver was told, not long ago, that it is over. */
    boolean isOver(final String name)
    {
        return over.contains(name);
    }

    /** The receiver is told that it is over; where something is pending, that goes out under its own name all the same. */
    void closed(final String name, final boolean pending)
    {
        ended(name);
        if (after != null && after.episode().equals(name))
        {
            after = null;
        }
        if (!pending && name.equals(episode()))
        {
            forget();
        }
    }

    void forget()
    {
        told = false;
        critical = false;
        trail = null;
    }
}
