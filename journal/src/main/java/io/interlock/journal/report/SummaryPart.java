package io.interlock.journal.report;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The top of the page: what a tired person has to know at once, and what to look at.
 *
 * <p>Threading: one thread.
 */
final class SummaryPart
{
    private static final int MOST_ACTORS = 4;
    private static final int MOST_LEVELS = 5;
    /** A command and what it caused are kept so near to each other. */
    private static final int NEAR = 8;

    private final ReportData data;

    SummaryPart(final ReportData data)
    {
        this.data = data;
    }

    void write(final Html html) throws IOException
    {
        final ScopeTrack worst = worst();
        final Level level = worst == null ? Level.CLOSED : worst.worst();
        html.raw("<section class=\"verdict ").raw(LevelChart.NAMES[level.ordinal()]).raw("\"><p class=\"worst\">Worst level</p><h1>")
            .raw(data.records() == 0 ? "NO RECORD" : level.name()).raw("</h1><div class=\"story\"><p class=\"lead\">");
        lead(html, worst, level);
        html.raw("</p><p>");
        now(html);
        html.raw("</p></div></section>\n<dl class=\"tiles\">\n");
        tile(html, "Above CLOSED", data.scopes().aboveMs() > 0 || level.isAbove(Level.CLOSED)
            ? Shown.duration(data.scopes().aboveMs()) : "never",
            Shown.count(data.transitions().total(), "transition", "transitions"), false);
        actions(html);
        operators(html);
        journal(html);
        html.raw("</dl>\n");
        checks(html);
    }

    /** The most severe; of several the one that was there first. */
    private ScopeTrack worst()
    {
        ScopeTrack worst = null;
        for (final ScopeTrack scope : data.scopes().all())
        {
            if (worst == null || scope.worst().isAbove(worst.worst())
                || scope.worst() == worst.worst() && scope.worstMs() < worst.worstMs())
            {
                worst = scope;
            }
        }
        return worst;
    }

    private void lead(final Html html, final ScopeTrack worst, final Level level) throws IOException
    {
        if (data.records() == 0)
        {
            html.raw(data.range().equals(ReportRange.ALL) ? "There is no record that can be read."
                : "There is no record in the time that was asked for.");
            return;
        }
        if (level == Level.CLOSED)
        {
            html.raw("No scope left CLOSED in this time.");
            return;
        }
        html.raw("<b>").foreign(Shown.scope(Shown.name(worst.path()))).raw("</b> reached ").raw(level.name()).raw(" at <time>")
            .raw(Shown.time(worst.worstMs())).raw("</time> UTC");
        if (worst.worstBy() == null)
        {
            html.raw(worst.worstMs() <= data.startMs() ? ", or was there before this report begins" : ", as a restart found it");
        }
        else
        {
            html.raw(" because of <b>").text(worst.worstBy().why()).raw("</b>");
            killer(html, worst.worstBy());
        }
        html.raw(".");
    }

    /** Who pulled the cord, and the reason that was given. */
    private void killer(final Html html, final TransitionRow by) throws IOException
    {
        if (by.change().cause() != Cause.OPERATOR_KILL)
        {
            return;
        }
        CommandRow nearest = null;
        for (final CommandRow row : data.commands().kept())
        {
            final boolean same = row.command().equals("KILL") && row.outcome().done() && row.scope().equals(by.scope());
            nearest = same && Math.abs(row.sequence() - by.sequence()) <= NEAR ? row : nearest;
        }
        if (nearest != null)
        {
            html.raw(" by <b>").foreign(nearest.actor()).raw("</b>");
            if (!nearest.reason().isEmpty())
            {
                html.raw(": “").foreign(nearest.reason()).raw("”");
            }
        }
    }

