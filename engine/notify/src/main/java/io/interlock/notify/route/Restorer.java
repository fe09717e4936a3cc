package io.interlock.notify.route;

import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.NoticeHistory;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.Priority;
import io.interlock.core.port.TransitionEvent;
import io.interlock.notify.Draft;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Takes up what former lives left: a CRITICAL or EMERGENCY that a channel has not taken is sent now, with its id and the word "late".
 * Where one scope has several, those after the first are joined as ever, and an EMERGENCY goes at once. What was joined into another
 * message is taken as that one was. What failed for good, or found no room, is tried again. Who was told that something began, in a
 * former life or now, and has not taken the message of its end, gets that. Where the history does not hold the step down that ended
 * something, a late message is followed by a RESOLVED with no level to go to; and where it does not hold the ALERT that an episode began
 * with, the episode has the id of the first transition that it holds.
 *
 * <p>Threading: the router's thread, once.
 */
final class Restorer
{
    private final Board board;
    private final Changes changes;
    private final long nowMs;
    private final FormerFates fates = new FormerFates();
    /** Ids of transitions of which something is known, and of those that have been taken up. */
    private final Set<String> history = new HashSet<>();
    private final Set<String> takenUp = new HashSet<>();

    Restorer(final Board board, final Changes changes, final long nowMs)
    {
        this.board = board;
        this.changes = changes;
        this.nowMs = nowMs;
    }

    void restore(final NoticeHistory former)
    {
        former.silences().forEach(record -> board.silences().restore(record, nowMs));
        final Map<String, List<NoticeHistory.Past>> byScope = new LinkedHashMap<>();
        for (final NoticeHistory.Past past : former.open())
        {
            history.add(past.event().id());
            past.records().forEach(fates::note);
            byScope.computeIfAbsent(past.event().scope(), path -> new ArrayList<>()).add(past);
        }
        byScope.forEach(this::restore);
        new LeftOpen(board, byScope, nowMs).close(former.incidents());
    }

    private void restore(final String path, final List<NoticeHistory.Past> pasts)
    {
        final ScopeState scope = board.scopes().get(path, board);
        TransitionEvent last = null;
        Episode episode = null;
        int from = 0;
        for (int i = 0; i < pasts.size(); i++)
        {
            final NoticeHistory.Past past = pasts.get(i);
            final TransitionEvent event = past.event();
            final Episode open = scope.current();
            if (open != null && event.from().ordinal() <= Level.ALERT.ordinal() && open.level() != event.from())
            {
                changes.end(scope, nowMs);
                knownGroups(scope).forEach(Group::endedBefore);
            }
            takenUp.add(event.id());
            replay(scope, past);
            episode = scope.current();
            last = event;
            if (event.to() == Level.CLOSED)
            {
                resolve(scope, past, pasts.subList(from, i), pasts.subList(i + 1, pasts.size()));
                from = i + 1;
            }
            else
            {
                redeliver(scope, past, pasts.subList(i + 1, pasts.size()));
                resendFailures(scope, past);
            }
        }
        episode.ofFormerLife();
        if (scope.current() == null)
        {
            scope.reschedule(nowMs);
            return;
        }
        if (pasts.get(pasts.size() - 1).ended())
        {
            final Draft over = board.drafts().over(last, episode, nowMs);
            changes.end(scope, nowMs);
            for (final ChannelGate gate : board.gates())
            {
                if (!gate.route().always() && scope.known(gate) != null && scope.known(gate).isLate())
                {
                    scope.group(gate).change(over, nowMs);
                }
            }
        }
        else
        {
            board.calls().resume(scope, fates::isDone, nowMs);
        }
        scope.reschedule(nowMs);
    }

    /** The end of an episode: for those who know of it, and not of its end. */
    private void resolve(
        final ScopeState scope, final NoticeHistory.Past past, final List<NoticeHistory.Past> ended, final List<NoticeHistory.Past> later)
    {
        final TransitionEvent event = past.event();
        final Draft draft = board.drafts().change(event, scope.current(),
            "late: it could not be told before a restart; it lasted " + Drafts.lasted(event.wallMs() - scope.current().startedMs()));
        changes.end(scope, nowMs);
        for (final ChannelGate gate : board.gates())
        {
            if (!gate.route().always() && scope.concerned(gate))
            {
                final Group group = scope.group(gate);
                final String channel = gate.route().name();
                final String incident = incident(channel, draft.trail().episode(), ended);
                // What is sent first may be of an incident before.
                if (wentOn(later, channel, incident, group.receiver().episode()))
                {
                    continue;
                }
                // A late beginning opens again what its end has closed: where that is known of the end alone, the end comes again too.
                if (nowMs - event.wallMs() <= board.redeliverMs() && (group.isLate() || !fates.isDone(event.id(), channel)))
                {
                    group.change(draft, nowMs);
                }
                else if (!goesOn(fates.own(event.id(), channel)))
                {
                    group.endedBefore();
                }
            }
        }
    }

    /** By which episode the receiver has what an end is of: by that of the last that it was told of it. */
    private String incident(final String channel, final String own, final List<NoticeHistory.Past> ended)
    {
        String incident = own;
        for (final NoticeHistory.Past past : ended)
        {
            if (past.event().tightens() && fates.wasDelivered(past.event().id(), channel))
            {
                incident = fates.of(past.event().id(), channel).incident();
            }
        }
        return incident;
    }

