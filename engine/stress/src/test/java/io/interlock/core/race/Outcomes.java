package io.interlock.core.race;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.StateCase;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;

/** What came of the races. Threading: one thread. */
final class Outcomes
{
    private final SortedMap<String, Long> samples = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private int runs;

    /** Judges a result: what no outcome of its race names is forbidden. */
    void add(final TestInfo race, final TestResult result)
    {
        final String name = race.name().substring(race.name().lastIndexOf('.') + 1);
        runs++;
        samples.merge(name, result.getTotalCount(), Long::sum);
        if (result.status() != Status.NORMAL || result.getTotalCount() == 0)
        {
            failures.add(name + " did not run to its end: " + result.status() + ' ' + result.getMessages() + result.getVmErr());
        }
        for (final String state : result.getStateKeys())
        {
            if (!isAllowed(race, state))
            {
                failures.add(name + ": [" + state + "] " + result.getCount(state) + " times of " + result.getTotalCount());
            }
        }
    }

    private static boolean isAllowed(final TestInfo race, final String state)
    {
        for (final StateCase known : race.cases())
        {
            if (known.matches(state))
            {
                return known.expect() != Expect.FORBIDDEN;
            }
        }
        return false;
    }

    /** For people; empty where nothing forbidden was seen. */
    List<String> failures()
    {
        return failures;
    }

    /** How often each race was run, by its name. */
    SortedMap<String, Long> samples()
    {
        return samples;
    }

    int runs()
    {
        return runs;
    }

    long sum()
    {
        return samples.values().stream().mapToLong(Long::longValue).sum();
    }
}
