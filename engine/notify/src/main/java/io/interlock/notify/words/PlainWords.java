package io.interlock.notify.words;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ScopeConfig;
import io.interlock.core.model.Level;
import io.interlock.core.text.CleanText;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Our words, for a person who is woken at night: what happened, what the engine did, what happens next and when, what to do. Every text
 * that comes from elsewhere is cleaned ({@link CleanText}) and bounded.
 *
 * <p>Threading: any thread; immutable. Pure.
 */
public final class PlainWords implements Wording
{
    private static final int LONGEST_TEXT = 12_000;
    private static final int MOST_JOINED = 20;

    private final Supplier<BreakerConfig> inForce;
    private final WhatNext next;
    private final WhatToDo toDo;
    private final Runbook runbook;

    /**
     * Ours.
     *
     * @param config    cooldowns, evidence and confirmation are said as it has them, and the runbook's address.
     * @param directory the engine's, for the commands; empty: {@code DIR} is said.
     */
    public PlainWords(final BreakerConfig config, final String directory)
    {
        this(() -> config, Objects.requireNonNull(config, "config"), directory);
    }

    /**
     * Ours, for an engine that may be given another configuration.
     *
     * @param inForce   the configuration of the moment.
     * @param config    of the start: the runbook's address.
     * @param directory the engine's, for the commands; empty: {@code DIR} is said.
     */
    public PlainWords(final Supplier<BreakerConfig> inForce, final BreakerConfig config, final String directory)
    {
        this.inForce = inForce;
        next = new WhatNext(inForce);
        toDo = new WhatToDo(new Commands(Objects.requireNonNull(directory, "directory")), next);
        runbook = new Runbook(config.notifications().policy().runbook());
    }

    @Override
    public Notification words(final Draft draft)
    {
        final String title = Titles.of(draft);
        final Story story = story(draft);
        return new Notification(draft, title, CleanText.lines(title + "\n\n" + Part.text(story.all()), LONGEST_TEXT),
            Part.html(title, story.all()), story.runbook());
    }

    /** What is told, in its parts. */
    Story story(final Draft draft)
    {
        final String page = runbook.page(draft);
        if (draft.kind() == Kind.TEST)
        {
            final List<Part.Line> lines = new ArrayList<>(List.of(
                Part.Line.of("This is a test that an operator asked for. Nothing has happened, and there is nothing to do."),
                Part.Line.of("Whoever gets a real message gets it this way.")));
            note(draft, lines);
            return new Story(lines, List.of(), List.of(), List.of(), trail(draft), page);
        }
        final Level level = Names.level(draft.facts().to());
        final boolean told = level != null && draft.kind() != Kind.ISSUE && draft.kind() != Kind.SUMMARY;
        return new Story(happened(draft), told && draft.kind() != Kind.ACKNOWLEDGED ? did(draft, level) : List.of(),
            told ? next.lines(draft, level) : List.of(), told ? toDo.lines(draft, level, page) : looks(draft), trail(draft), page);
    }

    private List<Part.Line> looks(final Draft draft)
    {
        return draft.kind() == Kind.SUMMARY ? List.of() : toDo.lines(draft, Level.CLOSED, "");
    }

    private List<Part.Line> happened(final Draft draft)
    {
        final Draft.Facts facts = draft.facts();
        final List<Part.Line> lines = new ArrayList<>();
        if (Titles.isDrill(draft))
        {
            lines.add(Part.Line.of("This is a drill: " + Names.scope(draft.scope())
                + " is for drills alone, nobody trades there, and for it there is nothing to do."));
        }
        final String opening = Opening.of(draft);
        if (!opening.isEmpty())
        {
            lines.add(Part.Line.of(opening));
        }
        if (!facts.cause().isEmpty() && draft.kind() != Kind.SUMMARY)
        {
            final String meaning = Names.meaning(draft);
            lines.add(Part.Line.of("Why: " + Names.cause(facts) + (meaning.isEmpty() ? "" : ": " + meaning)));
        }
        lines.add(Part.Line.of("Where: " + (draft.scope().isEmpty() ? "the whole engine (the root)"
            : Names.scope(draft.scope()) + " and everything below it")));
        lines.add(Part.Line.of(when(draft.kind()) + Figures.time(facts.wallMs()) + " (UTC)"));
        note(draft, lines);
        joined(draft, lines);
        final long suppressed = draft.extras().suppressed();
        if (suppressed > 0 && draft.kind() != Kind.SUMMARY)
        {
            lines.add(Part.Line.of(suppressed + " more suppressed before this message."));
        }
        return lines;
    }

    /** Of what is said later about a change, the facts are the change's. */
    private static String when(final Kind kind)
    {
        return switch (kind)
        {
            case UPDATE, REPEAT, ESCALATION, ACKNOWLEDGED -> "Last became stricter: ";
            case TRANSITION, RESOLVED, ISSUE, SUMMARY, TEST -> "When: ";
        };
    }

    private static void note(final Draft draft, final List<Part.Line> lines)
    {
        if (!draft.extras().note().isEmpty())
        {
            lines.add(Part.Line.of("Note: " + CleanText.line(draft.extras().note(), Names.LONGEST)));
        }
    }

    private static void joined(final Draft draft, final List<Part.Line> lines)
    {
        final List<String> joined = draft.extras().joined();
        if (joined.isEmpty())
        {
            return;
        }
        lines.add(Part.Line.of("This message also stands for:"));
        joined.stream().limit(MOST_JOINED).forEach(line -> lines.add(Part.Line.of("- " + CleanText.line(line, Names.LONGEST))));
        if (joined.size() > MOST_JOINED)
        {
            lines.add(Part.Line.of("- and " + (joined.size() - MOST_JOINED) + " more"));
        }
    }

    private List<Part.Line> did(final Draft draft, final Level level)
    {
        final ScopeConfig.OrderPolicy policy = inForce.get().scope(draft.scope()).policy();
        final EngineDid did = new EngineDid(draft.extras().actions());
        final boolean fresh = draft.kind() == Kind.TRANSITION && did.actions().isEmpty();
        final List<Part.Line> lines = new ArrayList<>(EngineDid.atOnce(level, new EngineDid.Asked(
            Figures.plain(policy.throttle().confidence()), Figures.plain(policy.throttle().sizeFactor()), aggressive(draft.scope()),
            policy.shutdown().flatten(), fresh)));
        lines.addAll(did.lines());
        return lines;
    }

    /** The tag is joined along the path (SEMANTICS 2), so the nearest section alone does not say it. */
    private boolean aggressive(final String path)
    {
        String at = path;
        while (true)
        {
            final ScopeConfig section = inForce.get().sections().get(at);
            if (section != null && section.aggressive())
            {
                return true;
            }
            if (at.isEmpty())
            {
                return false;
            }
            at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
        }
    }

    private static List<Part.Line> trail(final Draft draft)
    {
        final List<Part.Line> lines = new ArrayList<>();
        final Draft.Trail trail = draft.trail();
        if (trail.sequence() > 0)
        {
            lines.add(Part.Line.of("Journal: decision " + trail.sequence()
                + (trail.journalHead().isEmpty() ? "" : ", head " + Names.name(trail.journalHead()))));
        }
        lines.add(Part.Line.of("Message: " + Names.name(draft.id())
            + (trail.episode().isEmpty() ? "" : ", episode " + Names.name(trail.episode()))));
        return lines;
    }
}
