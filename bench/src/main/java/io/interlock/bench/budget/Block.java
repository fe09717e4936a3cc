package io.interlock.bench.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Benchmarks that are measured together, one after the other: rows and what a budget holds them against, since the machine is not the same
 * from one minute to the next. JMH orders by name, so blocks are small.
 *
 * @param include regular expression on the full name.
 * @param params  values in place of those that the class names.
 * @param once    in the first round alone: rows that are only shown, or that are far below their budgets.
 */
record Block(String include, Map<String, String[]> params, boolean once)
{
    private static final String[] MAIN_KINDS =
        {"API_LATENCY", "ORDER_SUCCESS", "ORDER_FAILURE", "SLIPPAGE", "FILL", "EQUITY", "EXCHANGE", "LANE_SUMMARY"};
    private static final String[] OTHER_KINDS = {"LOSS", "NETWORK", "CRITICAL_ERROR", "TICK", "FOLDED_LATENCY", "FOLDED_SLIPPAGE",
        "FOLDED_RESULTS", "FOLDED_INVALID", "OVERLOAD", "ORDER_INTENT"};

    /** Rows of one name or several; without listeners. */
    private static Block of(final String include)
    {
        return new Block("\\." + include + "$", Map.of(), false)
            .with("listeners", "false").with("listener", "false").with("journal", "false");
    }

    private Block with(final String param, final String... values)
    {
        final Map<String, String[]> more = new TreeMap<>(params);
        more.put(param, values);
        return new Block(include, more, once);
    }

    private Block listening()
    {
        return with("listeners", "true").with("listener", "true");
    }

    /** Each row without a journal, and then with one. */
    private Block journaled()
    {
        return with("journal", "false", "true");
    }

    /** The same, and with a recording of inputs, or a console that is asked, beside the journal. */
    private Block recorded()
    {
        return with("journal", "false", "true", "recorded", "console");
    }

    private Block shown()
    {
        return new Block(include, params, true);
    }

    /** Everything that the budgets name, and what costs little to be shown beside it. */
    static List<Block> full()
    {
        final List<Block> blocks = new ArrayList<>();
        gates(blocks);
        reports(blocks);
        trades(blocks);
        events(blocks);
        for (final String kind : MAIN_KINDS)
        {
            blocks.add(of("MachineSuite.apply").with("kind", kind).with("scopes", "1", "4096"));
        }
        blocks.add(of("MachineSuite.apply").with("kind", OTHER_KINDS).with("scopes", "1").shown());
        blocks.add(of("(PingPong|Sentinel)Suite\\.\\w+").shown());
        return blocks;
    }

    private static void gates(final List<Block> blocks)
    {
        blocks.add(of("(LimitsSuite.volatileRead|GateSuite\\.\\w+)").with("depth", "1").with("scopes", "1").recorded());
        blocks.add(of("GateSuite\\.\\w+").with("depth", "4").with("scopes", "1").journaled());
        for (final String scopes : List.of("64", "4096"))
        {
            blocks.add(of("(LimitsSuite.volatileRead|GateSuite\\.\\w+)").with("depth", "1", "4").with("scopes", scopes));
        }
        blocks.add(of("PeersSuite.resilience4jRefused").with("window", "300s"));
        blocks.add(of("GateSuite\\.\\w+").with("depth", "1").with("scopes", "1").listening().shown());
    }

    private static void reports(final List<Block> blocks)
    {
        blocks.add(of("(LimitsSuite.(emptyCall|readWrite)|ReporterSuite.fillExclusive)").recorded());
        blocks.add(of("ReporterSuite.(latency|success|slippage)Exclusive").journaled());
        blocks.add(of("ReporterSuite.fillExclusive").listening().shown());
        blocks.add(of("(LimitsSuite.(counterAdd|clockRead)|ReporterSuite\\.\\w+Shared|ReporterTwoThreadsSuite\\.\\w+)").shown());
    }

    private static void trades(final List<Block> blocks)
    {
        blocks.add(of("(TradeSuite.guardedTrade|PeersSuite.(resilience4j|failsafe)Trade)").recorded());
        blocks.add(of("TradeSuite.fourCalls").journaled());
        blocks.add(of("(TradeSuite.guardedTrade|PeersSuite.resilience4jTrade)").with("window", "300s").listening());
        blocks.add(of("(TradeSuite.guardedTrade|PeersSuite.(resilience4j|failsafe)Trade)TwoThreads").with("window", "300s").journaled());
    }

    private static void events(final List<Block> blocks)
    {
        final Block published =
            of("(EventsSuite.((fill|latency|equity|failure)Exclusive|fillShared)|RawPublishSuite.publish)").with("producers", "MULTI");
        blocks.add(published.with("wait", "adaptive").recorded());
        blocks.add(published.with("wait", "yield").journaled());
        blocks.add(of("EventsSuite.((success|slippage|loss|exchange|network)Exclusive|exclusiveCriticalError)")
            .with("wait", "adaptive").shown());
        blocks.add(of("(EventsSuite.(failureExclusiveText|exclusiveCriticalErrorText)|RawPublishSuite.publishText)")
            .with("wait", "adaptive"));
        blocks.add(of("EventsSuite.(failure|equity)Shared").with("wait", "adaptive").shown());
        blocks.add(of("EventsSuite.fillExclusive").with("wait", "adaptive").listening().shown());
        blocks.add(of("RawPublishSuite.publish").with("producers", "SINGLE").shown());
        blocks.add(of("(EventsTwoThreadsSuite.(fill|failure)Exclusive|RawPublishSuite.publishTwoThreads)").with("wait", "adaptive"));
        blocks.add(of("EventsTwoThreadsSuite.fillShared").with("wait", "adaptive").shown());
        blocks.add(of("(EventsSuite.breachTrade|PeersSuite.resilience4jFailure)").with("window", "300s").journaled());
    }

    /** What one core can be held to in a minute. */
    static List<Block> core()
    {
        final List<Block> blocks = new ArrayList<>();
        for (final String scopes : List.of("1", "64"))
        {
            blocks.add(of("(LimitsSuite.volatileRead|GateSuite\\.\\w+)").with("depth", "1").with("scopes", scopes));
        }
        blocks.add(of("PeersSuite.resilience4jRefused").with("window", "300s"));
        blocks.add(of("(LimitsSuite.(emptyCall|readWrite)|ReporterSuite\\.\\w+Exclusive)"));
        blocks.add(of("(TradeSuite.(guardedTrade|fourCalls)|PeersSuite.(resilience4j|failsafe)Trade)"));
        return blocks;
    }
}
