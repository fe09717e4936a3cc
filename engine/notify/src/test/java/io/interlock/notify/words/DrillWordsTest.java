package io.interlock.notify.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drill is never taken for real, and nothing real for a drill. */
class DrillWordsTest
{
    private static final Draft.Facts GONE = Drafts.facts("CLOSED", "SHUTDOWN", "OPERATOR_KILL", Double.NaN, Double.NaN);

    @TempDir
    private Path folder;

    private static Draft draft(final String scope, final Draft.Extras extras)
    {
        return Drafts.draft(Kind.TRANSITION, Priority.EMERGENCY, scope, GONE, extras);
    }

    @Test
    void shouldMarkWhatIsToldOfAScopeForDrills()
    {
        for (final String scope : List.of("drill", "binance/drill", "drill-7", "a/b/drill-desk"))
        {
            final Notification made = Drafts.words().words(draft(scope, Draft.Extras.NONE));
            assertThat(made.title()).startsWith("[DRILL] SHUTDOWN of " + scope);
            assertThat(made.text()).contains("This is a drill: " + scope + " is for drills alone");
            assertThat(Drafts.words().words(Drafts.draft(Kind.RESOLVED, Priority.INFO, scope,
                Drafts.facts("SHUTDOWN", "CLOSED", "RESET", Double.NaN, Double.NaN), Draft.Extras.NONE)).title())
                .startsWith("[DRILL] RESOLVED");
        }
        for (final String scope : List.of("", "drilling", "drill/maker", "mandrill", "Drill"))
        {
            final Notification made = Drafts.words().words(draft(scope, Draft.Extras.NONE));
            assertThat(made.title()).startsWith("[EMERGENCY] ");
            assertThat(made.text()).doesNotContain("This is a drill");
        }
    }

    @Test
    void shouldNotMarkWhatStandsForSomethingElseToo()
    {
        assertThat(Drafts.words().words(draft("drill", new Draft.Extras(List.of(), List.of("okx is at HALT"), 0, ""))).title())
            .startsWith("[EMERGENCY] ");
        assertThat(Drafts.words().words(draft("drill", new Draft.Extras(List.of(), List.of(), 0, "", 2))).title())
            .startsWith("[EMERGENCY] ");
    }

    @Test
    void shouldMarkAlsoWhatATemplateMakes() throws Exception
    {
        Files.writeString(folder.resolve("transition.title.mustache"), "WAKE UP {{where}}");
        final TemplateWords words = new TemplateWords(Templates.load(folder), Drafts.words());
        assertThat(words.words(draft("okx/drill", Draft.Extras.NONE)).title()).isEqualTo("[DRILL] WAKE UP okx/drill");
        assertThat(words.words(draft("okx", Draft.Extras.NONE)).title()).isEqualTo("WAKE UP okx");
    }
}
