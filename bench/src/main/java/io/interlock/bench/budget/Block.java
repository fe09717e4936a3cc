package io.interlock.bench.budget;

import java.util.List;
import java.util.Map;

/**
 * Benchmarks that are measured together.
 *
 * @param include regular expression on the full name.
 * @param params  values in place of those that the class names.
 */
record Block(String include, Map<String, String[]> params)
{
    private static final String[] OFF = {"false"};

    /** Everything that the budgets name. */
    static List<Block> full()
    {
        return List.of(
            new Block("\\.(Limits|Gate)Suite\\.", Map.of("depth", new String[] {"1", "4"})),
            new Block("\\.ReporterSuite\\.", Map.of("listeners", OFF)),
            new Block("\\.TradeSuite\\.", Map.of()),
            new Block("\\.PeersSuite\\.", Map.of("listeners", OFF, "listener", OFF)),
            new Block("\\.PeersSuite\\.resilience4jTrade$", Map.of("listeners", OFF, "listener", new String[] {"true"}, "window",
                new String[] {"300s"})),
            new Block("\\.(Events|RawPublish)Suite\\.", Map.of()),
            new Block("\\.MachineSuite\\.", Map.of("scopes", new String[] {"1", "4096"})),
            new Block("\\.(PingPong|Sentinel)Suite\\.", Map.of()));
    }

    /** What one core can be held to in a minute. */
    static List<Block> core()
    {
        final String[] few = {"1", "64"};
        return List.of(
            new Block("\\.(LimitsSuite\\.(volatileRead|emptyCall|readWrite)|GateSuite\\.\\w+)$",
                Map.of("depth", new String[] {"1"}, "scopes", few)),
            new Block("\\.(ReporterSuite\\.\\w+Exclusive|TradeSuite\\.(guardedTrade|fourCalls))$", Map.of("listeners", OFF)),
            new Block("\\.PeersSuite\\.(resilience4jTrade|failsafeTrade)$", Map.of("listeners", OFF, "listener", OFF)),
            new Block("\\.PeersSuite\\.resilience4jRefused$",
                Map.of("listeners", OFF, "listener", OFF, "window", new String[] {"300s"})));
    }
}
