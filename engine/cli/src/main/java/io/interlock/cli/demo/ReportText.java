package io.interlock.cli.demo;

import io.interlock.cli.demo.post.Arrived;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.text.CleanText;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The report for people: lines of plain text. */
final class ReportText
{
    private static final long BUDGET_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int BAR = 30;
    private static final double LOWEST_NS = 100;
    private static final double[] PERCENTILES = {50, 99, 99.9, 100};
    private static final String[] NAMES = {"p50", "p99", "p99.9", "max"};

    private final List<String> lines = new ArrayList<>();
    private final Report report;

    private ReportText(final Report report)
    {
        this.report = report;
    }

    static List<String> lines(final Report report)
    {
        final ReportText text = new ReportText(report);
        text.transitions();
        text.messages();
        text.orders();
        text.effects();
        text.costs();
        text.journal();
        text.promises();
        return text.lines;
    }

    private void head(final String text)
    {
        lines.add("");
        lines.add(text);
    }

    private void transitions()
    {
        lines.add("THE TAPE  " + report.run().fall());
        head("TRANSITIONS");
        for (final Recorder.Seen seen : report.transitions())
        {
            lines.add(Words.format("  %6.2f s  %-8s -> %-8s  %s", report.atSeconds(seen.decidedNs()), seen.event().from(),
                seen.event().to(), Words.why(seen.event())));
        }
    }

    private void messages()
    {
        if (report.messages() == null)
        {
            return;
        }
        head("MESSAGES (by what arrived at the demo's own mail server and webhook, after the decision)");
        for (final Messages.Told told : report.messages().told())
        {
            lines.add(Words.format("  %6.2f s  %-8s -> %-8s", report.atSeconds(told.seen().decidedNs()), told.seen().event().from(),
                told.seen().event().to()));
            for (final Arrived message : told.messages())
            {
                lines.add(Words.format("    %-8s %6.1f ms  %s", message.receiver(), (message.atNs() - told.seen().decidedNs()) / 1e6,
                    CleanText.escaped(message.title())));
            }
        }
    }

    private void orders()
    {
        final Report.Orders orders = report.orders();
        head("ORDERS");
        lines.add(Words.format("  sent %d (of them cut %d), cancels %d; the venue's log has %d orders",
            orders.sent(), orders.cut(), orders.cancels(), orders.arrived()));
        for (final Map.Entry<String, Long> refusal : orders.refused().entrySet())
        {
            lines.add(Words.format("  refused before the wire %5d  %s", refusal.getValue(), refusal.getKey()));
        }
        lines.add(Words.format("  account %s USD after %s", orders.equity().setScale(2, RoundingMode.HALF_UP).toPlainString(),
            Trader.CASH.toPlainString()));
    }

    private void effects()
    {
        head("WHAT HALT AND SHUTDOWN DID (by the venue's log)");
        for (final Witness.Effect effect : report.effects())
        {
            lines.add(Words.format("  %6.2f s  %-8s %-20s  cancelled %d orders, closed %s BTC, last %.0f ms after the decision",
                report.atSeconds(effect.decidedNs()), effect.level(), effect.cause(), effect.cancelled(),
                effect.closed().stripTrailingZeros().toPlainString(), effect.lastMs()));
        }
        for (final ActionEvent action : report.actions())
        {
            if (action.stage() != ActionEvent.Stage.SUCCEEDED)
            {
                lines.add("  " + action.action() + " " + action.stage() + ": " + action.details());
            }
        }
    }

    private void costs()
    {
        head("WHAT THE BREAKER COST (budget 1 ms an order; log scale from 100 ns, '|' is the budget)");
        cost("an order out", report.costs().outbound());
        cost("an answer in", report.costs().inbound());
        if (report.warmUp() != null)
        {
            final Histogram cold = report.warmUp().outbound();
            lines.add(Words.format("  not among these: the first %d orders, on code that was not compiled yet: p50 %s, p99 %s, max %s",
                cold.getTotalCount(), Words.nanos(cold.getValueAtPercentile(50)), Words.nanos(cold.getValueAtPercentile(99)),
                Words.nanos(cold.getMaxValue())));
        }
    }

    private void journal()
    {
        final JournalAudit journal = report.journal();
        final String directory = report.run().directory();
        head("THE JOURNAL (each transition, command and action a record of a chain)");
        lines.add(Words.format("  %s: %d records of %d lives, %s", directory == null ? "in a temporary directory, deleted"
            : JournalAudit.folder(Path.of(directory)), journal.records(), journal.lives(), journal.whole() ? "whole" : "NOT WHOLE"));
        lines.add("  head " + journal.head());
        lines.add("  in a copy, " + journal.edit().what() + "; verify says of the copy:");
        lines.add("    " + journal.edit().message());
        head("THE RECORDING (every input of the state machine, so that the directory answers for itself)");
        lines.add(Words.format("  judged again: %d events, %d decisions equal in every field%s", journal.replay().events(),
            journal.replay().equal(), journal.replay().difference() == null ? "" : "; DIFFERENT: " + journal.replay().difference()));
        lines.add("  what if the preset had been conservative: " + journal.replay().whatIf());
        if (directory != null)
        {
            lines.add("  try it: interlock replay " + directory + " --config " + Path.of(directory).resolve(ReplayAudit.WHAT_IF));
        }
    }

    private void cost(final String name, final Histogram histogram)
    {
        lines.add(Words.format("  %s, %d messages", name, histogram.getTotalCount()));
        for (int i = 0; i < NAMES.length; i++)
        {
            final long ns = histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(PERCENTILES[i]);
            lines.add(Words.format("    %-6s %10s  %s", NAMES[i], Words.nanos(ns), bar(ns)));
        }
    }

    /** A bar on a logarithmic scale from 100 ns to the budget; what is beyond it is drawn beyond it. */
    static String bar(final long ns)
    {
        final double share = ns <= LOWEST_NS ? 0 : Math.log(ns / LOWEST_NS) / Math.log(BUDGET_NS / LOWEST_NS);
        final int length = (int)Math.round(share * BAR);
        return length <= BAR ? "#".repeat(length) + ".".repeat(BAR - length) + "|"
            : "#".repeat(BAR) + "|" + "#".repeat(Math.min(length - BAR, BAR)) + " over budget";
    }

    private void promises()
    {
        final List<Kept> broken = report.broken();
        head("PROMISES");
        lines.add(Words.format("  %d of %d kept in %.0f s", report.kept().size() - broken.size(), report.kept().size(),
            report.run().seconds()));
        broken.forEach(one -> lines.add("  BROKEN  " + one.step() + ": " + one.promise() + ": " + one.found()));
        if (report.run().directory() != null)
        {
            lines.add("  the engine's directory and its log are kept in " + report.run().directory() + "; interlock verify reads it too");
        }
    }
}
