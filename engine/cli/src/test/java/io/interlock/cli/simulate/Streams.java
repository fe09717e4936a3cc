package io.interlock.cli.simulate;

import io.interlock.cli.Run;

/** Short streams for tests. */
final class Streams
{
    static final String HEADER = "time_ms,scope,event,a,b,text\n";

    private Streams()
    {
    }

    /** Runs rows under the default preset with JSON output. */
    static Run json(final String... rows)
    {
        return Run.of(HEADER + String.join("\n", rows) + "\n", "simulate", "--json");
    }

    /** The line of a transition at the root; value and threshold as they are written. */
    static String root(final String timeMs, final String levels, final String cause, final String value, final String threshold)
    {
        return transition(timeMs, "", levels, cause, value, threshold);
    }

    /** The line of a transition; levels as {@code FROM-TO}. */
    static String transition(
        final String timeMs, final String scope, final String levels, final String cause, final String value, final String threshold)
    {
        final String[] both = levels.split("-");
        return "{\"type\":\"transition\",\"time_ms\":" + timeMs + ",\"scope\":\"" + scope + "\",\"from\":\"" + both[0] + "\",\"to\":\""
            + both[1] + "\",\"cause\":\"" + cause + "\",\"value\":" + value + ",\"threshold\":" + threshold + "}";
    }

    /** The line of a check at the root at time 9. */
    static String check(final String scope, final String intent, final boolean allowed, final String size, final String reason)
    {
        return "{\"type\":\"check\",\"time_ms\":9,\"scope\":\"" + scope + "\",\"intent\":\"" + intent + "\",\"allowed\":" + allowed
            + ",\"size_factor\":" + size + ",\"reason\":\"" + reason + "\"}";
    }

    /** The last line where only the root was seen. */
    static String summary(final String rootLevel, final int transitions, final int rejected)
    {
        return summaryOf("\"\":\"" + rootLevel + "\"", transitions, rejected);
    }

    /** The last line; levels as they are written. */
    static String summaryOf(final String levels, final int transitions, final int rejected)
    {
        return "{\"type\":\"summary\",\"levels\":{" + levels + "},\"transitions\":" + transitions + ",\"rejected\":" + rejected + "}";
    }
}
