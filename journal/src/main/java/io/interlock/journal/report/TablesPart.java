package io.interlock.journal.report;

import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.NoticeRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What was decided, done and commanded, in words: one row each.
 *
 * <p>Threading: one thread.
 */
final class TablesPart
{
    private static final int MOST_ISSUES = 100;
    private static final int MOST_UNFINISHED = 60;
    private static final int MOST_SCOPES = 200;
    private static final int ID_MARK = 36;

    private final ReportData data;

    TablesPart(final ReportData data)
    {
        this.data = data;
    }

    void write(final Html html) throws IOException
    {
        transitions(html);
        actions(html);
        notices(html);
        operators(html);
        issues(html);
        scopes(html);
    }

    private void transitions(final Html html) throws IOException
    {
        html.raw("<section><h2>Transitions</h2>\n");
        final Rows<TransitionRow> rows = data.transitions();
        if (rows.total() == 0)
        {
            html.raw("<p class=\"none\">No level changed.</p></section>\n");
            return;
        }
        final Map<String, List<ActionRow>> followed = new HashMap<>();
        data.actions().rows().kept().forEach(row -> followed.computeIfAbsent(transition(row.id()), id -> new ArrayList<>()).add(row));
        final Table table = new Table(html, "Time (UTC)", "Scope", "From", "To", "Cause", "Value", "Threshold", "What was done");
        for (final TransitionRow row : rows.head())
        {
            transition(table, row, followed);
        }
        table.omitted(rows.omitted());
        for (final TransitionRow row : rows.tail())
        {
            transition(table, row, followed);
        }
        table.finish();
        html.raw("</section>\n");
    }

    /** An action's id is its transition's and its own name. */
    private static String transition(final String actionId)
    {
        final int dash = actionId.indexOf('-', Math.min(actionId.length(), ID_MARK + 1));
        return dash < 0 ? actionId : actionId.substring(0, dash);
    }

    private static void transition(final Table table, final TransitionRow row, final Map<String, List<ActionRow>> followed)
        throws IOException
    {
        table.begin().time(row.wallMs()).cell(Shown.scope(row.scope()));
        pill(table.open(), row.change().from());
        pill(table.close().open(), row.to());
        table.close().cell(row.change().cause().name())
            .number(Shown.quantity(row.value(), row.change().cause().unit()))
            .number(Shown.quantity(row.threshold(), row.change().cause().unit()));
        final Html html = table.open();
        done(html, followed.getOrDefault(row.id(), List.of()));
        table.close().end();
    }

    /** What went well in one breath, the rest each with its outcome. */
    private static void done(final Html html, final List<ActionRow> actions) throws IOException
    {
        String comma = "";
        for (final ActionRow action : actions)
        {
            if (action.stage() == ActionEvent.Stage.SUCCEEDED)
            {
                html.raw(comma).foreign(action.action());
                comma = ", ";
            }
        }
        html.raw(comma.isEmpty() ? "" : ": succeeded");
        for (final ActionRow action : actions)
        {
            if (action.stage() != ActionEvent.Stage.SUCCEEDED)
            {
                html.raw(comma.isEmpty() ? "" : "; ");
                outcome(html, action.action() + " " + action.outcome(), action.isFailed() || action.isUnfinished());
                comma = "; ";
            }
        }
    }

    private static void pill(final Html html, final Level level) throws IOException
    {
        html.raw("<b class=\"pill ").raw(LevelChart.NAMES[level.ordinal()]).raw("\">").raw(level.name()).raw("</b>");
    }

    private static void outcome(final Html html, final String words, final boolean bad) throws IOException
    {
        html.raw(bad ? "<b class=\"wrong\">" : "<span>").foreign(words).raw(bad ? "</b>" : "</span>");
    }

