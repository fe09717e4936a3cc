package io.interlock.cli.stream;

import io.interlock.cli.ByteSink;
import io.interlock.cli.Shown;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.text.CleanText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/** A timeline for people. Times are seconds as the file counts them, or UTC where the file's milliseconds look like wall time. */
public final class TimelineOutput implements DecisionOutput
{
    /** Milliseconds from here on are taken for wall time: 1973. */
    private static final long WALL_TIME_FROM_MS = 100_000_000_000L;
    /** Milliseconds to here are taken for wall time: the year 2286. */
    private static final long WALL_TIME_TO_MS = 10_000_000_000_000L;
    private static final int TIME_WIDTH = 14;
    private static final int WALL_TIME_WIDTH = 24;
    private static final int SCOPE_WIDTH = 20;
    private static final int WHAT_WIDTH = 22;
    private static final int LONGEST_MESSAGE = 200;
    private static final int LONGEST_SCOPE = 120;
    private static final String RESET = "\u001B[0m";
    private static final String[] COLORS = {"\u001B[32m", "\u001B[33m", "\u001B[33;1m", "\u001B[31;1m", "\u001B[37;41;1m"};

    private final ByteSink sink;
    private final boolean color;

    public TimelineOutput(final ByteSink sink, final boolean color)
    {
        this.sink = sink;
        this.color = color;
    }

    @Override
    public void transition(final long timeNs, final String scope, final TransitionEvent.Change change, final TransitionEvent.Why why)
    {
        start(timeNs, scope);
        final Level to = change.to();
        final String what = change.from() + " -> " + to;
        sink.put(color ? COLORS[to.ordinal()] : "").put(padded(what, WHAT_WIDTH)).put(color ? RESET : "");
        sink.put("  ").put(Shown.why(why.cause(), why.value(), why.threshold())).put('\n');
    }

    @Override
    public void check(final long timeMs, final String scope, final Intent intent, final Reason reason, final double sizeFactor)
    {
        start(timeMs * 1_000_000, scope);
        sink.put(padded(intent + (reason.allowed() ? " allowed" : " refused"), WHAT_WIDTH)).put("  ").put(reason.name());
        if (reason == Reason.ALLOWED_REDUCED)
        {
            sink.put(" x ").put(Double.toString(sizeFactor));
        }
        sink.put('\n');
    }

    @Override
    public void rejected(final long timeMs, final long line, final String message)
    {
        start(timeMs * 1_000_000, null);
        sink.put(padded("rejected", WHAT_WIDTH)).put("  line ").number(line).put(": ");
        sink.put(CleanText.line(message, LONGEST_MESSAGE)).put('\n');
    }

    private void start(final long timeNs, final String scope)
    {
        final long timeMs = Math.floorDiv(timeNs, 1_000_000L);
        if (timeMs >= WALL_TIME_FROM_MS && timeMs < WALL_TIME_TO_MS)
        {
            sink.put(padded(Instant.ofEpochMilli(timeMs).toString(), WALL_TIME_WIDTH));
        }
        else
        {
            final String seconds = BigDecimal.valueOf(timeMs, 3).toPlainString() + " s";
            sink.put(" ".repeat(Math.max(0, TIME_WIDTH - seconds.length()))).put(seconds);
        }
        sink.put("  ").put(padded(scope == null ? "" : name(scope), SCOPE_WIDTH)).put("  ");
    }

    private static String name(final String scope)
    {
        return scope.isEmpty() ? "(root)" : CleanText.line(scope, LONGEST_SCOPE);
    }

    private static String padded(final String text, final int width)
    {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    @Override
    public void summary(final Map<String, Level> levels, final long transitions, final long rejected, final long rows)
    {
        final int width = levels.keySet().stream().mapToInt(scope -> name(scope).length()).max().orElse(0);
        sink.put("\nWhere it ended:\n");
        levels.forEach((scope, level) ->
        {
            sink.put("  ").put(padded(name(scope), width)).put("  ");
            sink.put(color ? COLORS[level.ordinal()] : "").put(level.name()).put(color ? RESET : "").put('\n');
        });
        sink.put(counted(rows, "row")).put(", ").put(counted(transitions, "transition")).put(", ").number(rejected).put(" rejected\n");
    }

    private static String counted(final long count, final String what)
    {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    @Override
    public void flush()
    {
        sink.flush();
    }
}
