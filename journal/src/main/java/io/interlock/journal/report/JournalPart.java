package io.interlock.journal.report;

import io.interlock.journal.verify.Verification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What may be believed: whether the journal is whole, what is wrong and where, and the lives that wrote it.
 *
 * <p>Threading: one thread.
 */
final class JournalPart
{
    private final ReportData data;

    JournalPart(final ReportData data)
    {
        this.data = data;
    }

    void write(final Html html) throws IOException
    {
        html.raw("<section><h2>The journal</h2>\n<p>");
        verdict(html);
        html.raw("</p>\n");
        remarks(html);
        lives(html);
        if (!data.lives().config().isEmpty())
        {
            html.raw("<details><summary>Configuration of the last start</summary><pre>").lines(data.lives().config())
                .raw("</pre></details>\n");
        }
        html.raw("</section>\n");
    }

    private void verdict(final Html html) throws IOException
    {
        final Verification found = data.verification();
        html.raw(data.damage() == 0 ? "The chain of " : "<b class=\"wrong\">Not whole.</b> The chain has ")
            .raw(Shown.count(found.records(), "record", "records")).raw(" of ").raw(Shown.count(found.lives(), "life", "lives"));
        html.raw(data.damage() == 0 ? " is whole as far as it can be checked here" : "");
        html.raw(found.tornTails() > 0 ? "; " + Shown.count(found.tornTails(), "torn tail", "torn tails") + " passed over" : "");
        html.raw(". ").raw(data.records()).raw(" of them are in this report.");
        if (found.records() > 0)
        {
            html.raw(" Its head is <code>").raw(found.head().toString())
                .raw("</code>: a head that was kept elsewhere shows whether the end was cut off (interlock verify --anchor).");
        }
    }

    private void remarks(final Html html) throws IOException
    {
        final List<Remark> all = new ArrayList<>(data.findings().kept());
        all.addAll(data.remarks().kept());
        if (all.isEmpty())
        {
            return;
        }
        all.sort(Comparator.comparingLong(Remark::wallMs));
        final Table table = new Table(html, "About (UTC)", "What", "Where and why");
        for (final Remark remark : all)
        {
            table.begin(remark.damage()).time(remark.wallMs());
            final Html cell = table.open();
            cell.raw(remark.damage() ? "<b class=\"wrong\">" : "<span>").text(remark.kind()).raw(remark.damage() ? "</b>" : "</span>");
            table.close().cell(remark.what()).end();
        }
        table.omitted(data.findings().omitted() + data.remarks().omitted() + data.verification().more());
        table.finish();
    }

    private void lives(final Html html) throws IOException
    {
        final Rows<LifeBook.Life> rows = data.lives().rows();
        if (rows.total() == 0)
        {
            return;
        }
        html.raw("<h3>Lives of the engine</h3>\n");
        final Table table = new Table(html, "Started (UTC)", "Last record (UTC)", "Ended", "Build", "What it found at its start");
        for (final LifeBook.Life life : rows.head())
        {
            life(table, life);
        }
        table.omitted(rows.omitted());
        for (final LifeBook.Life life : rows.tail())
        {
            life(table, life);
        }
        table.finish();
    }

    private static void life(final Table table, final LifeBook.Life life) throws IOException
    {
        final boolean bad = life.isEnded() && !life.isPlanned();
        table.begin(bad).time(life.startMs()).time(life.lastMs());
        final Html html = table.open();
        html.raw(life.isPlanned() ? "as planned" : bad ? "<b class=\"wrong\">NOT AS PLANNED</b>" : "no end told: it runs, or died");
        table.close().cell(life.build());
        final Html found = table.open();
        for (int i = 0; i < life.found().size(); i++)
        {
            found.raw(i == 0 ? "" : "<br>").foreign(life.found().get(i));
        }
        found.raw(life.foundMore() > 0 ? "<br>and " + life.foundMore() + " more" : "");
        table.close().end();
    }
}
