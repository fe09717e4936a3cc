package io.interlock.cli.tail;

import io.interlock.cli.ByteSink;
import io.interlock.cli.Shown;
import io.interlock.cli.audit.Happening;
import io.interlock.core.text.CleanText;

/** One line each: for people, or one JSON object. What is from elsewhere cannot pass for anything else. Threading: one thread. */
final class TailOutput
{
    private static final int LONGEST = 500;
    private static final int SCOPE_WIDTH = 20;

    private final ByteSink sink;
    private final boolean json;

    TailOutput(final ByteSink sink, final boolean json)
    {
        this.sink = sink;
        this.json = json;
    }

    void write(final Happening one)
    {
        if (json)
        {
            json(one);
            return;
        }
        final String scope = Shown.scope(one.scope());
        sink.put(Shown.time(one.wallMs())).put("  ").put(scope + " ".repeat(Math.max(0, SCOPE_WIDTH - scope.length()))).put("  ");
        final String numbers = Shown.numbers(one.numbers().value(), one.numbers().threshold(), one.numbers().symbol());
        if (one.change() == null)
        {
            sink.put("issue " + CleanText.name(one.what()) + numbers);
            sink.put(one.details().isEmpty() ? "\n" : "  " + CleanText.line(one.details(), LONGEST) + "\n");
        }
        else
        {
            sink.put(CleanText.name(one.change().from()) + " -> " + CleanText.name(one.change().to()) + "  "
                + CleanText.name(one.what()) + numbers + "\n");
        }
    }

    private void json(final Happening one)
    {
        final boolean change = one.change() != null;
        sink.put("{\"type\":").json(change ? "transition" : "issue").put(",\"time\":").json(Shown.time(one.wallMs()));
        sink.put(",\"time_ms\":").number(one.wallMs()).put(",\"scope\":").json(one.scope());
        if (change)
        {
            sink.put(",\"from\":").json(one.change().from()).put(",\"to\":").json(one.change().to()).put(",\"cause\":").json(one.what());
        }
        else
        {
            sink.put(",\"issue_type\":").json(one.what());
        }
        sink.put(",\"value\":").put(number(one.numbers().value())).put(",\"threshold\":").put(number(one.numbers().threshold()));
        if (!change)
        {
            sink.put(",\"details\":").json(one.details());
        }
        sink.put("}\n");
    }

    private static String number(final String number)
    {
        return number == null ? "null" : number;
    }

    void flush()
    {
        sink.flush();
    }
}
