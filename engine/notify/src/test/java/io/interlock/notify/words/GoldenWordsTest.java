package io.interlock.notify.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each message, word for word, against a file that a person can read. */
final class GoldenWordsTest
{
    static Set<String> names()
    {
        return Drafts.golden().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldSayWhatTheFileSays(final String name) throws IOException
    {
        final Notification words = Drafts.words().words(Drafts.golden().get(name));
        assertThat(words.text() + "runbook: " + words.runbook() + "\n").isEqualTo(file(name + ".txt"));
    }

    @Test
    void shouldSayTheSameInHtml() throws IOException
    {
        assertThat(Drafts.words().words(Drafts.golden().get("transition-halt")).html()).isEqualTo(file("transition-halt.html"));
    }

    @Test
    void shouldNotTakeWhatAStartFoundForARecoveryOfALevel()
    {
        final Draft found = Drafts.draft(Kind.ISSUE, Priority.WARNING, "", Drafts.facts("", "", "RECOVERY", Double.NaN, Double.NaN),
            Drafts.note("the last life was not stopped as planned"));
        assertThat(Drafts.words().words(found).text()).contains("RECOVERY: what a start found of the last life")
            .doesNotContain("cooldown is over");
    }

    @Test
    void shouldHaveAFileForEachKind()
    {
        final Set<Kind> told = Drafts.golden().values().stream().map(Draft::kind).collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).containsExactly(Kind.values());
    }

    private static String file(final String name) throws IOException
    {
        try (InputStream in = GoldenWordsTest.class.getResourceAsStream("/words/" + name))
        {
            assertThat(in).as("src/test/resources/words/%s", name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