    private void now(final Html html) throws IOException
    {
        final List<ScopeTrack> above = new ArrayList<>();
        data.scopes().byWeight().stream().filter(scope -> scope.level() != Level.CLOSED).forEach(above::add);
        if (data.records() == 0)
        {
            return;
        }
        if (above.isEmpty())
        {
            html.raw("At its end every scope is CLOSED.");
            return;
        }
        html.raw("At its end ");
        for (int i = 0; i < Math.min(MOST_LEVELS, above.size()); i++)
        {
            final Level level = above.get(i).level();
            html.raw(i == 0 ? "" : ", ").foreign(Shown.scope(Shown.name(above.get(i).path()))).raw(" is at <b class=\"pill ")
                .raw(LevelChart.NAMES[level.ordinal()]).raw("\">").raw(level.name()).raw("</b>");
        }
        html.raw(above.size() > MOST_LEVELS ? ", and " + (above.size() - MOST_LEVELS) + " more scopes are above CLOSED." : ".");
    }

    private static void tile(final Html html, final String name, final String value, final String more, final boolean bad)
        throws IOException
    {
        html.raw("<div").raw(bad ? " class=\"bad\"" : "").raw("><dt>").raw(name).raw("</dt><dd>").text(value)
            .raw("</dd><dd class=\"more\">").foreign(more).raw("</dd></div>\n");
    }

    private void actions(final Html html) throws IOException
    {
        final ActionBook book = data.actions();
        final long good = book.count(ActionEvent.Stage.SUCCEEDED);
        final long bad = book.count(ActionEvent.Stage.FAILED) + book.count(ActionEvent.Stage.TIMED_OUT);
        final long open = book.count(ActionEvent.Stage.STARTED) + book.count(ActionEvent.Stage.RETRIED);
        final String value = bad > 0 ? bad + " FAILED" : open > 0 ? open + " WITHOUT AN END" : good > 0 ? "all done" : "none asked for";
        final StringBuilder more = new StringBuilder();
        for (final Map.Entry<String, long[]> tally : book.tallies().entrySet())
        {
            final long done = tally.getValue()[ActionEvent.Stage.SUCCEEDED.ordinal()];
            long all = 0;
            for (final long each : tally.getValue())
            {
                all += each;
            }
            if (more.length() < 2 * Shown.NAME)
            {
                more.append(more.isEmpty() ? "" : ", ").append(tally.getKey()).append(' ').append(done).append('/').append(all);
            }
        }
        tile(html, "Orders: safety actions", value, more.isEmpty() ? "nothing was cancelled or flattened by Interlock" : more.toString(),
            bad + open > 0);
    }

    private void operators(final Html html) throws IOException
    {
        final Set<String> actors = new LinkedHashSet<>();
        data.commands().kept().forEach(row -> actors.add(row.actor()));
        final StringBuilder names = new StringBuilder();
        actors.stream().limit(MOST_ACTORS).forEach(name -> names.append(names.isEmpty() ? "by " : ", ").append(name));
        final boolean more = actors.size() > MOST_ACTORS;
        tile(html, "Operators", data.commands().total() == 0 ? "no command" : Shown.count(data.commands().total(), "command", "commands"),
            names + (more ? " and others" : "") + (data.refused() > 0 ? " · " + data.refused() + " refused" : ""), false);
    }

    private void journal(final Html html) throws IOException
    {
        final boolean whole = data.damage() == 0;
        final boolean unsealed = data.findings().kept().stream().anyMatch(finding -> !finding.damage());
        final String more = Shown.count(data.verification().records(), "record", "records") + " of "
            + Shown.count(data.verification().lives(), "life", "lives");
        final boolean gaps = data.told() > 0;
        tile(html, "Journal", !whole ? "NOT WHOLE" : gaps ? "WITH GAPS" : unsealed ? "not checked for edits" : "whole",
            whole ? more : Shown.count(data.damage(), "finding", "findings") + " in " + more, !whole || gaps);
    }

    private void checks(final Html html) throws IOException
    {
        final List<CheckList.Check> checks = new CheckList(data).make();
        html.raw("<section class=\"checks\"><h2>What to check</h2>\n");
        if (checks.isEmpty())
        {
            html.raw("<p class=\"none\">Nothing in this journal asks for a check.</p></section>\n");
            return;
        }
        html.raw("<ol>\n");
        for (final CheckList.Check check : checks)
        {
            html.raw("<li><b class=\"urgency ").raw(check.urgency().name()).raw("\">").raw(check.urgency().name()).raw("</b> <span>")
                .foreign(check.what()).raw(" <i>").text(check.todo()).raw("</i></span></li>\n");
        }
        html.raw("</ol></section>\n");
    }
}
