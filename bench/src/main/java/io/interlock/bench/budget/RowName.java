package io.interlock.bench.budget;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What a JMH benchmark is called in budgets and tables: {@code suite.method/key=value,...}, keys in order.
 *
 * <p>Threading: pure.
 */
final class RowName
{
    /** Parameters that go without saying where they are off. */
    private static final Set<String> SWITCHES = Set.of("journal", "listener", "listeners");
    private static final String TWO_THREADS = "TwoThreads";

    private RowName()
    {
    }

    static String of(final BenchmarkParams params)
    {
        return of(params.getBenchmark(), params.getParamsKeys(), params::getParam);
    }

    /** A suite that repeats another with two threads gives its rows that one's names, with what it does at the end. */
    static String of(final String benchmark, final Collection<String> keys, final UnaryOperator<String> values)
    {
        final String[] parts = benchmark.split("\\.");
        final String whole = parts[parts.length - 2].replace("Suite", "");
        final boolean two = whole.endsWith(TWO_THREADS);
        final String suite = two ? whole.substring(0, whole.length() - TWO_THREADS.length()) : whole;
        final StringBuilder name = new StringBuilder(suite.substring(0, 1).toLowerCase(Locale.ROOT)).append(suite, 1, suite.length())
            .append('.').append(parts[parts.length - 1]).append(two ? TWO_THREADS : "");
        char separator = '/';
        for (final String key : new TreeSet<>(keys))
        {
            final String value = values.apply(key);
            if (!SWITCHES.contains(key) || !value.equals("false"))
            {
                name.append(separator).append(key).append('=').append(value);
                separator = ',';
            }
        }
        return name.toString();
    }
}
