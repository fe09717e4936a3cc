package io.interlock.cli.live;

import io.interlock.cli.ByteSink;
import io.interlock.cli.Shown;
import io.interlock.core.mapped.MappedHeader;
import io.interlock.core.mapped.MappedScope;
import java.util.Map;
import java.util.TreeMap;

/** A look as one JSON object on one line, in snake case; what does not apply is null. */
final class LookJson
{
    private final ByteSink sink;
    private final Look look;

    private LookJson(final ByteSink sink, final Look look)
    {
        this.sink = sink;
        this.look = look;
    }

    static void write(final ByteSink sink, final Look look)
    {
        new LookJson(sink, look).write();
    }

    private void write()
    {
        final MappedHeader header = look.header();
        sink.put("{\"state\":").json(look.state().name());
        sink.put(",\"life\":").json(look.life().name());
        known("pid", header.pid());
        sink.put(",\"boot_id\":").json(header.bootId());
        known("started_ms", header.startedMs());
        sink.put(",\"heartbeat_age_ms\":").number(header.heartbeatAgeMs(look.nowMs()));
        sink.put(",\"guard\":").json(header.guard());
        sink.put(",\"journal_head\":");
        if (header.journal().sequence() == 0)
        {
            sink.put("null");
        }
        else
        {
            sink.json(header.journal().toString());
        }
        sink.put(",\"counters\":{\"judged\":").number(header.judged());
        sink.put(",\"folded\":").number(header.folded());
        sink.put(",\"transitions\":").number(header.transitions());
        sink.put(",\"rejected\":").number(header.rejected());
        sink.put(",\"faults\":").number(header.faults());
        numbers(",\"by_kind\":", header.byKind());
        sink.put("},\"scopes\":[");
        String comma = "";
        for (final MappedScope scope : look.scopes())
        {
            sink.put(comma);
            scope(scope);
            comma = ",";
        }
        sink.put(']');
        look.channels().json(sink, look.nowMs(), look.life() == Look.Life.ALIVE);
        sink.put("}\n");
    }

    private void scope(final MappedScope scope)
    {
        final MappedScope.Samples samples = scope.samples();
        sink.put("{\"scope\":").json(scope.path());
        sink.put(",\"level\":").json(scope.effective().name());
        sink.put(",\"own_level\":").json(scope.own().name());
        flag("override", scope.override());
        flag("own_override", scope.vital().override());
        sink.put(",\"guard\":").json(scope.guard());
        sink.put(",\"cause\":");
        if (scope.cause() == null)
        {
            sink.put("null");
        }
        else
        {
            sink.json(scope.cause().name());
        }
        number("value", scope.value());
        number("threshold", scope.threshold());
        time("since_ms", scope.sinceMs());
        sink.put(",\"exchange\":").json(scope.vital().exchange().name());
        sink.put(",\"network\":").json(scope.vital().network().name());
        sink.put(",\"consecutive_failures\":").number(samples.streak());
        sink.put(",\"window_orders\":").number(samples.windowOrders());
        sink.put(",\"window_failures\":").number(samples.windowFailures());
        sink.put(",\"evidence\":").number(samples.evidence());
        time("cooldown_end_ms", samples.cooldownEndMs());
        flag("awaiting_confirmation", samples.awaitingConfirmation());
        flag("waiting_for_evidence", samples.waitingForEvidence());
        flag("resettable", samples.resettable());
        numbers(",\"last_report_ms\":", samples.lastReportMs());
        sink.put('}');
    }

    private void flag(final String name, final boolean on)
    {
        sink.put(",\"").put(name).put("\":").put(on ? "true" : "false");
    }

    private void number(final String name, final double number)
    {
        sink.put(",\"").put(name).put("\":").put(Double.isFinite(number) ? Shown.number(number) : "null");
    }

    /** Null where it is 0, which none is. */
    private void known(final String name, final long number)
    {
        time(name, number);
    }

    private void time(final String name, final long wallMs)
    {
        sink.put(",\"").put(name).put("\":").put(wallMs == 0 ? "null" : Long.toString(wallMs));
    }

    private void numbers(final String name, final Map<String, Long> numbers)
    {
        sink.put(name).put('{');
        String comma = "";
        for (final Map.Entry<String, Long> one : new TreeMap<>(numbers).entrySet())
        {
            sink.put(comma).json(one.getKey()).put(':').number(one.getValue());
            comma = ",";
        }
        sink.put('}');
    }
}
