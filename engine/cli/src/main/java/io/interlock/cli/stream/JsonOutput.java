package io.interlock.cli.stream;

import io.interlock.cli.ByteSink;
import io.interlock.cli.Units;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.port.TransitionEvent;
import java.util.Map;

/** One JSON object a line, for programs. */
public final class JsonOutput implements DecisionOutput
{
    private static final int NS_DECIMALS = 6;

    private final ByteSink sink;

    public JsonOutput(final ByteSink sink)
    {
        this.sink = sink;
    }

    @Override
    public void transition(final long timeNs, final String scope, final TransitionEvent.Change change, final TransitionEvent.Why why)
    {
        sink.put("{\"type\":\"transition\",\"time_ms\":").decimal(timeNs, NS_DECIMALS);
        sink.put(",\"scope\":").json(scope);
        sink.put(",\"from\":\"").put(change.from().name());
        sink.put("\",\"to\":\"").put(change.to().name());
        sink.put("\",\"cause\":\"").put(why.cause().name());
        number("\",\"value\":", why.cause(), why.value());
        number(",\"threshold\":", why.cause(), why.threshold());
        sink.put("}\n");
    }

    private void number(final String name, final Cause cause, final long raw)
    {
        sink.put(name);
        if (raw == Cause.NO_NUMBER)
        {
            sink.put("null");
        }
        else
        {
            sink.decimal(raw, Units.decimals(cause));
        }
    }

    @Override
    public void check(final long timeMs, final String scope, final Intent intent, final Reason reason, final double sizeFactor)
    {
        sink.put("{\"type\":\"check\",\"time_ms\":").number(timeMs);
        sink.put(",\"scope\":").json(scope);
        sink.put(",\"intent\":\"").put(intent.name());
        sink.put("\",\"allowed\":").put(reason.allowed() ? "true" : "false");
        sink.put(",\"size_factor\":").put(Double.toString(sizeFactor));
        sink.put(",\"reason\":\"").put(reason.name());
        sink.put("\"}\n");
    }

    @Override
    public void rejected(final long timeMs, final long line, final String message)
    {
        sink.put("{\"type\":\"rejected\",\"line\":").number(line).put(",\"message\":").json(message).put("}\n");
    }

    @Override
    public void summary(final Map<String, Level> levels, final long transitions, final long rejected, final long rows)
    {
        sink.put("{\"type\":\"summary\",\"levels\":{");
        boolean first = true;
        for (final Map.Entry<String, Level> one : levels.entrySet())
        {
            sink.put(first ? "" : ",").json(one.getKey()).put(":\"").put(one.getValue().name()).put('"');
            first = false;
        }
        sink.put("},\"transitions\":").number(transitions).put(",\"rejected\":").number(rejected).put("}\n");
    }

    @Override
    public void flush()
    {
        sink.flush();
    }
}
