package io.interlock.journal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.core.model.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page: what is on it, and what is not. */
class ReportPageTest
{
    private static final ReportData.About ABOUT = new ReportData.About("data", "interlock test", LivelyJournal.at("10:00:00"), "");

    static ReportData read(final LivelyJournal journal, final ReportRange range)
    {
        final ReportData data = new ReportData(ABOUT, range);
        JournalFeed.read(journal.journal.source(), null, data, frames ->
        {
        });
        return data;
    }

    static String page(final ReportData data, final WhatIfView whatIf) throws IOException
    {
        final StringBuilder page = new StringBuilder();
        new ReportPage(data, whatIf).write(page);
        return page.toString();
    }

    private static ReportData morning()
    {
        final ReportData data = read(LivelyJournal.morning(), ReportRange.ALL);
        data.config(ConfigLoader.preset("production"));
        LivelyJournal.inputs(new InputFeed(data));
        return data;
    }

    @Test
    void shouldTellTheMorning() throws IOException
    {
        final String page = page(morning(), null);
        // For whoever wants to see it.
        Files.writeString(Path.of("target/report-sample.html"), page);
        assertThat(page).contains("SHUTDOWN");
    }

    private static List<WhatIfView.Band> halted(final long fromMs, final long whenMs)
    {
        return List.of(
            new WhatIfView.Band(fromMs, whenMs, Level.CLOSED), new WhatIfView.Band(whenMs, whenMs + 1_000_000, Level.HALT));
    }

    @Test
    void shouldShowAWhatIfBesideIt() throws IOException
    {
        final long from = LivelyJournal.START_MS;
        final WhatIfView view = new WhatIfView("preset conservative", List.of(new WhatIfView.Scope("binance",
            halted(from, from + 3_000_000), halted(from, from + 2_900_000))),
            List.of("binance reaches HALT 100 s earlier"), List.of("confirmations are not exact <here>"));
        final String page = page(morning(), view);
        Files.writeString(Path.of("target/report-whatif.html"), page);
        assertThat(page).contains("binance reaches HALT 100 s earlier", "confirmations are not exact &lt;here&gt;", "what if");
    }

    /** It opens without a network, and nothing in it could ask for one. */
    @Test
    void shouldReferToNothingOutside() throws IOException
    {
        final String page = page(morning(), null);
        assertThat(page).contains("content=\"default-src 'none'; style-src 'unsafe-inline'\"");
        assertThat(Pattern.compile(
            "(?i)https?://|\\bsrc\\s*=|@import|url\\s*\\(|<script|<link|<iframe|<img|<object|\\bon[a-z]+\\s*=|\\bhref")
            .matcher(page).results().map(match -> match.group())).isEmpty();
    }
}
