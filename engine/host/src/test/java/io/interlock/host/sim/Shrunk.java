package io.interlock.host.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a sequence of steps that fails as short as it can while it still fails. Threading: one thread. */
final class Shrunk
{
    private Shrunk()
    {
    }

    /**
     * Drops large pieces first, then single steps.
     *
     * @param steps that fail.
     * @param fails whether some do.
     * @return steps that fail, of which none can be left out alone.
     */
    static List<Step> of(final List<Step> steps, final Predicate<List<Step>> fails)
    {
        List<Step> least = List.copyOf(steps);
        boolean smaller = true;
        while (smaller)
        {
            smaller = false;
            for (int piece = Math.max(1, least.size() / 2); piece > 0; piece /= 2)
            {
                for (int from = 0; from < least.size();)
                {
                    final List<Step> without = new ArrayList<>(least.subList(0, from));
                    without.addAll(least.subList(Math.min(least.size(), from + piece), least.size()));
                    if (fails.test(without))
                    {
                        least = List.copyOf(without);
                        smaller = true;
                    }
                    else
                    {
                        from += piece;
                    }
                }
            }
        }
        return least;
    }
}
