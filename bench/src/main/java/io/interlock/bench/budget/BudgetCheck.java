package io.interlock.bench.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
     * @param place   of the budget.
     * @param row     its name.
     * @param value   nanoseconds; NaN where it was not measured.
     * @param limitNs NaN where a row that it is a multiple of was not measured.
     */
    record Outcome(String place, String row, double value, double limitNs)
    {
        /** Not where a number is missing: what was not measured is not kept. */
        boolean kept()
        {
            return value <= limitNs;
        }

        @Override
        public String toString()
        {
            return String.format(Locale.ROOT, "%s: %s takes %.2f ns, its limit in this run is %.2f ns", place, row, value, limitNs);
        }
    }

    /** Every budget against every row that it concerns; {@code slack} multiplies each limit. */
    static List<Outcome> check(final List<Budget> budgets, final Map<String, Double> rows, final double slack)
    {
        final List<Outcome> outcomes = new ArrayList<>();
        for (final Budget budget : budgets)
        {
            final int before = outcomes.size();
            rows.forEach((name, value) ->
            {
                if (budget.concerns(name))
                {
                    outcomes.add(new Outcome(budget.place(), name, value, limit(budget, rows) * slack));
                }
            });
            if (outcomes.size() == before)
            {
                outcomes.add(new Outcome(budget.place(), budget.rows(), Double.NaN, limit(budget, rows) * slack));
            }
        }
        return outcomes;
    }

    private static double limit(final Budget budget, final Map<String, Double> rows)
    {
        double largest = Double.NEGATIVE_INFINITY;
        for (final Limit limit : budget.limits())
        {
            // One that is missing makes the whole limit NaN.
            largest = Math.max(largest, limit.factor() * rows.getOrDefault(limit.row(), Double.NaN) + limit.constant());
        }
        return largest;
    }
}
