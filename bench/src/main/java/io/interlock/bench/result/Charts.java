package io.interlock.bench.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pictures of a run: one for each group of distributions.
 *
 * <p>Threading: stateless.
 */
public final class Charts
{
    private static final Map<String, String> FILES = Map.of("tradeLatency", "guarded-trade.svg", "reaction", "reaction.svg");
    private static final Map<String, String> TITLES = Map.of(
        "tradeLatency", "Guarded trade, 50,000 a second, from its intended time (control: an empty trade)",
        "reaction", "Reaction: report made to gate refusing, beside one hop through a raw Disruptor");

    private Charts()
    {
    }

    /**
     * Writes them.
     *
     * @param measured of all harnesses.
     * @param folder   that exists.
     * @return the files, by group; other groups have none.
     * @throws IOException where one cannot be written.
     */
    public static List<Path> write(final Collection<HarnessResults> measured, final Path folder) throws IOException
    {
        final Map<String, List<Distribution>> groups = new LinkedHashMap<>();
        for (final HarnessResults results : measured)
        {
            for (final Distribution distribution : results.distributions())
            {
                groups.computeIfAbsent(distribution.group(), group -> new ArrayList<>()).add(distribution);
            }
        }
        final List<Path> files = new ArrayList<>();
        for (final Map.Entry<String, List<Distribution>> group : groups.entrySet())
        {
            final String file = FILES.get(group.getKey());
            if (file != null)
            {
                files.add(Files.writeString(folder.resolve(file), PercentileChart.svg(TITLES.get(group.getKey()), group.getValue())));
            }
        }
        return files;
    }
}
