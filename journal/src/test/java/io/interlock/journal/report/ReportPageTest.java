package io.interlock.journal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.core.model.Cause;
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
        assertThat(page).contains("<h1>SHUTDOWN</h1>", "<b><bdi>(root)</bdi></b> reached SHUTDOWN",
            "<b>OPERATOR_KILL</b> by <b><bdi>bob</bdi></b>: “<bdi>equity falls on, position unknown at binance</bdi>”",
            "1 h 2 min", "1 FAILED", "4 commands", ">whole<", "NOT AS PLANNED", "SLIPPAGE", "0.3412 %", "0.3 %", "612.4 ms",
            "17 orders cancelled and confirmed", "TIMED OUT", "looks calm to me", "REFUSED", "no engine ran",
            "THROTTLE 1 s", "HALT 0.5 %", "HALT below", "share of failures, last 5 min", "mean, where each is known");
        assertThat(Pattern.compile("<svg ").matcher(page).results().count())
            .as("levels, and of three scopes what was measured").isEqualTo(7);
        assertThat(Pattern.compile("role=\"img\"><title>[^<]+</title><desc>[^<]+</desc>").matcher(page).results().count())
            .as("each picture says what it is").isEqualTo(7);
        assertThat(page).contains("@media print", "prefers-color-scheme: dark");
    }

    /** Without a recording: what the engine itself noted, by the thresholds that its transitions name. */
    @Test
    void shouldDrawWhatTheJournalAloneKnows() throws IOException
    {
        final String page = page(read(LivelyJournal.morning(), ReportRange.ALL), null);
        assertThat(page).contains("Inputs are not in this report", "worst of 5 min", "99 % of 5 min", "ALERT 500 ms")
            .doesNotContain("<h3>binance");
    }

    @Test
    void shouldDrawAShortIncidentOfALongDayASecondTime() throws IOException
    {
        final LivelyJournal lively = new LivelyJournal().boot(1, "00:00:00")
            .level("08:10:00", "a", Level.CLOSED, Level.HALT, LivelyJournal.why(Cause.LOSS))
            .level("08:10:20", "a", Level.HALT, Level.CLOSED, LivelyJournal.why(Cause.FORCE_RECOVERY)).metrics("23:59:00", 1, 2);
        assertThat(page(read(lively, ReportRange.ALL), null))
            .contains("from the first to the last that was above CLOSED", "The whole time", "20 s above CLOSED")
            .contains("HALT from 2026-11-26 08:10");
    }

    @Test
    void shouldSayWhereThereIsNothing() throws IOException
    {
        final ReportData data = read(LivelyJournal.morning(), ReportRange.between(0, 1));
        assertThat(page(data, null)).contains("NO RECORD", "no record in the time that was asked for");
        final LivelyJournal calm = new LivelyJournal().boot(1, "08:00:00").vital("a", Level.CLOSED, false);
        assertThat(page(read(calm, ReportRange.ALL), null))
            .contains("No scope left CLOSED", "At its end every scope is CLOSED", "Nothing in this journal asks for a check");
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
