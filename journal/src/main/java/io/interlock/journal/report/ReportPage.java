package io.interlock.journal.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a report as one page of HTML: without a script, without a reference to anything outside, fit for paper, and with all text from
 * elsewhere as text.
 *
 * <p>Threading: one thread.
 */
public final class ReportPage
{
    private static final String STYLE = "report.css";
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private final ReportData data;
    private final WhatIfView whatIf;

    /**
     * A page.
     *
     * @param data   all feeds are done.
     * @param whatIf to be shown beside what was; null for none.
     */
    public ReportPage(final ReportData data, final WhatIfView whatIf)
    {
        this.data = data;
        this.whatIf = whatIf;
    }

    /**
     * Writes it.
     *
     * @param out gets it in many small parts, so it should be buffered; UTF-8.
     * @throws IOException as {@code out} throws it.
     */
    public void write(final Appendable out) throws IOException
    {
        final Html html = new Html(out);
        head(html);
        new SummaryPart(data).write(html);
        final ChartsPart charts = new ChartsPart(data);
        charts.levels(html);
        if (whatIf != null)
        {
            new WhatIfPart(data, whatIf).write(html);
        }
        charts.measured(html);
        final TablesPart tables = new TablesPart(data);
        tables.write(html);
        new JournalPart(data).write(html);
        foot(html);
    }

    private void head(final Html html) throws IOException
    {
        html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
            .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"").raw(POLICY).raw("\">\n")
            .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .raw("<meta name=\"color-scheme\" content=\"light dark\">\n<title>Interlock report: ").text(data.about().source())
            .raw("</title>\n<style>\n").raw(style()).raw("</style></head>\n<body><main>\n");
        html.raw("<header><p class=\"brand\">Interlock <span>incident report</span></p>\n<p class=\"span\">");
        if (data.records() == 0)
        {
            html.raw("no record");
        }
        else
        {
            html.raw("<time>").raw(Shown.seconds(data.startMs())).raw("</time> to <time>").raw(Shown.seconds(data.endMs()))
                .raw("</time> UTC, ").raw(Shown.duration(data.endMs() - data.startMs()));
        }
        html.raw("</p>\n<p class=\"made\">").foreign(Shown.words(data.about().source())).raw(" · made ")
            .raw(Shown.seconds(data.about().madeMs())).raw(" UTC by ").text(data.about().program());
        if (!data.about().why().isEmpty())
        {
            html.raw(" · ").foreign(Shown.words(data.about().why()));
        }
        html.raw("</p></header>\n");
    }

    private void foot(final Html html) throws IOException
    {
        html.raw("<footer><p>All times are UTC, by the wall clock of the host. A level is told by its word, its height and its colour: ");
        for (int i = 0; i < LevelChart.NAMES.length; i++)
        {
            html.raw(i == 0 ? "" : " ").raw("<b class=\"pill ").raw(LevelChart.NAMES[i]).raw("\">").raw(LevelChart.NAMES[i].toUpperCase())
                .raw("</b>");
        }
        html.raw(". CLOSED is the normal state: orders flow. This page needs no network and runs no script.</p></footer>\n")
            .raw("</main></body></html>\n");
    }

    private static String style() throws IOException
    {
        try (InputStream stream = ReportPage.class.getResourceAsStream(STYLE))
        {
            if (stream == null)
            {
                throw new IOException("the resource " + STYLE + " is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
