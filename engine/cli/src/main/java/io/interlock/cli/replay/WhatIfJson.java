package io.interlock.cli.replay;

import io.interlock.cli.ByteSink;
import io.interlock.cli.Shown;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.journal.replay.Timeline;
import io.interlock.journal.replay.WhatIfResult;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Two timelines, for programs: one object.
 *
 * <p>Threading: one thread.
 */
final class WhatIfJson
{
    private final ByteSink sink;

    WhatIfJson(final ByteSink sink)
    {
        this.sink = sink;
    }

    void json(final WhatIfResult result)
    {
        sink.put("{\"same\":" + result.isSame() + ",\"from_ms\":" + result.fromMs() + ",\"to_ms\":" + result.toMs() + ",\"events\":"
            + result.counts().events() + ",\"lives\":" + result.counts().lives() + ",\"gaps\":" + result.counts().gaps()
            + ",\"summaries_unrolled\":" + result.counts().unrolled() + ",\"scopes\":[");
        String separator = "";
        for (final Map.Entry<String, Timeline> scope : result.recorded().entrySet())
        {
            sink.put(separator + "{\"scope\":").json(scope.getKey()).put(",\"recorded\":");
            side(scope.getValue());
            sink.put(",\"other\":");
            side(result.other().get(scope.getKey()));
            sink.put("}");
            separator = ",";
        }
        final WhatIfResult.Orders orders = result.orders();
        sink.put("],\"orders\":{\"asked\":" + orders.asked() + ",\"not_recorded\":" + orders.lost() + ",\"refused\":" + orders.refused()
            + ",\"refused_other\":" + orders.otherRefused() + ",\"newly_refused\":" + orders.newlyRefused() + ",\"newly_cut\":"
            + orders.newlyCut() + ",\"newly_allowed\":" + orders.newlyAllowed() + ",\"quantity_not_sent\":"
            + BigDecimal.valueOf(orders.quantity()).toPlainString() + "},\"notes\":[");
        separator = "";
        for (final String note : result.notes())
        {
            sink.put(separator).json(note);
            separator = ",";
        }
        sink.put("]}\n");
    }

    private void side(final Timeline side)
    {
        sink.put("{\"level\":\"" + side.last() + "\",\"transitions\":" + side.count() + ",\"ms_in_level\":{");
        String separator = "";
        for (final Level level : Level.values())
        {
            sink.put(separator + "\"" + level + "\":" + side.inLevelNs(level) / 1_000_000);
            separator = ",";
        }
        sink.put("},\"changes\":[");
        separator = "";
        for (final Timeline.Change change : side.changes())
        {
            sink.put(separator + "{\"wall_ms\":" + change.wallMs() + ",\"from\":\"" + change.from() + "\",\"to\":\"" + change.to()
                + "\",\"cause\":" + (change.cause() == null ? "null" : "\"" + change.cause() + "\"") + ",\"value\":"
                + number(change.cause(), change.value()) + ",\"threshold\":" + number(change.cause(), change.threshold()) + "}");
            separator = ",";
        }
        sink.put("]}");
    }

    private static String number(final Cause cause, final long raw)
    {
        return raw == Cause.NO_NUMBER || cause == null ? "null" : Shown.number(cause, raw);
    }
}
