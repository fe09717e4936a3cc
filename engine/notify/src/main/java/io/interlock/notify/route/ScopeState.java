package io.interlock.notify.route;

import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.TransitionEvent;
import io.interlock.notify.Draft;
import java.util.List;

/** What is known of one scope, while it is open or a message of it waits. Threading: the router's thread. */
final class ScopeState
{
    private final String path;
    private final Board board;
    private final Group[] groups;
    private Episode current;
    private TransitionEvent behind;
    private long behindUntilMs;

    ScopeState(final String path, final Board board)
    {
        this.path = path;
        this.board = board;
        groups = new Group[board.gates().size()];
    }

    String path()
    {
        return path;
    }

    /** Null where it is CLOSED. */
    Episode current()
    {
        return current;
    }

    void current(final Episode episode)
    {
        current = episode;
    }

    /** A change that has overtaken the step down before it, and waits for that; null: none. */
    TransitionEvent behind()
    {
        return behind;
    }

    long behindUntilMs()
    {
        return behindUntilMs;
    }

    void behind(final TransitionEvent event, final long untilMs)
    {
        behind = event;
        behindUntilMs = untilMs;
    }

    /** Null where nothing was told on this channel. */
    Group known(final ChannelGate gate)
    {
        return groups[gate.route().index()];
    }

    Group group(final ChannelGate gate)
    {
        final int index = gate.route().index();
        if (groups[index] == null)
        {
            groups[index] = new Group(gate, board.outbox(), this, board.groupWaitMs());
        }
        return groups[index];
    }

    /** By the incident that the receiver has open. */
    Draft as(final ChannelGate gate, final Draft draft)
    {
        final Group group = known(gate);
        return group == null ? draft : group.as(draft);
    }

    boolean told(final ChannelGate gate)
    {
        final Group group = known(gate);
        return group != null && group.told();
    }

    boolean concerned(final ChannelGate gate)
    {
        final Group group = known(gate);
        return group != null && group.concerned();
    }

    /** Whether some receiver takes what is open for an episode that has ended since. */
    boolean isKnownAs(final String episode)
    {
        for (final Group group : groups)
        {
            if (group != null && group.receiver().isOpen(episode))
            {
                return true;
            }
        }
        return false;
    }

    List<ActionEvent> actions(final String id)
    {
        return current == null ? List.of() : current.actions(id);
    }

    /** Offers what the groups have gathered. */
    void tickGroups(final long nowMs)
    {
        for (final Group group : groups)
        {
            if (group != null)
            {
                group.tick(nowMs);
            }
        }
    }

    /** Sets when this scope is due next; forgets it where there is nothing left to do. */
    void reschedule(final long nowMs)
    {
        long dueMs = behind == null ? Long.MAX_VALUE : behindUntilMs;
        long keepMs = current == null && behind == null ? Long.MIN_VALUE : Long.MAX_VALUE;
        for (final Group group : groups)
        {
            if (group != null)
            {
                dueMs = Math.min(dueMs, group.dueMs());
                keepMs = Math.max(keepMs, group.keepUntilMs());
            }
        }
        if (current != null)
        {
            dueMs = Math.min(dueMs, board.calls().dueMs(current));
        }
        else if (keepMs <= nowMs)
        {
            board.timers().set(this, Long.MAX_VALUE);
            board.scopes().forget(this);
            return;
        }
        board.timers().set(this, Math.min(dueMs, current == null ? keepMs : Long.MAX_VALUE));
    }
}
