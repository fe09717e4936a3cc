package io.interlock.bench.budget;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds measured rows against their budgets.
 *
 * <p>Threading: pure.
 */
final class BudgetCheck
{
    private BudgetCheck()
    {
    }

    /**
     * One row and one budget.
     *
     * @param budget   that it is held to.
     * @param row      its name.
     * @param measured NaN where it was not.
     * @param limit    in the same unit; NaN where a row that it is a multiple of was not measured.
     * @param text     the limit as it stands in the file.
     * @param peers    rows that the limit is a multiple of.
     */
    record Outcome(Budget budget, String row, Measure measured, double limit, String text, Set<String> peers)
    {
        /** Not where a number is missing: what was not measured is not kept. */
        boolean kept()
        {
            return measured.value() <= limit;
        }

        /** Whether a run fails for it. */
        boolean fails()
        {
            return !kept() && budget.kind() != Budget.Kind.GOAL;
        }

        /** The part of the limit that is used. */
        double used()
        {
            return kept() ? limit == 0 ? 0 : measured.value() / limit : Double.POSITIVE_INFINITY;
        }

        @Override
        public String toString()
        {
            return budget.place() + ": " + row + " takes " + measured + ", its limit in this run is " +
                Measure.text(limit, measured.unit()) + " (" + text + ")";
        }
    }

    /** Every budget against every row that it concerns; {@code slack} multiplies each limit. */
    static List<Outcome> check(final List<Budget> budgets, final Map<String, Measure> rows, final double slack)
    {
        final List<Outcome> outcomes = new ArrayList<>();
        for (final Budget budget : budgets)
        {
            final int before = outcomes.size();
            rows.forEach((name, measure) ->
            {
                final Map<String, String> names = budget.match(name);
                if (names != null)
                {
                    outcomes.add(outcome(budget, name, measure, names, rows, slack));
                }
            });
            if (outcomes.size() == before)
            {
                outcomes.add(new Outcome(budget, budget.rows(), new Measure(Double.NaN, "ns"), Double.NaN, text(budget, Map.of()),
                    Set.of()));
            }
        }
        return outcomes;
    }

    private static Outcome outcome(
        final Budget budget, final String name, final Measure measure, final Map<String, String> names, final Map<String, Measure> rows,
        final double slack)
    {
        double largest = Double.NEGATIVE_INFINITY;
        final Set<String> peers = new HashSet<>();
        for (final Limit limit : budget.limits())
        {
            // One that is missing makes the whole limit NaN.
            largest = Math.max(largest, limit.of(names, rows, measure.unit()));
            if (limit.row() != null)
            {
                peers.add(limit.rowFor(names));
            }
        }
        return new Outcome(budget, name, measure, largest * slack, text(budget, names), peers);
    }

    private static String text(final Budget budget, final Map<String, String> names)
    {
        String text = String.join(" or ", budget.limits().stream().map(Limit::text).toList());
        for (final Map.Entry<String, String> name : names.entrySet())
        {
            text = text.replace('{' + name.getKey() + '}', name.getValue());
        }
        return text;
    }
}
