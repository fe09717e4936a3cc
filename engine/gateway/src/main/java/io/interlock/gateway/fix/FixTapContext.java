package io.interlock.gateway.fix;

import io.interlock.config.BreakerConfig;
import io.interlock.core.engine.BreakerEngine;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a {@link FixTap} is made with. Mutable until {@link FixTap#around} concludes it, once, naming all that is wrong.
 *
 * <p>Threading: one thread, before the tap is made.
 */
public final class FixTapContext
{
    private final Map<String, BigDecimal> positions = new HashMap<>();
    private final Map<String, BigDecimal> lots = new HashMap<>();
    private final Set<String> passing = new TreeSet<>();
    private BreakerEngine engine;
    private BreakerConfig config;
    private String scope;
    private BigDecimal defaultLot = BigDecimal.ONE;
    private Duration probeInterval = Duration.ofSeconds(1);
    private Duration probeTimeout = Duration.ofSeconds(5);
    private Duration overdueAfter;
    private boolean concluded;

    /** An engine, its configuration and a scope must be set. */
    public FixTapContext()
    {
        // Setters do the rest.
    }

    /**
     * The engine that judges; required.
     *
     * @param value not null.
     * @return this.
     */
    public FixTapContext engine(final BreakerEngine value)
    {
        engine = value;
        return this;
    }

    /**
     * The scope in which orders are judged and what is measured is reported; required.
     *
     * @param path a scope path; {@code ""} is the root.
     * @return this.
     */
    public FixTapContext scope(final String path)
    {
        scope = path;
        return this;
    }

    /**
     * The configuration that the engine was launched with: tags, what THROTTLE does, latency thresholds; required.
     *
     * @param value not null.
     * @return this.
     */
    public FixTapContext config(final BreakerConfig value)
    {
        config = value;
        return this;
    }

    /**
     * A position that the host starts with.
     *
     * @param symbol   Symbol.
     * @param quantity below zero for short.
     * @return this.
     */
    public FixTapContext position(final String symbol, final BigDecimal quantity)
    {
        positions.put(symbol, quantity);
        return this;
    }

    /**
     * The lot of a symbol: a cut quantity is a multiple of it.
     *
     * @param symbol Symbol.
     * @param lot    above 0.
     * @return this.
     */
    public FixTapContext lot(final String symbol, final BigDecimal lot)
    {
        lots.put(symbol, lot);
        return this;
    }

    /**
     * The lot of symbols without one of their own.
     *
     * @param lot above 0; 1 unless set.
     * @return this.
     */
    public FixTapContext defaultLot(final BigDecimal lot)
    {
        defaultLot = lot;
        return this;
    }

    /**
     * How long nothing may be measured before a TestRequest asks.
     *
     * @param value above 0; 1 s unless set.
     * @return this.
     */
    public FixTapContext probeInterval(final Duration value)
    {
        probeInterval = value;
        return this;
    }

    /**
     * How long a TestRequest may stay unanswered before the session counts as lost.
     *
     * @param value above 0; 5 s unless set.
     * @return this.
     */
    public FixTapContext probeTimeout(final Duration value)
    {
        probeTimeout = value;
        return this;
    }

    /**
     * How long an order may stay unanswered before its age is reported as a latency.
     *
     * @param value above 0; twice the scope's {@code latency.halt} unless set.
     * @return this.
     */
    public FixTapContext overdueAfter(final Duration value)
    {
        overdueAfter = value;
        return this;
    }

    /**
     * Message types that carry orders and yet may pass unjudged: the host answers for their risk.
     *
     * @param msgTypes values of MsgType (35).
     * @return this.
     */
    public FixTapContext passing(final String... msgTypes)
    {
        passing.addAll(List.of(msgTypes));
        return this;
    }

    void conclude()
    {
        final List<String> wrong = new ArrayList<>();
        check(wrong, !concluded, "this context has made a tap already");
        check(wrong, engine != null, "no engine is set");
        check(wrong, config != null, "no configuration is set");
        check(wrong, scope != null, "no scope is set");
        check(wrong, isPositive(defaultLot), "defaultLot must be above 0");
        lots.forEach((symbol, lot) -> check(wrong, symbol != null && isPositive(lot), "the lot of " + symbol + " must be above 0"));
        positions.forEach((symbol, held) -> check(wrong, symbol != null && held != null, "no position of " + symbol));
        check(wrong, isPositive(probeInterval), "probeInterval must be above 0");
        check(wrong, isPositive(probeTimeout), "probeTimeout must be above 0");
        check(wrong, overdueAfter == null || isPositive(overdueAfter), "overdueAfter must be above 0");
        if (!wrong.isEmpty())
        {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
        concluded = true;
        if (overdueAfter == null)
        {
            overdueAfter = Duration.ofNanos(2 * config.scope(scope).latency().haltNs());
        }
    }

    private static void check(final List<String> wrong, final boolean right, final String message)
    {
        if (!right)
        {
            wrong.add(message);
        }
    }

    private static boolean isPositive(final BigDecimal value)
    {
        return value != null && value.signum() > 0;
    }

    private static boolean isPositive(final Duration value)
    {
        return value != null && !value.isNegative() && !value.isZero();
    }

    BreakerEngine engine()
    {
        return engine;
    }

    BreakerConfig config()
    {
        return config;
    }

    String scope()
    {
        return scope;
    }

    Map<String, BigDecimal> positions()
    {
        return Map.copyOf(positions);
    }

    BigDecimal lotOf(final String symbol)
    {
        return lots.getOrDefault(symbol, defaultLot);
    }

    Duration probeInterval()
    {
        return probeInterval;
    }

    Duration probeTimeout()
    {
        return probeTimeout;
    }

    Duration overdueAfter()
    {
        return overdueAfter;
    }

    Set<String> passing()
    {
        return Set.copyOf(passing);
    }
}
