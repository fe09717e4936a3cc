package io.interlock.notify.words;

import io.interlock.core.text.CleanText;
import io.interlock.core.text.Durations;
import io.interlock.notify.Draft;
import io.interlock.notify.Notification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a template can say: maps, lists, texts and switches alone, all clean. For HTML every text is escaped here, so that no form of tag
 * in a template gets round it; {@code html} is the one value that is markup, and it is ours.
 *
 * <p>Threading: stateless.
 */
final class Values
{
    private static final int LONGEST_TEXT = 12_000;

    private Values()
    {
    }

    static Map<String, Object> of(final Notification plain, final Story story, final boolean html)
    {
        final UnaryOperator<String> escape = html ? CleanText::html : UnaryOperator.identity();
        final Map<String, Object> values = new LinkedHashMap<>();
        texts(plain).forEach((key, text) -> values.put(key, escape.apply(CleanText.line(text, Names.LONGEST))));
        // Several lines, and clean already.
        values.put("text", escape.apply(CleanText.lines(plain.text(), LONGEST_TEXT)));
        values.put("html", html ? plain.html() : CleanText.lines(plain.text(), LONGEST_TEXT));
        values.put("happened", lines(story.happened(), escape));
        values.put("did", lines(story.did(), escape));
        values.put("next", lines(story.next(), escape));
        values.put("todo", lines(story.toDo(), escape));
        final Draft.Extras extras = plain.draft().extras();
        values.put("joined", extras.joined().stream().map(line -> escape.apply(CleanText.line(line, Names.LONGEST))).toList());
        final List<Map<String, Object>> actions = new ArrayList<>();
        new EngineDid(extras.actions()).actions().forEach(event -> actions.add(Map.of(
            "action", escape.apply(EngineDid.action(event.action())),
            "stage", escape.apply(EngineDid.stage(event.stage())),
            "details", escape.apply(CleanText.line(event.details(), Names.LONGEST)))));
        values.put("actions", actions);
        values.put("root", plain.scope().isEmpty());
        values.put("closed", "CLOSED".equals(plain.draft().facts().to()));
        return values;
    }

    private static Map<String, String> texts(final Notification plain)
    {
        final Draft draft = plain.draft();
        final Draft.Facts facts = draft.facts();
        final Draft.Trail trail = draft.trail();
        final Map<String, String> texts = new LinkedHashMap<>();
        texts.put("title", plain.title());
        texts.put("runbook", plain.runbook());
        texts.put("id", draft.id());
        texts.put("kind", draft.kind().name());
        texts.put("priority", draft.priority().name());
        texts.put("scope", draft.scope());
        texts.put("where", Names.scope(draft.scope()));
        texts.put("from", facts.from());
        texts.put("level", facts.to());
        texts.put("cause", facts.cause());
        texts.put("meaning", Names.meaning(draft));
        texts.put("value", Figures.number(facts.cause(), facts.value()));
        texts.put("threshold", Figures.number(facts.cause(), facts.threshold()));
        texts.put("time", Figures.time(facts.wallMs()));
        texts.put("since", trail.startedMs() > 0 ? Figures.time(trail.startedMs()) : "");
        texts.put("lasted", trail.startedMs() > 0 ? Durations.text(Titles.lastedMs(draft)) : "");
        texts.put("episode", trail.episode());
        texts.put("sequence", trail.sequence() > 0 ? Long.toString(trail.sequence()) : "");
        texts.put("head", trail.journalHead());
        texts.put("note", draft.extras().note());
        texts.put("suppressed", draft.extras().suppressed() > 0 ? Long.toString(draft.extras().suppressed()) : "");
        return texts;
    }

    private static List<String> lines(final List<Part.Line> lines, final UnaryOperator<String> escape)
    {
        return lines.stream().map(line -> escape.apply(line.text())).toList();
    }
}
