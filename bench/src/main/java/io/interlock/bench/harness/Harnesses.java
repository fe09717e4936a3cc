package io.interlock.bench.harness;

import java.util.List;

/**
 * All harnesses.
 *
 * <p>Threading: stateless.
 */
public final class Harnesses
{
    private Harnesses()
    {
    }

    /**
     * All of them, made anew.
     *
     * @return in the order of running; together they take a few minutes.
     */
    public static List<Harness> all()
    {
        return List.of(new ReactionHarness(), new TradeHarness(), new StartHarness(), new MemoryHarness(), new BytesHarness(),
            new AppendHarness(), new RecordingHarness(), new ReplayHarness(), new StatusHarness());
    }

    /**
     * Their names.
     *
     * @return in the order of running.
     */
    public static List<String> names()
    {
        return all().stream().map(Harness::name).toList();
    }

    /**
     * The harness of a name.
     *
     * @param name exact.
     * @return null where there is none.
     */
    static Harness find(final String name)
    {
        return all().stream().filter(harness -> harness.name().equals(name)).findFirst().orElse(null);
    }
}
