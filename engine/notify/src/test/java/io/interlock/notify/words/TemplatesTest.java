package io.interlock.notify.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplatesTest
{
    private static final Draft HALT = Drafts.golden().get("transition-halt");

    @TempDir
    private Path folder;

    private Notification words(final Draft draft) throws TemplateException
    {
        return new TemplateWords(Templates.load(folder), Drafts.words()).words(draft);
    }

    private void template(final String name, final String source) throws IOException
    {
        Files.writeString(folder.resolve(name), source);
    }

    @Test
    void shouldReplaceThePartsThatHaveATemplateAndLeaveTheOthers() throws Exception
    {
        template("transition.title.mustache", "{{level}}! {{where}} {{value}} of {{threshold}}");
        final Notification made = words(HALT);
        final Notification ours = Drafts.words().words(HALT);
        assertThat(made.title()).isEqualTo("HALT! binance 4000 ms of 3000 ms");
        assertThat(made.text()).isEqualTo(ours.text());
        assertThat(made.html()).isEqualTo(ours.html());
        assertThat(words(Drafts.golden().get("resolved")).title()).startsWith("[INFO] RESOLVED");
    }

    @Test
    void shouldTakeTheMostExactTemplate() throws Exception
    {
        template("default.title.mustache", "any");
        template("default.halt.title.mustache", "any halt");
        assertThat(words(HALT).title()).isEqualTo("any halt");
        template("transition.title.mustache", "transition");
        assertThat(words(HALT).title()).isEqualTo("transition");
        template("transition.halt.title.mustache", "transition to halt");
        assertThat(words(HALT).title()).isEqualTo("transition to halt");
        assertThat(words(Drafts.golden().get("transition-alert")).title()).isEqualTo("transition");
        assertThat(words(Drafts.golden().get("test")).title()).isEqualTo("any");
    }

    @Test
    void shouldOfferListsOfLines() throws Exception
    {
        template("update.text.mustache", "{{#actions}}\n{{action}} is {{stage}}{{#details}}: {{.}}{{/details}}\n{{/actions}}\n"
            + "{{#todo}}* {{.}}\n{{/todo}}{{^joined}}alone{{/joined}}\n");
        assertThat(words(Drafts.golden().get("update-halt")).text())
            .startsWith("cancel all open orders is done: cancelled 3 orders, none works\nclose positions at market is done: flat,")
            .contains("* Read: runbook/halt\n").endsWith("alone\n");
    }

    @Test
    void shouldEscapeInHtmlHoweverATemplateAsks() throws Exception
    {
        template("issue.html.mustache", "<b>{{note}}</b><i>{{{note}}}</i><u>{{&note}}</u>");
        final Draft draft = Drafts.draft(Kind.ISSUE, Priority.WARNING, "", Drafts.facts("", "", "X", 1, 2), Drafts.note("<script>&"));
        final String escaped = "&lt;script&gt;&amp;";
        assertThat(words(draft).html()).isEqualTo("<b>" + escaped + "</b><i>" + escaped + "</i><u>" + escaped + "</u>\n");
    }

    @Test
    void shouldKeepATitleOneLineWhateverTheTemplateAndTheValuesHold() throws Exception
    {
        template("default.title.mustache", "a\nb {{note}} {{scope}}\n");
        template("default.text.mustache", "{{note}} {{scope}} {{{id}}}");
        template("default.html.mustache", "<p>{{{note}}}</p><p>{{scope}}</p>{{{html}}}");
        final TemplateWords words = new TemplateWords(Templates.load(folder), Drafts.words());
        int number = 0;
        for (final String text : Hostile.thousand(7))
        {
            final Draft draft = Drafts.draft(Kind.ISSUE, Priority.WARNING, text, Drafts.facts("", "", text, 1, 2), Drafts.note(text));
            final Notification made = words.words(draft);
            HostileWordsTest.isClean("text " + number++ + " of seed 7", made);
            assertThat(made.text().strip().lines().count()).isEqualTo(1);
        }
        assertThat(words.failures()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "line one\\n{{#joined}}|2",
        "one\\ntwo\\n{{nothere}}|3",
        "one\\n{{#closed}}{{nothere}}{{/closed}}|2",
        "{{title|1",
        "one\\n{{where}}\\n{{title}|3",
        "one\\n{{title.bytes}}|2",
        "one\\n{{title.class.name}}|2",
        "{{joined.size}}|1",
        "{{>other}}|1",
        "'   '|1",
        "{{#joined}}{{/next}}|1"})
    void shouldNameFileAndLineOfABadTemplate(final String source, final int line) throws IOException
    {
        template("resolved.text.mustache", source.replace("\\n", "\n"));
        assertThatThrownBy(() -> Templates.load(folder)).isInstanceOf(TemplateException.class)
            .hasMessageStartingWith(folder.resolve("resolved.text.mustache") + ":" + line + ": ");
    }

    @Test
    void shouldTellEveryBadTemplateAtOnceAndWhatIsAllowed() throws IOException
    {
        template("transition.title.mustache", "{{nothere}}");
        template("transition.titel.mustache", "x");
        template("notes.txt", "{{not a template");
        assertThatThrownBy(() -> Templates.load(folder)).isInstanceOfSatisfying(TemplateException.class, bad ->
        {
            assertThat(bad.errors()).hasSize(2);
            assertThat(bad.errors().get(0)).contains("transition.titel.mustache:1: no message is called that", "title, text, html");
            assertThat(bad.errors().get(1)).contains("there is no value 'nothere'", "threshold, time");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.mustache", "transition.mustache", "x.title.mustache", "transition.loud.title.mustache", "..mustache",
        "a.b.c.d.mustache", ".mustache"})
    void shouldRefuseAFileNameThatSaysNothing(final String name) throws IOException
    {
        template(name, "x");
        assertThatThrownBy(() -> Templates.load(folder)).isInstanceOf(TemplateException.class).hasMessageContaining("KIND.PART.mustache");
    }

    @Test
    void shouldSayThatTheFolderIsMissing()
    {
        assertThatThrownBy(() -> Templates.load(folder.resolve("gone"))).isInstanceOf(TemplateException.class)
            .hasMessageContaining("the folder of templates cannot be read").hasMessageContaining("gone");
    }

    @Test
    void shouldRefuseWhatIsNoTextOrTooLong() throws IOException
    {
        Files.write(folder.resolve("test.title.mustache"), new byte[] {(byte)0xff, (byte)0xfe});
        Files.write(folder.resolve("test.text.mustache"), "x".repeat(70_000).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Templates.load(folder)).isInstanceOf(TemplateException.class)
            .hasMessageContaining("not UTF-8").hasMessageContaining("at most 65536 bytes");
    }

    @Test
    void shouldSendOurWordsAndCountWhereATemplateFailsAtRunTime() throws Exception
    {
        template("transition.text.mustache", "{{#joined}}{{#joined}}{{#joined}}{{.}}{{/joined}}{{/joined}}{{/joined}}.");
        final TemplateWords words = new TemplateWords(Templates.load(folder), Drafts.words());
        final List<String> joined = new ArrayList<>();
        for (int i = 0; i < 100; i++)
        {
            joined.add("line " + i);
        }
        final Draft draft = Drafts.draft(Kind.TRANSITION, Priority.CRITICAL, "binance", HALT.facts(),
            new Draft.Extras(List.of(), joined, 0, ""));
        assertThat(words.words(draft)).isEqualTo(Drafts.words().words(draft));
        assertThat(words.words(draft)).isEqualTo(Drafts.words().words(draft));
        assertThat(words.failures()).isEqualTo(2);
        assertThat(words.words(HALT).text()).isEqualTo(".\n");
        assertThat(words.failures()).isEqualTo(2);
    }

    @Test
    void shouldHaveNothingToReplaceInAnEmptyFolder() throws Exception
    {
        assertThat(Templates.load(folder).size()).isZero();
        assertThat(words(HALT)).isEqualTo(Drafts.words().words(HALT));
    }
}
