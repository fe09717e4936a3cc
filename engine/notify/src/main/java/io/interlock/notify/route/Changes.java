package io.interlock.notify.route;

import io.interlock.core.model.Level;
import io.interlock.core.port.Priority;
import io.interlock.core.port.TransitionEvent;
import io.interlock.notify.Draft;

/**
 * Changes of level: which episode they belong to, and who hears of them.
 *
 * <p>A step down is told once it is durable, so a change after it may come before it. One that is less strict than the HALT or SHUTDOWN
 * that is then still open is inhibited: it waits for the step down, for a minute at most, and is told after it. One that is as strict or
 * stricter is told at once, goes on in the same episode, and the late step down is then told to LOG and DASHBOARD alone. For all others the
 * incident goes on, until the end of the episode: also for those whom what overtook it was not for.
 *
 * <p>Threading: the router's thread.
 */
final class Changes
{
    /** How the reason begins of a step down that came too late; the id of what overtook it follows. */
    static final String OVERTAKEN = "overtaken by ";

    private static final long BEHIND_MS = 60_000;

    private final Board board;

    Changes(final Board board)
    {
        this.board = board;
    }

    void transition(final TransitionEvent event, final long nowMs)
    {
        final ScopeState scope = board.scopes().get(event.scope(), board);
        if (event.tightens())
        {
            tightened(scope, event, nowMs);
        }
        else
        {
            loosened(scope, event, nowMs);
        }
        scope.reschedule(nowMs);
    }

    private void tightened(final ScopeState scope, final TransitionEvent event, final long nowMs)
    {
        final Episode open = scope.current();
        final boolean known = board.scopes().episode(event.id()) != null
            || scope.behind() != null && scope.behind().id().equals(event.id());
        if (known)
        {
            return;
        }
        if (open != null && open.level().isAbove(Level.THROTTLE) && open.level().isAbove(event.to()))
        {
            board.always(board.drafts().change(event, open, ""), nowMs);
            dropBehind(scope, "inhibited by " + open.level() + ' ' + open.strict().id() + ", and then by " + event.id());
            scope.behind(event, nowMs + BEHIND_MS);
            return;
        }
        final Episode episode = tighten(scope, event, nowMs);
        dropBehind(scope, "inhibited by " + event.to() + ' ' + event.id());
        final Draft draft = board.drafts().change(event, episode, "");
        board.always(draft, nowMs);
        tell(scope, draft, nowMs);
    }

    private Episode tighten(final ScopeState scope, final TransitionEvent event, final long nowMs)
    {
        if (scope.current() == null)
        {
            begin(scope, event);
        }
        final Episode episode = scope.current();
        final String noMore = episode.tighten(event, nowMs);
        board.scopes().remember(episode, event.id(), noMore);
        return episode;
    }

    private void begin(final ScopeState scope, final TransitionEvent event)
    {
        final Episode episode = new Episode(event);
        scope.current(episode);
        board.scopes().remember(episode, event.id(), null);
    }

    /** To people: by lowest priority and scope. */
    void tell(final ScopeState scope, final Draft draft, final long nowMs)
    {
        for (final ChannelGate gate : board.gates())
        {
            if (Board.reaches(gate, draft.scope(), draft.priority()))
            {
                scope.group(gate).change(draft, nowMs);
            }
        }
    }

    private void dropBehind(final ScopeState scope, final String why)
    {
        final TransitionEvent event = scope.behind();
        if (event == null)
        {
            return;
        }
        scope.behind(null, 0);
        final Draft draft = board.drafts().change(event, scope.current(), "");
        for (final ChannelGate gate : board.gates())
        {
            if (Board.reaches(gate, draft.scope(), draft.priority()))
            {
                board.outbox().suppressed(gate.route().name(), draft, why);
            }
        }
    }

    private void loosened(final ScopeState scope, final TransitionEvent event, final long nowMs)
    {
        final Episode open = scope.current();
        if (open == null)
        {
            unknown(scope, event, nowMs);
            return;
        }
        if (event.sequence() < open.lastSequence())
        {
            final Draft late = board.drafts().change(event, open, OVERTAKEN + open.strict().id());
            board.always(late, nowMs);
            suppressForTold(scope, late, OVERTAKEN + open.strict().id());
            return;
        }
        if (event.sequence() == open.lastSequence())
        {
            return;
        }
        final long sinceMs = event.to() == Level.CLOSED ? open.startedMs() : open.strict().wallMs();
        final Draft draft = board.drafts().change(event, open, Drafts.LASTED + Drafts.lasted(event.wallMs() - sinceMs));
        open.loosen(event);
        board.always(draft, nowMs);
        for (final ChannelGate gate : board.gates())
        {
            if (!gate.route().always() && scope.concerned(gate))
            {
                scope.group(gate).change(draft, nowMs);
            }
        }
        if (event.to() == Level.CLOSED)
        {
            end(scope, nowMs);
        }
        follow(scope, nowMs);
    }

    private void suppressForTold(final ScopeState scope, final Draft draft, final String why)
    {
        for (final ChannelGate gate : board.gates())
        {
            if (!gate.route().always() && scope.concerned(gate))
            {
                board.outbox().suppressed(gate.route().name(), draft, why);
            }
        }
    }

    void end(final ScopeState scope, final long nowMs)
    {
        final Episode episode = scope.current();
        episode.end(nowMs);
        scope.current(null);
        board.scopes().ended(episode);
    }

    /** A step down of which nobody knows what it ends (a launch finds no ALERT): for those who would have been told of it. */
    private void unknown(final ScopeState scope, final TransitionEvent event, final long nowMs)
    {
        final Episode episode = new Episode(event);
        episode.loosen(event);
        final Draft draft = board.drafts().change(event, episode, "");
        board.always(draft, nowMs);
        final Priority former = Priority.of(Level.CLOSED, event.from());
        for (final ChannelGate gate : board.gates())
        {
            if (scope.concerned(gate) || Board.reaches(gate, event.scope(), former))
            {
                scope.group(gate).change(draft, nowMs);
            }
        }
        if (event.to() != Level.CLOSED)
        {
            scope.current(episode);
            board.scopes().remember(episode, event.id(), null);
        }
    }

    /** Tells what waited for a step down. */
    private void follow(final ScopeState scope, final long nowMs)
    {
        final TransitionEvent event = scope.behind();
        if (event != null)
        {
            scope.behind(null, 0);
            tell(scope, board.drafts().change(event, tighten(scope, event, nowMs), ""), nowMs);
        }
    }

    /** What is due of one scope. */
    void tick(final ScopeState scope, final long nowMs)
    {
        if (scope.behind() != null && nowMs >= scope.behindUntilMs())
        {
            // The step down was lost, or the journal keeps it for good.
            follow(scope, nowMs);
        }
        scope.tickGroups(nowMs);
        if (scope.current() != null)
        {
            board.calls().tick(scope, nowMs);
        }
        scope.reschedule(nowMs);
    }
}
