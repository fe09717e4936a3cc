package io.interlock.notify.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person copies into a shell stays one argument each. */
final class CommandsTest
{
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', value = {
        "binance/maker-1|--scope binance/maker-1",
        "a b|--scope 'a b'",
        "$(reboot)|--scope '$(reboot)'",
        "a';reboot;'b|--scope 'a'\\'';reboot;'\\''b'",
        "-x|--scope=-x",
        "@file|--scope=@file",
        "~root|--scope '~root'",
        "börse|--scope 'börse'"})
    void shouldQuoteAScopeForTheShell(final String scope, final String option)
    {
        assertThat(new Commands("/data").asYou("operator kill", scope))
            .isEqualTo("interlock operator kill --directory /data --actor YOU " + option);
    }

    @Test
    void shouldNameAPlaceholderWhereANameCannotBeShown()
    {
        assertThat(new Commands("").asYou("operator kill", "a\u202eb"))
            .isEqualTo("interlock operator kill --directory DIR --actor YOU --scope SCOPE");
    }

    @Test
    void shouldQuoteTheDirectory()
    {
        assertThat(new Commands("/my data").look("status")).isEqualTo("interlock status --directory '/my data'");
    }

    @Test
    void shouldNameTheRunbookUnderItsAddress()
    {
        final Draft halt = Drafts.draft(Kind.TRANSITION, Priority.CRITICAL, "a", Drafts.facts("CLOSED", "HALT", "LOSS", 6, 5),
            Draft.Extras.NONE);
        assertThat(new Runbook("https://wiki.example.org/runbook").page(halt)).isEqualTo("https://wiki.example.org/runbook/halt");
        assertThat(new Runbook("https://wiki.example.org/runbook/").page(halt)).isEqualTo("https://wiki.example.org/runbook/halt");
        assertThat(new Runbook("").page(halt)).isEqualTo("runbook/halt");
    }

    @Test
    void shouldNotOfferToForceWhatKeepsItsLevelAllTheSame()
    {
        assertThat(text("JOURNAL")).contains("operator accept JOURNAL").doesNotContain("operator recover");
        assertThat(text("OVERLOAD")).doesNotContain("operator recover");
        assertThat(text("NETWORK")).contains("operator recover");
    }

    private static String text(final String cause)
    {
        return Drafts.words().words(Drafts.draft(Kind.TRANSITION, Priority.CRITICAL, "",
            Drafts.facts("CLOSED", "THROTTLE", cause, Double.NaN, Double.NaN), Draft.Extras.NONE)).text();
    }
}
