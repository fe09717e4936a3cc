package io.interlock.notify.route;

import io.interlock.core.port.NoticeHistory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Ends what receivers that keep incidents have open and nobody will end. Whatever was told in which order: only that stays open which goes
 * on, or which a message that waits will end. Where a scope is not CLOSED and nothing else says by which incident the receiver knows, it is
 * by the last. An end that was told and not journaled is told once more.
 *
 * <p>Threading: the router's thread, once, after all else of former lives is taken up.
 */
final class LeftOpen
{
    private final Board board;
    private final long nowMs;

    LeftOpen(final Board board, final long nowMs)
    {
        this.board = board;
        this.nowMs = nowMs;
    }

    void close(final List<NoticeHistory.Incident> incidents)
    {
        incidents.stream().collect(Collectors.groupingBy(
            NoticeHistory.Incident::channel, LinkedHashMap::new, Collectors.groupingBy(
                NoticeHistory.Incident::scope, LinkedHashMap::new, Collectors.toList()))).forEach(this::close);
    }

    private void close(final String channel, final Map<String, List<NoticeHistory.Incident>> byScope)
    {
        for (final ChannelGate gate : board.gates())
        {
            if (gate.route().tracks() && gate.route().name().equals(channel))
            {
                byScope.forEach((path, open) -> close(gate, path, open));
            }
        }
    }

    private void close(final ChannelGate gate, final String path, final List<NoticeHistory.Incident> open)
    {
        final ScopeState scope = board.scopes().get(path, board);
        final Group group = scope.group(gate);
        final List<NoticeHistory.Incident> left = open.stream().filter(one -> !group.isOver(one.id())).toList();
        if (scope.current() != null && group.incident() == null && !left.isEmpty())
        {
            final NoticeHistory.Incident last = left.get(left.size() - 1);
            group.toldBefore(board.drafts().change(last.event(), scope.current(), ""), last.id());
        }
        final String kept = scope.current() != null || group.isWaiting() ? group.incident() : null;
        for (final NoticeHistory.Incident one : left)
        {
            if (!one.id().equals(kept))
            {
                group.closed(one.id());
                gate.offer(Single.of(board.drafts().closed(one, nowMs), true, true), nowMs);
            }
        }
        scope.reschedule(nowMs);
    }
}