    private void actions(final Html html) throws IOException
    {
        html.raw("<section><h2>Safety actions</h2>\n");
        final ActionBook book = data.actions();
        if (book.rows().total() == 0)
        {
            html.raw("<p class=\"none\">None was asked for: orders and positions were left as they were.</p></section>\n");
            return;
        }
        tally(html, book);
        final Table table = new Table(html, "Began (UTC)", "Took", "Scope", "Action", "Outcome", "Attempts", "Answer");
        // What failed is in the table though its time is in the middle of too many.
        final Set<ActionRow> rows = new LinkedHashSet<>(book.rows().kept());
        rows.addAll(book.failed());
        book.unfinished().stream().limit(MOST_UNFINISHED).forEach(rows::add);
        final List<ActionRow> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingLong(ActionRow::startMs));
        for (final ActionRow row : sorted)
        {
            table.begin(row.isFailed() || row.isUnfinished()).time(row.startMs())
                .number(row.isUnfinished() ? "" : Shown.duration(Math.max(0, row.lastMs() - row.startMs())))
                .cell(Shown.scope(row.scope())).cell(row.action());
            outcome(table.open(), row.outcome(), row.isFailed() || row.isUnfinished());
            table.close().number(Integer.toString(row.attempt())).cell(row.details()).end();
        }
        table.omitted(book.rows().total() - sorted.size());
        table.finish();
        html.raw("</section>\n");
    }

    private static void tally(final Html html, final ActionBook book) throws IOException
    {
        html.raw("<p class=\"note\">");
        String separator = "";
        for (final Map.Entry<String, long[]> tally : book.tallies().entrySet())
        {
            html.raw(separator).foreign(tally.getKey()).raw(":");
            for (final ActionEvent.Stage stage : ActionEvent.Stage.values())
            {
                final long count = tally.getValue()[stage.ordinal()];
                if (count > 0)
                {
                    html.raw(" ").raw(count).raw(" ").raw(word(stage));
                }
            }
            separator = " · ";
        }
        html.raw("</p>\n");
    }

    private static String word(final ActionEvent.Stage stage)
    {
        return switch (stage)
        {
            case STARTED, RETRIED -> "without an end";
            case SUCCEEDED -> "succeeded";
            case FAILED -> "failed";
            case TIMED_OUT -> "timed out";
            case SUPERSEDED -> "superseded";
        };
    }

    private void notices(final Html html) throws IOException
    {
        final Rows<NoticeBook.Row> rows = data.notices().rows();
        if (rows.total() == 0)
        {
            return;
        }
        html.raw("<section><h2>Notifications</h2>\n");
        final Table table = new Table(html, "Time (UTC)", "Channel", "Scope", "Outcome", "Attempt", "Answer");
        for (final NoticeBook.Row row : rows.head())
        {
            notice(table, row);
        }
        table.omitted(rows.omitted());
        for (final NoticeBook.Row row : rows.tail())
        {
            notice(table, row);
        }
        table.finish();
        html.raw("</section>\n");
    }

    private static void notice(final Table table, final NoticeBook.Row row) throws IOException
    {
        table.begin(row.isBad()).time(row.wallMs()).cell(row.channel()).cell(Shown.scope(row.scope()));
        final boolean failed = row.outcome() == NoticeRecord.Outcome.FAILED;
        outcome(table.open(), failed ? "NOT DELIVERED" : row.outcome().name().toLowerCase(Locale.ROOT), row.isBad());
        table.close().number(Integer.toString(row.attempt())).cell(row.details()).end();
    }

    private void operators(final Html html) throws IOException
    {
        html.raw("<section><h2>Operators</h2>\n");
        final Rows<CommandRow> rows = data.commands();
        if (rows.total() == 0)
        {
            html.raw("<p class=\"none\">Nobody commanded anything.</p></section>\n");
            return;
        }
        final Table table = new Table(html, "Time (UTC)", "Who", "Command", "Scope", "Reason given", "Outcome", "Answer");
        for (final CommandRow row : rows.head())
        {
            command(table, row);
        }
        table.omitted(rows.omitted());
        for (final CommandRow row : rows.tail())
        {
            command(table, row);
        }
        table.finish();
        html.raw("</section>\n");
    }

    private static void command(final Table table, final CommandRow row) throws IOException
    {
        table.begin(!row.outcome().done()).time(row.wallMs()).cell(row.actor()).cell(row.command()).cell(Shown.scope(row.scope()))
            .cell(row.reason());
        outcome(table.open(), row.outcome().done() ? "done" : "REFUSED", !row.outcome().done());
        table.close().cell(row.outcome().answer()).end();
    }

    private void issues(final Html html) throws IOException
    {
        if (data.issues().total() == 0)
        {
            return;
        }
        html.raw("<section><h2>Issues</h2>\n")
            .raw("<p class=\"note\">Gathered by kind and scope: the worst value, and the words of the last.</p>\n");
        final Table table = new Table(html, "First (UTC)", "Last (UTC)", "Times", "Kind", "Scope", "Worst", "Threshold", "Last words");
        long shown = 0;
        for (final IssueBook.Group group : data.issues().groups())
        {
            if (shown == MOST_ISSUES)
            {
                break;
            }
            shown++;
            table.begin().time(group.firstMs()).time(group.lastMs()).number(Long.toString(group.count())).cell(group.type())
                .cell(Shown.scope(group.scope())).number(Shown.quantity(group.worst(), Shown.unit(group.type())))
                .number(Shown.quantity(group.threshold(), Shown.unit(group.type()))).cell(group.details()).end();
        }
        table.omitted(data.issues().groups().size() - shown + data.issues().beyond());
        table.finish();
        html.raw("</section>\n");
    }

    private void scopes(final Html html) throws IOException
    {
        final List<ScopeTrack> scopes = data.scopes().byWeight();
        if (scopes.size() < 2)
        {
            return;
        }
        html.raw("<section><h2>Scopes</h2>\n");
        final Table table = new Table(html, "Scope", "Worst level", "At the end", "Transitions", "Above CLOSED", "Inputs", "Failures",
            "Worst latency", "Worst slippage");
        for (final ScopeTrack scope : scopes.subList(0, Math.min(MOST_SCOPES, scopes.size())))
        {
            scope(table, scope);
        }
        table.omitted(Math.max(0, scopes.size() - MOST_SCOPES));
        table.finish();
        if (data.scopes().beyond() > 0)
        {
            html.raw("<p class=\"note\">").raw(data.scopes().beyond()).raw(" records are of scopes beyond the first ").raw(ScopeBook.MOST)
                .raw(", which this page does not follow.</p>\n");
        }
        html.raw("</section>\n");
    }

    private void scope(final Table table, final ScopeTrack scope) throws IOException
    {
        final SeriesBook.Totals totals = data.inputs().totals().get(scope.path());
        table.begin().cell(Shown.scope(Shown.name(scope.path())));
        pill(table.open(), scope.worst());
        pill(table.close().open(), scope.level());
        table.close().number(Long.toString(scope.transitions())).number(scope.aboveMs() == 0 ? "" : Shown.duration(scope.aboveMs()))
            .number(totals == null ? "" : Long.toString(totals.inputs())).number(totals == null ? "" : Long.toString(totals.failures()))
            .number(totals == null || Double.isNaN(totals.worstLatencyMs()) ? "" : Shown.about(totals.worstLatencyMs()) + " ms")
            .number(totals == null || Double.isNaN(totals.worstSlippage()) ? "" : Shown.about(totals.worstSlippage()) + " %").end();
    }
}
