package io.interlock.cli.demo;

import io.interlock.cli.ByteSink;
import io.interlock.cli.demo.post.Arrived;
import io.interlock.core.port.ActionEvent;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The report for machines: one object, snake case; what has no number is null. The format is in docs/demo.md. */
final class ReportJson
{
    private static final long BUDGET_NS = 1_000_000;
    private static final int SECONDS_DIGITS = 3;

    private final ByteSink sink;
    private final Report report;

    private ReportJson(final ByteSink sink, final Report report)
    {
        this.sink = sink;
        this.report = report;
    }

    static void write(final ByteSink sink, final Report report)
    {
        final ReportJson json = new ReportJson(sink, report);
        json.head();
        json.promises();
        json.transitions();
        json.messages();
        json.orders();
        json.effects();
        json.actions();
        json.costs();
        json.journal();
        sink.put("}\n").flush();
    }

    private void head()
    {
        sink.put("{\"ok\":").put(report.broken().isEmpty() ? "true" : "false");
        decimal("seconds", report.run().seconds());
        sink.put(",\"seconds_wanted\":").number(report.run().wanted());
        sink.put(",\"tape\":").json(report.run().fall());
        sink.put(",\"directory\":");
        text(report.run().directory());
    }

    private void promises()
    {
        sink.put(",\"promises\":[");
        String comma = "";
        for (final Kept one : report.kept())
        {
            sink.put(comma).put("{\"step\":").json(one.step()).put(",\"promise\":").json(one.promise());
            sink.put(",\"kept\":").put(one.kept() ? "true" : "false").put(",\"found\":").json(one.found()).put('}');
            comma = ",";
        }
        sink.put(']');
    }

    private void transitions()
    {
        sink.put(",\"transitions\":[");
        String comma = "";
        for (final Recorder.Seen seen : report.transitions())
        {
            sink.put(comma).put("{\"id\":").json(seen.event().id());
            decimal("at_seconds", report.atSeconds(seen.decidedNs()));
            sink.put(",\"wall_ms\":").number(seen.event().wallMs()).put(",\"scope\":").json(seen.event().scope());
            sink.put(",\"from\":").json(seen.event().from().name()).put(",\"to\":").json(seen.event().to().name());
            sink.put(",\"cause\":").json(seen.event().cause().name());
            decimal("value", seen.event().value());
            decimal("threshold", seen.event().threshold());
            sink.put(",\"unit\":").json(seen.event().cause().unit().name()).put('}');
            comma = ",";
        }
        sink.put(']');
    }

    private void messages()
    {
        if (report.messages() == null)
        {
            return;
        }
        sink.put(",\"messages\":[");
        String comma = "";
        for (final Messages.Told told : report.messages().told())
        {
            for (final Arrived message : told.messages())
            {
                sink.put(comma).put("{\"id\":").json(told.seen().event().id());
                sink.put(",\"receiver\":").json(message.receiver()).put(",\"title\":").json(message.title());
                decimal("after_ms", (message.atNs() - told.seen().decidedNs()) / 1e6);
                sink.put('}');
                comma = ",";
            }
        }
        sink.put(']');
    }

    private void orders()
    {
        final Report.Orders orders = report.orders();
        sink.put(",\"orders\":{\"sent\":").number(orders.sent()).put(",\"cut\":").number(orders.cut());
        sink.put(",\"cancels\":").number(orders.cancels()).put(",\"arrived\":").number(orders.arrived());
        sink.put(",\"refused\":{");
        String comma = "";
        for (final Map.Entry<String, Long> refusal : orders.refused().entrySet())
        {
            sink.put(comma).json(refusal.getKey()).put(':').number(refusal.getValue());
            comma = ",";
        }
        sink.put("},\"final_position\":").put(orders.position().toPlainString());
        sink.put(",\"final_equity\":").put(orders.equity().toPlainString()).put('}');
    }

    private void effects()
    {
        sink.put(",\"halts\":[");
        String comma = "";
        for (final Witness.Effect effect : report.effects())
        {
            sink.put(comma).put("{\"level\":").json(effect.level().name()).put(",\"cause\":").json(effect.cause().name());
            decimal("at_seconds", report.atSeconds(effect.decidedNs()));
            sink.put(",\"orders_cancelled\":").number(effect.cancelled());
            sink.put(",\"quantity_closed\":").put(effect.closed().toPlainString());
            decimal("last_message_ms", effect.lastMs());
            sink.put('}');
            comma = ",";
        }
        sink.put(']');
    }

    private void actions()
    {
        sink.put(",\"actions\":[");
        String comma = "";
        for (final ActionEvent action : report.actions())
        {
            sink.put(comma).put("{\"id\":").json(action.id()).put(",\"action\":").json(action.action());
            sink.put(",\"stage\":").json(action.stage().name()).put(",\"attempt\":").number(action.attempt());
            sink.put(",\"wall_ms\":").number(action.wallMs()).put(",\"details\":");
            text(action.details());
            sink.put('}');
            comma = ",";
        }
        sink.put(']');
    }

    private void costs()
    {
        sink.put(",\"cost_ns\":{\"budget\":").number(BUDGET_NS);
        cost("order", report.costs().outbound());
        cost("answer", report.costs().inbound());
        if (report.warmUp() != null)
        {
            cost("warm_up_order", report.warmUp().outbound());
            cost("warm_up_answer", report.warmUp().inbound());
        }
        sink.put('}');
    }

    private void journal()
    {
        final JournalAudit journal = report.journal();
        sink.put(",\"journal\":{\"directory\":");
        text(report.run().directory() == null ? null : JournalAudit.folder(Path.of(report.run().directory())).toString());
        sink.put(",\"records\":").number(journal.records()).put(",\"lives\":").number(journal.lives());
        sink.put(",\"head\":").json(journal.head().toString()).put(",\"whole\":").put(journal.whole() ? "true" : "false");
        sink.put(",\"edited_copy\":{\"edited\":").json(journal.edit().what());
        sink.put(",\"found\":").put(journal.edit().isFound() ? "true" : "false").put(",\"message\":").json(journal.edit().message());
        sink.put("}},\"recording\":{\"events\":").number(journal.replay().events()).put(",\"decisions_equal\":")
            .number(journal.replay().equal()).put(",\"difference\":");
        text(journal.replay().difference());
        sink.put(",\"what_if_conservative\":").json(journal.replay().whatIf()).put("}");
    }

    private void cost(final String name, final Histogram histogram)
    {
        sink.put(",\"").put(name).put("\":{\"count\":").number(histogram.getTotalCount());
        sink.put(",\"p50\":").number(histogram.getValueAtPercentile(50));
        sink.put(",\"p99\":").number(histogram.getValueAtPercentile(99));
        sink.put(",\"p99_9\":").number(histogram.getValueAtPercentile(99.9));
        sink.put(",\"max\":").number(histogram.getMaxValue()).put('}');
    }

    private void text(final String text)
    {
        if (text == null)
        {
            sink.put("null");
        }
        else
        {
            sink.json(text);
        }
    }

    private void decimal(final String name, final double value)
    {
        sink.put(",\"").put(name).put("\":");
        sink.put(Double.isFinite(value) ? Words.format("%." + SECONDS_DIGITS + "f", value) : "null");
    }
}
