package io.interlock.host;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.GatewayView;
import io.interlock.core.port.TradingActions;
import io.interlock.core.report.Reporter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A desk of some venues for the dashboard to show: an engine with its console, a gateway that tells of orders, and reports. */
final class PageStage implements AutoCloseable
{
    static final List<String> VENUES = List.of("binance", "bitstamp", "coinbase", "deribit", "kraken", "okx");
    static final String YAML = """
        preset: default
        engine: { stale-limit: 30s }
        console: { port: %d }
        recovery: { evidence: 3 }
        failure-rate: { min-orders: 20 }
        failures: { alert: 5, throttle: 8, halt: 12, shutdown: 20 }
        scopes:
          binance: { halt: { confirm: on } }
        """;

    private static final long MS = 1_000_000L;

    private final Interlock interlock;
    private final Map<String, Reporter> reporters = new HashMap<>();
    private final Map<String, Double> equity = new HashMap<>();
    private final Random random = new Random(7);
    private volatile String symbol = "BTC/USDT";

    PageStage(final Path directory, final int port, final String more)
    {
        this(directory, ConfigLoader.load("test", YAML.formatted(port) + more), EngineClock.SYSTEM);
    }

    PageStage(final Path directory, final BreakerConfig config, final EngineClock clock)
    {
        interlock = Interlock.launch(config, directory, new EngineContext().clock(clock).commandDeadline(Duration.ofSeconds(30)));
        interlock.actions(new Slow());
        interlock.gateway(this::gateway);
        VENUES.forEach(venue ->
        {
            reporters.put(venue, interlock.scope(venue).reporter());
            equity.put(venue, 250_000.0);
        });
        interlock.scope("binance/maker-1");
    }

    Interlock interlock()
    {
        return interlock;
    }

    String url()
    {
        return interlock.console().orElseThrow(
            () -> new AssertionError(interlock.engine().issues(Duration.ofMinutes(1)).toString())).url();
    }

    /** What the next orders are called. */
    void symbol(final String text)
    {
        symbol = text;
    }

    ConsoleClient client() throws IOException
    {
        return ConsoleClient.of(interlock);
    }

    Reporter reporter(final String venue)
    {
        return reporters.computeIfAbsent(venue, path -> interlock.scope(path).reporter());
    }

    /** One calm second of every venue. */
    void trade()
    {
        VENUES.forEach(this::trade);
    }

    void trade(final String venue)
    {
        final Reporter reporter = reporter(venue);
        final double price = 60_000 + random.nextInt(400);
        final double paid = price * (1 + random.nextDouble() * 0.0006);
        equity.compute(venue, (name, before) -> before * (1 + (random.nextDouble() - 0.495) * 0.0008));
        reporter.fill((long)((28 + random.nextDouble() * 60 + (random.nextInt(12) == 0 ? 140 : 0)) * MS), Side.BUY, price, paid);
        reporter.equity(equity.get(venue));
    }

    /** What the picture shows: each level by another cause. */
    void incident()
    {
        reporter("coinbase").slippage(Side.BUY, 60_000, 60_000 * 1.0016);
        reporter("kraken").exchange(ExchangeStatus.DEGRADED);
        reporter("binance").apiLatency(3_412 * MS);
        interlock.engine().desk().override("okx", true, "night-desk", "maintenance of the venue until 22:00");
    }

    void network(final NetworkStatus status)
    {
        reporter("bitstamp").network(status);
    }

    void kill()
    {
        interlock.engine().desk().kill("deribit", "risk-alice", "positions do not match the venue's");
    }

    /** Cancels that take their time, as a venue in trouble does. */
    private static final class Slow implements TradingActions
    {
        @Override
        public CompletionStage<String> cancelAll(final ActionContext context)
        {
            return "binance".equals(context.scope()) ? new CompletableFuture<>() : CompletableFuture.completedFuture("2 orders cancelled");
        }
    }

    private GatewayView.Gateway gateway()
    {
        return new GatewayView.Gateway(true, new GatewayView.Orders(18_204, 311, 4_127, Map.of("DENIED_HALT", 12L, "DENIED_OVERRIDE", 3L)),
            List.of(
                new GatewayView.OpenOrder("binance", "A-1742", symbol, "BUY", "0.50", "0.20", true),
                new GatewayView.OpenOrder("binance", "A-1743", "ETH/USDT", "SELL", "4.00", "4.00", true),
                new GatewayView.OpenOrder("coinbase", "C-0288", "BTC/USD", "BUY", "0.10", "0.10", false)), 3,
            List.of(new GatewayView.Position("binance", "BTC/USDT", "1.85"), new GatewayView.Position("coinbase", "BTC/USD", "0.40"),
                new GatewayView.Position("kraken", "ETH/EUR", "-12.0")));
    }

    @Override
    public void close()
    {
        interlock.close();
    }
}
