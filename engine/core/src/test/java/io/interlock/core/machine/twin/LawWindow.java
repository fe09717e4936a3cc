package io.interlock.core.machine.twin;

import java.util.ArrayList;
import java.util.List;

/**
 * Every result and every equity that is still in its window, each in the second in which it was reported: "the current one and the 299
 * before it, so a result leaves at the start of the 300th second after its own" (SEMANTICS 3).
 *
 * <p>Threading: one test thread.
 */
final class LawWindow
{
    private record Result(long second, boolean failed)
    {
    }

    private record Equity(long second, double value)
    {
    }

    private final int resultSeconds;
    private final int equitySeconds;
    private final List<Result> results = new ArrayList<>();
    private final List<Equity> equities = new ArrayList<>();
    private long second;
    private boolean changed;

    LawWindow(final int resultSeconds, final int equitySeconds)
    {
        this.resultSeconds = resultSeconds;
        this.equitySeconds = equitySeconds;
    }

    /**
     * A second starts.
     *
     * @param newSecond which.
     * @return whether anything came since the last start of a second, or left now; if not, nothing can be judged differently.
     */
    boolean moveTo(final long newSecond)
    {
        second = newSecond;
        boolean different = changed;
        changed = false;
        // In order of time, so that the oldest is the first to leave.
        if (!results.isEmpty() && results.get(0).second() + resultSeconds <= newSecond)
        {
            different |= results.removeIf((result) -> result.second() + resultSeconds <= newSecond);
        }
        if (!equities.isEmpty() && equities.get(0).second() + equitySeconds <= newSecond)
        {
            different |= equities.removeIf((equity) -> equity.second() + equitySeconds <= newSecond);
        }
        return different;
    }

    void addResult(final boolean failed)
    {
        results.add(new Result(second, failed));
        changed = true;
    }

    void addResults(final int successes, final int failures)
    {
        for (int i = 0; i < successes + failures; i++)
        {
            addResult(i < failures);
        }
    }

    void addEquity(final double value)
    {
        equities.add(new Equity(second, value));
        changed = true;
    }

    /**
     * Whether a later second can bring anything: if not, stepping through it is a waste.
     *
     * @return true while anything is in a window or was not judged yet.
     */
    boolean matters()
    {
        return changed || !results.isEmpty() || !equities.isEmpty();
    }

    void clear()
    {
        results.clear();
        equities.clear();
        changed = true;
    }

    int orders()
    {
        return results.size();
    }

    int failures()
    {
        int failures = 0;
        for (final Result result : results)
        {
            failures += result.failed() ? 1 : 0;
        }
        return failures;
    }

    boolean hasEquity()
    {
        return !equities.isEmpty();
    }

    double highEquity()
    {
        double high = 0.0;
        for (final Equity equity : equities)
        {
            high = Math.max(high, equity.value());
        }
        return high;
    }

    /** The last reported; where it has left the window, so has every other. */
    double lastEquity()
    {
        return equities.get(equities.size() - 1).value();
    }
}
