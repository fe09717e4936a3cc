package io.interlock.cli.drill;

import io.interlock.cli.ByteSink;
import io.interlock.cli.Shown;
import io.interlock.core.model.Level;
import io.interlock.core.text.CleanText;
import java.util.ArrayList;
import java.util.List;

/**
 * What was done, expected and seen: for people line by line as it happens, for programs as one JSON object at the end.
 *
 * <p>Threading: one thread at a time.
 */
final class Protocol
{
    private static final int NAME_WIDTH = 22;
    private static final int RESULT_WIDTH = 7;
    private static final int LONGEST = 300;

    private final ByteSink sink;
    private final boolean json;
    private final Subject subject;
    private final List<Step> steps = new ArrayList<>();
    private Step.Result result = Step.Result.PASS;

    /**
     * What a drill is of. Immutable.
     *
     * @param id    its name, which reports and reasons have.
     * @param level that it is taken to.
     * @param scope path.
     * @param url   of the console.
     */
    record Subject(String id, Level level, String scope, String url)
    {
    }

    Protocol(final ByteSink sink, final boolean json, final Subject subject)
    {
        this.sink = sink;
        this.json = json;
        this.subject = subject;
    }

    /** Of what it is. */
    Subject subject()
    {
        return subject;
    }

    void begin()
    {
        if (!json)
        {
            sink.put("drill " + subject.level() + " of " + Shown.scope(subject.scope()) + " at " + subject.url() + ", " + subject.id());
            sink.put('\n').flush();
        }
    }

    /** Passes where both are the same. */
    boolean same(final String name, final String expected, final String seen)
    {
        return add(name, expected, seen, expected.equals(seen) ? Step.Result.PASS : Step.Result.FAIL);
    }

    boolean add(final String name, final String expected, final String seen, final Step.Result outcome)
    {
        final Step step = new Step(
            System.currentTimeMillis(), name, CleanText.line(expected, LONGEST), CleanText.line(seen, LONGEST), outcome);
        steps.add(step);
        result = result.and(outcome);
        if (!json)
        {
            sink.put(Shown.time(step.atMs())).put("  ").put(padded(outcome.name(), RESULT_WIDTH)).put("  ");
            sink.put(padded(name, NAME_WIDTH));
            sink.put("  expected " + step.expected() + (step.expected().equals(step.seen()) ? "" : "; seen " + step.seen()) + "\n").flush();
        }
        return outcome == Step.Result.PASS;
    }

    Step.Result result()
    {
        return result;
    }

    List<Step> steps()
    {
        return List.copyOf(steps);
    }

    /** How it ended, and how the scope is left. */
    void end(final String how)
    {
        // Words of the console are in it.
        final String left = CleanText.line(how, LONGEST);
        if (!json)
        {
            sink.put(result + ": " + steps.size() + " steps; " + Shown.scope(subject.scope()) + " is left " + left + "\n").flush();
            return;
        }
        sink.put("{\"drill\":").json(subject.id()).put(",\"level\":").json(subject.level().name()).put(",\"scope\":").json(subject.scope());
        sink.put(",\"url\":").json(subject.url()).put(",\"steps\":[");
        String comma = "";
        for (final Step step : steps)
        {
            sink.put(comma).put("{\"at\":").json(Shown.time(step.atMs())).put(",\"step\":").json(step.name());
            sink.put(",\"expected\":").json(step.expected()).put(",\"seen\":").json(step.seen());
            sink.put(",\"result\":").json(step.result().lower()).put('}');
            comma = ",";
        }
        sink.put("],\"result\":").json(result.lower()).put(",\"left\":").json(left).put("}\n").flush();
    }

    private static String padded(final String text, final int width)
    {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
