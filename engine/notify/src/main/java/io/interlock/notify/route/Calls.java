package io.interlock.notify.route;

import io.interlock.config.EscalationStep;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What goes on while an episode lasts: repeats, the escalation, what the actions came to, and acknowledgements.
 *
 * <p>Readings. A repeat is of THROTTLE and above, goes to the channels of its priority, and is not kept where a rule stops it: the next
 * one comes. The escalation counts from the first CRITICAL or EMERGENCY since the last acknowledgement, ends below THROTTLE, and heeds
 * the scopes of a channel, not its lowest priority; whom something urgent of the scope was told just now, or since the call was due, is
 * not called on top of it. A failed action is told at once
 * ({@code .uf}), and the end of all once more ({@code .u}). Rounds are counted by the wall clock: where that was set back before a start
 * they come again, by the same ids, which is better than nobody called until it has caught up.
 *
 * <p>Threading: the router's thread.
 */
final class Calls
{
    /** How the id ends of a message that an action failed. */
    static final String FAILED = ".uf";

    private final Board board;

    /** What somebody is called with, and since when that is due. */
    private record Due(Draft draft, long dueMs)
    {
    }

    Calls(final Board board)
    {
        this.board = board;
    }

    /** When something of this episode is due. */
    long dueMs(final Episode episode)
    {
        long dueMs = Math.min(episode.repeatDueMs(board.repeatMs()), callDueMs(episode));
        for (final ActionReport report : episode.reports())
        {
            dueMs = Math.min(dueMs, report.dueMs());
        }
        return dueMs;
    }

    private long callDueMs(final Episode episode)
    {
        return episode.calling() ? callDueMs(episode, episode.calls() + 1) : Long.MAX_VALUE;
    }

    /** When somebody is called for the n-th time, from 1. */
    private long callDueMs(final Episode episode, final long number)
    {
        final List<EscalationStep> steps = board.steps();
        if (steps.isEmpty() || number > steps.size() && board.callAgainMs() <= 0)
        {
            return Long.MAX_VALUE;
        }
        final int step = (int)Math.min(number, steps.size());
        return episode.anchorMs() + Board.afterMs(steps.get(step - 1)) + (number - step) * board.callAgainMs();
    }

    /** When somebody is called next, and on which channels; null: nobody is. */
    OpenNotice.Next next(final Episode episode)
    {
        final long dueMs = callDueMs(episode);
        if (dueMs == Long.MAX_VALUE)
        {
            return null;
        }
        final long number = episode.calls() + 1;
        return new OpenNotice.Next(
            dueMs, board.gates().stream().filter(gate -> isCalled(gate, episode, number)).map(gate -> gate.route().name()).toList());
    }

    void tick(final ScopeState scope, final long nowMs)
    {
        final Episode episode = scope.current();
        if (nowMs >= episode.repeatDueMs(board.repeatMs()))
        {
            repeat(scope, episode, nowMs);
        }
        while (nowMs >= callDueMs(episode))
        {
            call(scope, nextCall(episode, nowMs), nowMs);
        }
        for (final ActionReport report : episode.reports())
        {
            tellEnd(scope, episode, report, nowMs);
        }
    }

    private void repeat(final ScopeState scope, final Episode episode, final long nowMs)
    {
        final long number = episode.nextRepeat(board.repeatMs(), nowMs);
        final Draft draft = board.drafts().about(episode, episode.strict().id() + ".r" + number, Kind.REPEAT, episode.priority(),
            "it has lasted " + Drafts.lasted(nowMs - episode.startedMs()) + " and nobody has acknowledged it");
        board.always(draft, nowMs);
        for (final ChannelGate gate : board.gates())
        {
            if (Board.reaches(gate, episode.scope(), episode.priority()))
            {
                final Group group = scope.known(gate);
                if (group != null && group.isFresh(nowMs))
                {
                    board.outbox().suppressed(gate.route().name(), draft, "told just now, or about to be");
                }
                else
                {
                    gate.offer(Single.passing(scope.as(gate, draft)), nowMs);
                }
            }
        }
    }

    /** Each step has its turn; of further rounds of the last one, only the latest that is due. */
    private long nextCall(final Episode episode, final long nowMs)
    {
        long number = episode.calls() + 1;
        if (number > board.steps().size())
        {
            number += (nowMs - callDueMs(episode, number)) / board.callAgainMs();
        }
        return number;
    }

    private void call(final ScopeState scope, final long number, final long nowMs)
    {
        final Episode episode = scope.current();
        final long dueMs = callDueMs(episode, number);
        episode.calls(number);
        final Draft draft = call(episode, number, nowMs);
        board.always(draft, nowMs);
        for (final ChannelGate gate : board.gates())
        {
            if (isCalled(gate, episode, number))
            {
                call(scope, gate, new Due(draft, dueMs), nowMs);
            }
        }
    }

    private Draft call(final Episode episode, final long number, final long nowMs)
    {
        final int steps = board.steps().size();
        final long round = Math.max(0, number - steps);
        return board.drafts().about(episode, episode.anchorId() + ".e" + number, Kind.ESCALATION, episode.priority(),
            "step " + Math.min(number, steps) + " of " + steps + (round == 0 ? "" : ", round " + (round + 1))
                + ": nobody has acknowledged for " + Drafts.lasted(nowMs - episode.anchorMs()));
    }

