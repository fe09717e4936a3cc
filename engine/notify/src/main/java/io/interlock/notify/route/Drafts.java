package io.interlock.notify.route;

import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeHistory;
import io.interlock.core.port.Priority;
import io.interlock.core.port.TransitionEvent;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Makes drafts. Threading: the router's thread. */
final class Drafts
{
    /** How the note begins of what has ended; a length of time follows. */
    static final String LASTED = "it lasted ";

    private final Supplier<String> journalHead;

    Drafts(final Supplier<String> journalHead)
    {
        this.journalHead = journalHead;
    }

    /** A change of level, in either direction. */
    Draft change(final TransitionEvent event, final Episode episode, final String note)
    {
        final Draft.Trail trail = new Draft.Trail(episode.id(), episode.startedMs(), event.sequence(), journalHead.get());
        return new Draft(
            event.id(), event.tightens() ? Kind.TRANSITION : Kind.RESOLVED, event.priority(), event.scope(), facts(event), trail,
            note(note));
    }

    private static Draft.Facts facts(final TransitionEvent event)
    {
        return new Draft.Facts(
            event.from().name(), event.to().name(), event.cause().name(), event.value(), event.threshold(), event.wallMs());
    }

    /** Something that belongs to the last change which made an episode's scope stricter; {@code to} is the level now. */
    Draft about(final Episode episode, final String id, final Kind kind, final Priority priority, final String note)
    {
        final TransitionEvent event = episode.strict();
        final Draft.Facts facts = new Draft.Facts(
            event.from().name(), episode.level().name(), event.cause().name(), event.value(), event.threshold(), event.wallMs());
        final Draft.Trail trail = new Draft.Trail(episode.id(), episode.startedMs(), event.sequence(), journalHead.get());
        return new Draft(id, kind, priority, episode.scope(), facts, trail, note(note));
    }

    /** What became of safety actions. */
    Draft update(final Episode episode, final String id, final Priority priority, final List<ActionEvent> actions, final String note)
    {
        final Draft draft = about(episode, id, Kind.UPDATE, priority, note);
        return new Draft(id, Kind.UPDATE, priority, draft.scope(), draft.facts(), draft.trail(),
            new Draft.Extras(actions, List.of(), 0, note));
    }

    /** A former life's change is over, and nobody knows how far down it went: an empty {@code to}. */
    Draft over(final TransitionEvent event, final Episode episode, final long nowMs)
    {
        final Draft.Facts facts =
            new Draft.Facts(event.to().name(), "", event.cause().name(), event.value(), event.threshold(), nowMs);
        return new Draft(event.id() + ".x", Kind.RESOLVED, Priority.INFO, event.scope(), facts,
            new Draft.Trail(episode.id(), episode.startedMs(), event.sequence(), journalHead.get()),
            note("it ended before a restart; status says the level now"));
    }

    /** What a receiver has open by this name is over; it is known to have lasted since the latest that was told by it. */
    Draft closed(final NoticeHistory.Incident incident, final long nowMs)
    {
        final TransitionEvent event = incident.event();
        final Draft.Facts facts =
            new Draft.Facts(event.to().name(), "", event.cause().name(), event.value(), event.threshold(), nowMs);
        return new Draft(incident.id() + ".o", Kind.RESOLVED, Priority.INFO, event.scope(), facts,
            new Draft.Trail(incident.id(), event.wallMs(), event.sequence(), journalHead.get()),
            note("it ended before a restart, which does not know that this was told; status says the level now"));
    }

    Draft issue(final String id, final Issue issue, final Priority priority, final long more)
    {
        final String words = more == 0 ? issue.details() : issue.details() + " (" + more + " more like it since it was last told)";
        return new Draft(id, Kind.ISSUE, priority, issue.scope(),
            new Draft.Facts("", "", issue.issueType(), issue.value(), issue.threshold(), issue.timestampMs()),
            new Draft.Trail(id, issue.timestampMs(), 0, journalHead.get()), note(words));
    }

    Draft summary(final String id, final Storm storm, final long nowMs)
    {
        return new Draft(id, Kind.SUMMARY, storm.priority(), "",
            new Draft.Facts("", "", "STORM", storm.count(), Double.NaN, nowMs), new Draft.Trail(id, nowMs, 0, journalHead.get()),
            new Draft.Extras(List.of(), List.of(), storm.count(), storm.words()));
    }

    private static Draft.Extras note(final String note)
    {
        return note.isEmpty() ? Draft.Extras.NONE : new Draft.Extras(List.of(), List.of(), 0, note);
    }

    static Draft withSuppressed(final Draft draft, final long count)
    {
        final Draft.Extras extras = draft.extras();
        return withExtras(
            draft, new Draft.Extras(
                extras.actions(), extras.joined(), extras.suppressed() + count, extras.note(), extras.changes()));
    }

    static Draft withJoined(final Draft draft, final List<String> lines)
    {
        final Draft.Extras extras = draft.extras();
        return withExtras(draft, new Draft.Extras(extras.actions(), lines, extras.suppressed(), extras.note(),
                extras.changes() + lines.size() - extras.joined().size()));
    }

    private static Draft withExtras(final Draft draft, final Draft.Extras extras)
    {
        return new Draft(draft.id(), draft.kind(), draft.priority(), draft.scope(), draft.facts(), draft.trail(), extras);
    }

    /** One line for a message that stands in another one. */
    static String line(final Draft draft)
    {
        final Draft.Facts facts = draft.facts();
        final String scope = draft.scope().isEmpty() ? "root" : draft.scope();
        return facts.to().isEmpty() ? scope + ": " + draft.kind() + " " + facts.cause()
            : scope + ": " + facts.from() + " -> " + facts.to() + " because of " + facts.cause();
    }

    /** A length of time in words. */
    static String lasted(final long ms)
    {
        final Duration time = Duration.ofMillis(Math.max(0, ms));
        if (time.toHours() > 0)
        {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " min " + time.toSecondsPart() + " s" : time.toSeconds() + " s";
    }
}
