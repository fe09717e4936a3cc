package io.interlock.notify.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.Priority;
import io.interlock.core.testing.Runs;
import io.interlock.core.text.CleanText;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** 1,000 hostile texts, in turns in each field of each kind of message; all of them in each in the nightly form. */
final class HostileWordsTest
{
    private static final long SEED = 20_261_126;
    private static final Pattern TAG = Pattern.compile("<[^>]*>?");
    private static final Pattern OURS = Pattern.compile("</?(h2|h3|p|pre)>");
    private static final Pattern REFERENCE = Pattern.compile("&(amp|lt|gt|quot|#39|#96);");

    private static final int EACH = Runs.of(120, 1_000);

    private final PlainWords words = Drafts.words();
    private int next;

    private static Map<String, Function<String, Draft.Facts>> facts()
    {
        final Map<String, Function<String, Draft.Facts>> fields = new LinkedHashMap<>();
        fields.put("from", text -> Drafts.facts(text, "HALT", "LOSS", 6, 5));
        fields.put("to", text -> Drafts.facts("CLOSED", text, "LOSS", 6, 5));
        fields.put("cause", text -> Drafts.facts("CLOSED", "HALT", text, 6, 5));
        return fields;
    }

    @Test
    void shouldKeepEachMessageCleanWhateverStandsInAFact()
    {
        facts().forEach((field, facts) -> each(field, (kind, text) -> new Draft("id", kind, Priority.CRITICAL, "binance", facts.apply(text),
            new Draft.Trail("e", 1, 1, "1:ab"), Draft.Extras.NONE)));
    }

    @Test
    void shouldKeepEachMessageCleanWhateverStandsInTheScopeAndTheTrail()
    {
        final Draft.Facts facts = Drafts.facts("CLOSED", "HALT", "LOSS", 6, 5);
        each("scope", (kind, text) -> Drafts.draft(kind, Priority.CRITICAL, text, facts, Draft.Extras.NONE));
        each("id", (kind, text) -> new Draft(text, kind, Priority.CRITICAL, "a", facts, new Draft.Trail("e", 1, 1, ""), Draft.Extras.NONE));
        each("episode", (kind, text) -> new Draft("id", kind, Priority.CRITICAL, "a", facts, new Draft.Trail(text, 1, 1, ""),
            Draft.Extras.NONE));
        each("head", (kind, text) -> new Draft("id", kind, Priority.CRITICAL, "a", facts, new Draft.Trail("e", 1, 1, text),
            Draft.Extras.NONE));
    }

    @Test
    void shouldKeepEachMessageCleanWhateverCameWithIt()
    {
        final Draft.Facts facts = Drafts.facts("CLOSED", "HALT", "LOSS", 6, 5);
        each("note", (kind, text) -> Drafts.draft(kind, Priority.CRITICAL, "a", facts, Drafts.note(text)));
        each("joined", (kind, text) -> Drafts.draft(kind, Priority.CRITICAL, "a", facts,
            new Draft.Extras(List.of(), List.of(text), 0, "")));
        each("action", (kind, text) -> Drafts.draft(kind, Priority.CRITICAL, "a", facts, new Draft.Extras(
            List.of(Drafts.action(text, ActionEvent.Stage.FAILED, 1, "")), List.of(), 0, "")));
        each("details", (kind, text) -> Drafts.draft(kind, Priority.CRITICAL, "a", facts, new Draft.Extras(
            List.of(Drafts.action("cancelAll", ActionEvent.Stage.FAILED, 1, text)), List.of(), 0, "")));
    }

    @Test
    void shouldBoundATextOfManyLongLines()
    {
        final List<String> joined = new ArrayList<>();
        for (int i = 0; i < 10_000; i++)
        {
            joined.add("x".repeat(1000));
        }
        final Notification made = words.words(Drafts.draft(Kind.TRANSITION, Priority.CRITICAL, "a",
            Drafts.facts("CLOSED", "HALT", "LOSS", 6, 5), new Draft.Extras(List.of(), joined, 0, "")));
        assertThat(made.text()).hasSizeLessThanOrEqualTo(12_000).contains("and 9980 more");
        assertThat(made.html()).hasSizeLessThan(20_000);
    }

    private interface Make
    {
        Draft draft(Kind kind, String text);
    }

    private void each(final String field, final Make make)
    {
        for (final Kind kind : Kind.values())
        {
            final int lines = lines(words.words(make.draft(kind, "plain")).text());
            final List<String> all = Hostile.thousand(SEED);
            for (int i = 0; i < EACH; i++)
            {
                final int number = next++ % all.size();
                final String text = all.get(number);
                final String what = field + " of " + kind + ", text " + number + " of seed " + SEED;
                final Notification made = words.words(make.draft(kind, text));
                isClean(what, made);
                // Levels, causes and actions that are known have lines of their own: an unknown one has fewer, never more.
                assertThat(lines(made.text())).as(what).isLessThanOrEqualTo(lines);
            }
        }
    }

    static void isClean(final String what, final Notification made)
    {
        assertThat(made.title()).as(what).isNotBlank().hasSizeLessThanOrEqualTo(200);
        assertThat(CleanText.isClean(made.title())).as(what).isTrue();
        assertThat(CleanText.isClean(made.runbook())).as(what).isTrue();
        assertThat(CleanText.isClean(made.text().replace("\n", ""))).as(what).isTrue();
        final String html = made.html();
        assertThat(CleanText.isClean(html.replace("\n", ""))).as(what).isTrue();
        final Matcher tag = TAG.matcher(html);
        while (tag.find())
        {
            assertThat(tag.group()).as(what).matches(OURS);
        }
        final String rest = REFERENCE.matcher(OURS.matcher(html).replaceAll("")).replaceAll("");
        assertThat(rest).as(what).doesNotContain("<", ">", "&", "\"", "'", "`");
    }

    private static int lines(final String text)
    {
        return (int)text.chars().filter(c -> c == '\n').count();
    }
}
