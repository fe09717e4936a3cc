package io.interlock.notify.route;

import io.interlock.core.model.Level;
import io.interlock.core.port.NoticeHistory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Ends what receivers that keep incidents have open and nobody will end, whatever was told in which order. Not what is or may be of the
 * episode that goes on: where a receiver has two names for that, the second stays open until it has ended and a restart finds it. An end
 * that was told and not journaled is told once more. Of a channel that has another name now nothing is known here.
 *
 * <p>Threading: the router's thread, once, after all else of former lives is taken up.
 */
final class LeftOpen
{
    private final Board board;
    private final Map<String, List<NoticeHistory.Past>> byScope;
    private final long nowMs;

    LeftOpen(final Board board, final Map<String, List<NoticeHistory.Past>> byScope, final long nowMs)
    {
        this.board = board;
        this.byScope = byScope;
        this.nowMs = nowMs;
    }

    void close(final List<NoticeHistory.Incident> incidents)
    {
        incidents.stream().collect(Collectors.groupingBy(
            NoticeHistory.Incident::channel, LinkedHashMap::new, Collectors.groupingBy(
                NoticeHistory.Incident::scope, LinkedHashMap::new, Collectors.toList()))).forEach(this::close);
    }

    private void close(final String channel, final Map<String, List<NoticeHistory.Incident>> incidents)
    {
        for (final ChannelGate gate : board.gates())
        {
            if (gate.route().tracks() && gate.route().name().equals(channel))
            {
                incidents.forEach((path, open) -> close(gate, path, open));
            }
        }
    }

    private void close(final ChannelGate gate, final String path, final List<NoticeHistory.Incident> open)
    {
        final ScopeState scope = board.scopes().get(path, board);
        final Group group = scope.group(gate);
        final boolean over = scope.current() == null;
        if (!over && group.receiver().episode() == null && !group.isWaiting())
        {
            // Nothing else says by which the receiver knows what goes on: by the last that it was told of.
            open.stream().filter(one -> !group.receiver().isOver(one.id()) && mayLast(one)).reduce((before, one) -> one)
                .ifPresent(one -> group.toldBefore(board.drafts().change(one.event(), scope.current(), ""), one.id()));
        }
        for (final NoticeHistory.Incident one : open)
        {
            final String name = one.id();
            if (group.receiver().isOver(name))
            {
                continue;
            }
            final boolean kept = over ? group.isWaiting() && group.isAbout(name)
                : group.isAbout(name) || group.receiver().isLaterKnownAs(name) || mayLast(one);
            if (!kept)
            {
                group.closed(name);
                gate.offer(Single.of(board.drafts().closed(one, nowMs), true, true), nowMs);
            }
        }
        scope.reschedule(nowMs);
    }

    /** Whether nobody knows that the scope was CLOSED after the last that was told by it. */
    private boolean mayLast(final NoticeHistory.Incident incident)
    {
        final List<NoticeHistory.Past> pasts = byScope.getOrDefault(incident.scope(), List.of());
        int at = pasts.size() - 1;
        while (at >= 0 && !pasts.get(at).event().id().equals(incident.event().id()))
        {
            if (pasts.get(at).event().to() == Level.CLOSED)
            {
                return false;
            }
            at--;
        }
        // Older than all that is known: over where that begins with another episode.
        return at >= 0 || pasts.isEmpty() || pasts.get(0).event().from() != Level.CLOSED;
    }
}