    /** The receiver has been told what came after an end as the same incident, or had it already: that went on, and is not over. */
    private boolean wentOn(final List<NoticeHistory.Past> later, final String channel, final String incident, final String open)
    {
        boolean another = false;
        for (final NoticeHistory.Past next : later)
        {
            final String id = next.event().id();
            final FormerFates.Fate own = fates.own(id, channel);
            if (own != null && own.toldAlready() && !another)
            {
                return true;
            }
            if (next.event().tightens() && fates.wasDelivered(id, channel))
            {
                final String told = fates.of(id, channel).incident();
                if (told.equals(incident) || told.equals(open))
                {
                    return true;
                }
                // What it had already after this was of this.
                another = true;
            }
        }
        return false;
    }

    /** The receiver was told what came after it, and not of this end: its incident went on. */
    private boolean goesOn(final FormerFates.Fate end)
    {
        return end != null && !end.delivered()
            && (end.overtaken() || history.contains(end.joinedInto()) && !takenUp.contains(end.joinedInto()));
    }

    private List<Group> knownGroups(final ScopeState scope)
    {
        return board.gates().stream().map(scope::known).filter(Objects::nonNull).toList();
    }

    private void replay(final ScopeState scope, final NoticeHistory.Past past)
    {
        final TransitionEvent event = past.event();
        if (scope.current() == null)
        {
            scope.current(new Episode(event));
            board.scopes().remember(scope.current(), event.id(), null);
        }
        final Episode episode = scope.current();
        if (event.tightens())
        {
            board.scopes().remember(episode, event.id(), episode.restored(event, nowMs));
        }
        else
        {
            episode.loosen(event);
        }
        for (final NoticeRecord record : past.records())
        {
            if (record.outcome() == NoticeRecord.Outcome.ACKNOWLEDGED)
            {
                episode.acknowledge(record.words().actor(), record.wallMs());
            }
        }
    }

    private void redeliver(final ScopeState scope, final NoticeHistory.Past past, final List<NoticeHistory.Past> later)
    {
        final TransitionEvent event = past.event();
        final boolean young = nowMs - event.wallMs() <= board.redeliverMs();
        final boolean loud = event.priority().compareTo(Priority.CRITICAL) >= 0;
        final String note = "late: it could not be told before a restart" + (past.ended() ? "; it has ended since" : "");
        final Draft draft = board.drafts().change(event, scope.current(), note);
        for (final ChannelGate gate : board.gates())
        {
            final String channel = gate.route().name();
            final boolean wanted = young && loud && gate.route().matches(event.scope(), event.priority());
            if (wanted && !fates.isDone(event.id(), channel))
            {
                final String incident = gate.route().always() ? null : openIncident(channel, later);
                if (incident != null)
                {
                    scope.group(gate).toldBefore(draft, incident);
                }
                send(scope, gate, draft);
            }
            else if (!gate.route().always() && fates.wasDelivered(event.id(), channel))
            {
                final FormerFates.Fate fate = fates.of(event.id(), channel);
                scope.group(gate).toldBefore(draft, event.tightens() || fate.named() ? fate.incident() : null);
            }
        }
    }

    /** By which episode the receiver has what this one went on to be, which it was told before this; null: it was told of nothing. */
    private String openIncident(final String channel, final List<NoticeHistory.Past> later)
    {
        for (final NoticeHistory.Past next : later)
        {
            if (next.event().to() == Level.CLOSED)
            {
                return null;
            }
            if (next.event().tightens() && fates.wasDelivered(next.event().id(), channel))
            {
                return fates.of(next.event().id(), channel).incident();
            }
        }
        return null;
    }

    /** That safety actions failed, for each order that they belong to: the transition's, or what a restart asked for. */
    private void resendFailures(final ScopeState scope, final NoticeHistory.Past past)
    {
        final Map<String, List<ActionEvent>> byOrder = new LinkedHashMap<>();
        if (fates.isKnown(past.event().id() + Calls.FAILED))
        {
            byOrder.put(past.event().id(), new ArrayList<>());
        }
        past.failed().forEach(failed -> byOrder.computeIfAbsent(failed.order(), order -> new ArrayList<>()).add(failed));
        byOrder.forEach((order, failed) -> resendFailure(scope, past, order, failed));
    }

    /** To those whom a former life tried to tell in vain or, where it had not come so far, would have told. */
    private void resendFailure(
        final ScopeState scope, final NoticeHistory.Past past, final String order, final List<ActionEvent> failed)
    {
        final long sinceMs = failed.isEmpty() ? past.event().wallMs() : failed.get(failed.size() - 1).wallMs();
        if (nowMs - sinceMs > board.redeliverMs())
        {
            return;
        }
        final String id = order + Calls.FAILED;
        final Episode episode = scope.current();
        final Priority loud = episode.priority() == Priority.EMERGENCY ? Priority.EMERGENCY : Priority.CRITICAL;
        final Draft draft = board.drafts().update(episode, id, loud, failed,
            "late: a safety action failed, and it could not be told before a restart; the journal has the details");
        for (final ChannelGate gate : board.gates())
        {
            final String channel = gate.route().name();
            final boolean wanted = fates.own(id, channel) != null
                || !failed.isEmpty() && (scope.told(gate) || gate.route().matches(episode.scope(), loud));
            if (wanted && !fates.isDone(id, channel))
            {
                gate.offer(Single.of(scope.as(gate, draft), true, false), nowMs);
            }
        }
    }

    private void send(final ScopeState scope, final ChannelGate gate, final Draft draft)
    {
        if (gate.route().always())
        {
            gate.offer(Single.passing(draft), nowMs);
        }
        else
        {
            scope.group(gate).change(draft, nowMs);
        }
    }
}