    private boolean isCalled(final ChannelGate gate, final Episode episode, final long number)
    {
        final List<EscalationStep> steps = board.steps();
        final EscalationStep step = steps.get((int)Math.min(number, steps.size()) - 1);
        return !gate.route().always() && step.channels().contains(gate.route().name()) && gate.route().covers(episode.scope());
    }

    private void call(final ScopeState scope, final ChannelGate gate, final Due due, final long nowMs)
    {
        final Episode episode = scope.current();
        final Group group = scope.group(gate);
        final Draft draft = group.as(due.draft());
        if (group.isUrgentNow(due.dueMs(), nowMs))
        {
            board.outbox().suppressed(gate.route().name(), draft, "told just now, or about to be");
            return;
        }
        gate.offer(new Single(draft, true, false, episode::calm, () ->
        {
            if (!episode.ended())
            {
                group.toldOtherwise(draft);
            }
        }), nowMs);
    }

    /** After a restart: each channel is called for the last round that it had its turn in, where it has not taken that. */
    void resume(final ScopeState scope, final Delivered delivered, final long nowMs)
    {
        final Episode episode = scope.current();
        final Map<ChannelGate, Due> last = new LinkedHashMap<>();
        while (nowMs >= callDueMs(episode))
        {
            final long number = nextCall(episode, nowMs);
            final Due due = new Due(call(episode, number, nowMs), callDueMs(episode, number));
            episode.calls(number);
            board.gates().stream().filter(gate -> isCalled(gate, episode, number)).forEach(gate -> last.put(gate, due));
        }
        last.forEach((gate, due) ->
        {
            if (!delivered.on(due.draft().id(), gate.route().name()))
            {
                call(scope, gate, due, nowMs);
            }
        });
        episode.nextRepeatAfter(board.repeatMs(), nowMs);
    }

    /** What former lives delivered. */
    @FunctionalInterface
    interface Delivered
    {
        boolean on(String id, String channel);
    }

    /** A safety action came further. */
    void action(final ActionEvent event, final long nowMs)
    {
        final String order = event.order();
        final ScopeState scope = board.scopes().find(event.scope());
        Episode episode = board.scopes().episode(order);
        if (episode == null && scope != null && scope.current() != null && order.endsWith("-resumed-" + event.scope()))
        {
            // A restart asks for it, not a transition. It stays that episode's when another begins: else it would be told twice.
            episode = scope.current();
            board.scopes().remember(episode, order, null);
        }
        if (episode == null)
        {
            return;
        }
        final ActionReport report = episode.report(order);
        report.add(event, nowMs);
        if (report.takeFailure())
        {
            update(scope, episode, report, FAILED, nowMs);
        }
        tellEnd(scope, episode, report, nowMs);
        if (scope != null)
        {
            scope.reschedule(nowMs);
        }
    }

    private void tellEnd(final ScopeState scope, final Episode episode, final ActionReport report, final long nowMs)
    {
        if (report.takeEnd(nowMs))
        {
            update(scope, episode, report, ".u", nowMs);
        }
    }

    private void update(
        final ScopeState scope, final Episode episode, final ActionReport report, final String suffix, final long nowMs)
    {
        final Priority loud = episode.priority() == Priority.EMERGENCY ? Priority.EMERGENCY : Priority.CRITICAL;
        final Priority priority = report.failed() ? loud : Priority.INFO;
        final String note = report.ended() ? "" : report.failed() ? "an action failed" : "some actions have not ended";
        final Draft draft = board.drafts().update(episode, report.order() + suffix, priority, report.events(), note);
        board.always(draft, nowMs);
        for (final ChannelGate gate : board.gates())
        {
            final Group group = scope == null ? null : scope.known(gate);
            final boolean told = group != null && group.told();
            if (group != null && group.isPending(report.order()))
            {
                // It comes with that message. After a crash the failure is told where that message was not.
                board.outbox().suppressed(gate.route().name(), draft, Outbox.JOINED + group.pendingId());
            }
            else if (!gate.route().always() && (told || report.failed() && Board.reaches(gate, episode.scope(), priority)))
            {
                gate.offer(Single.of(group != null && scope.current() == episode ? group.as(draft) : draft, report.failed(), false), nowMs);
            }
        }
    }

    /** Tells all who were told that somebody has seen it. */
    void acknowledged(final ScopeState scope, final String words, final long nowMs)
    {
        final Episode episode = scope.current();
        final Draft draft = board.drafts().about(episode, episode.strict().id() + ".a", Kind.ACKNOWLEDGED, Priority.INFO, words);
        board.always(draft, nowMs);
        for (final ChannelGate gate : board.gates())
        {
            if (!gate.route().always() && scope.told(gate))
            {
                final boolean tracks = gate.route().tracks();
                gate.offer(Single.of(scope.as(gate, draft), tracks, tracks), nowMs);
            }
        }
        scope.reschedule(nowMs);
    }
}
