package io.interlock.notify.route;

import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NoticeRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What operators say. Threading: the router's thread. */
final class Commands
{
    private static final int NAMED = 10;

    private final Board board;

    Commands(final Board board)
    {
        this.board = board;
    }

    NoticeCommand.Answer command(final NoticeCommand command, final long nowMs)
    {
        return switch (command.kind())
        {
            case ACKNOWLEDGE -> acknowledge(command, nowMs);
            case SILENCE -> board.silences().begin(command, board.newId(), board.outbox(), nowMs);
            case UNSILENCE -> unsilence(command, nowMs);
        };
    }

    private NoticeCommand.Answer unsilence(final NoticeCommand command, final long nowMs)
    {
        final NoticeCommand.Answer answer = board.silences().end(command, board.outbox(), nowMs);
        if (answer.accepted())
        {
            board.gates().forEach(gate -> gate.unmute(nowMs));
        }
        return answer;
    }

    private NoticeCommand.Answer acknowledge(final NoticeCommand command, final long nowMs)
    {
        if (command.id().isEmpty())
        {
            return acknowledgeAll(command, nowMs);
        }
        final Episode episode = find(command.id());
        if (episode == null)
        {
            return new NoticeCommand.Answer(false, "nothing that was told has the id '" + command.id() + "'; " + open());
        }
        if (episode.ended())
        {
            return new NoticeCommand.Answer(
                true, name(episode) + " is over since " + Instant.ofEpochMilli(episode.endedMs()) + ": nothing is to be acknowledged");
        }
        if (episode.acknowledged())
        {
            return new NoticeCommand.Answer(true, name(episode) + " was acknowledged by " + episode.acknowledgedBy() + " at "
                + Instant.ofEpochMilli(episode.acknowledgedMs()) + " already");
        }
        acknowledge(episode, command, nowMs);
        return new NoticeCommand.Answer(true, name(episode) + " is acknowledged; nobody further is called unless it becomes stricter");
    }

    private NoticeCommand.Answer acknowledgeAll(final NoticeCommand command, final long nowMs)
    {
        final List<Episode> open = openEpisodes();
        open.removeIf(Episode::acknowledged);
        open.forEach(episode -> acknowledge(episode, command, nowMs));
        return new NoticeCommand.Answer(true, open.isEmpty() ? "nothing is open that was not acknowledged"
            : open.size() + " acknowledged; nobody further is called unless one becomes stricter");
    }

    private void acknowledge(final Episode episode, final NoticeCommand command, final long nowMs)
    {
        episode.acknowledge(command.actor(), nowMs);
        board.outbox().record(new NoticeRecord(nowMs, episode.strict().id(), episode.scope(), "", NoticeRecord.Outcome.ACKNOWLEDGED, 0,
            new NoticeRecord.Words(command.actor(), command.words())));
        final String words = "by " + command.actor() + (command.words().isEmpty() ? "" : ": " + command.words());
        board.calls().acknowledged(board.scopes().find(episode.scope()), words, nowMs);
    }

    /** By a transition's id, an episode's (its first transition's), or that of any message that was made from them. */
    private Episode find(final String id)
    {
        final Episode exact = board.scopes().episode(id);
        final int dot = id.lastIndexOf('.');
        final Episode found = exact != null || dot < 0 ? exact : board.scopes().episode(id.substring(0, dot));
        final ScopeState scope = found == null || !found.ended() ? null : board.scopes().find(found.scope());
        // Where a scope was CLOSED for moments only, receivers still use the id of the episode before.
        return scope != null && scope.current() != null && scope.isKnownAs(found.id()) ? scope.current() : found;
    }

    private List<Episode> openEpisodes()
    {
        final List<Episode> open = new ArrayList<>();
        for (final ScopeState scope : board.scopes().all())
        {
            if (scope.current() != null)
            {
                open.add(scope.current());
            }
        }
        return open;
    }

    private String open()
    {
        final List<Episode> open = openEpisodes();
        if (open.isEmpty())
        {
            return "nothing is open";
        }
        final StringBuilder text = new StringBuilder("open are: ");
        for (int i = 0; i < Math.min(NAMED, open.size()); i++)
        {
            text.append(i == 0 ? "" : ", ").append(open.get(i).strict().id()).append(" (").append(name(open.get(i))).append(')');
        }
        return open.size() > NAMED ? text + " and " + (open.size() - NAMED) + " more" : text.toString();
    }

    private static String name(final Episode episode)
    {
        return (episode.ended() ? "" : episode.level() + " of ") + (episode.scope().isEmpty() ? "the root" : episode.scope());
    }

    /** What these channels were told of and nobody has acknowledged. */
    List<Awaited> awaited(final Set<String> channels, final int most)
    {
        final List<Awaited> awaited = new ArrayList<>();
        for (final ScopeState scope : board.scopes().all())
        {
            final Episode episode = scope.current();
            for (final ChannelGate gate : board.gates())
            {
                final String channel = gate.route().name();
                if (episode != null && !episode.acknowledged() && awaited.size() < most && channels.contains(channel) && knows(scope, gate))
                {
                    awaited.add(new Awaited(channel, episode.strict().id(), scope.known(gate).receiver().episode(), episode.strictMs()));
                }
            }
        }
        return awaited;
    }

    /** While a message waits for its group or its gate, the receiver may not know of the latest level. */
    private static boolean knows(final ScopeState scope, final ChannelGate gate)
    {
        return scope.told(gate) && !scope.known(gate).isWaiting();
    }

    List<OpenNotice> openNotices(final int most)
    {
        return openEpisodes().stream().limit(most).map(episode -> new OpenNotice(
            episode.strict().id(), episode.id(), episode.scope(), episode.level(), episode.startedMs(), episode.acknowledgedBy(),
            board.calls().next(episode))).toList();
    }
}
