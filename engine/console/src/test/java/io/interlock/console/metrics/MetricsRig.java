package io.interlock.console.metrics;

import io.interlock.config.BreakerConfig;
import io.interlock.console.http.StreamCounts;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.DrivenEngine;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.GatewayView;
import io.interlock.core.report.Reporter;
import io.interlock.core.testing.PatientContext;
import io.interlock.notify.delivery.ChannelStatus;
import io.interlock.notify.route.OpenNotice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A real engine whose time a test moves, a stream of reports that tells something of every metric, and its scrape. */
final class MetricsRig implements AutoCloseable
{
    static final long MS = 1_000_000;
    static final long SECOND = 1_000 * MS;

    final BreakerConfig config;
    final DrivenEngine driven;
    final BreakerEngine engine;
    final EngineStub view;
    List<VerdictCounts> verdicts = List.of();

    MetricsRig()
    {
        this(BreakerConfig.builder().set("engine.max-scopes", 64).set("engine.ring-size", 1024).set("halt.confirm", true).build());
    }

    MetricsRig(final BreakerConfig config)
    {
        this.config = config;
        driven = new DrivenEngine(PatientContext.make().config(config), new DrivenEngine.Clock());
        engine = driven.engine();
        view = EngineStub.of(engine);
    }

    MetricsContext context()
    {
        return new MetricsContext(view, () -> config, () -> verdicts, new GateCost(engine.root().gate(), EngineClock.SYSTEM), () ->
            new StreamCounts(3, Map.of("slow", 2L, "displaced", 1L, "revoked", 4L, "refused", 5L)));
    }

    /** What the tests of numbers, of the page, of rules and of the dashboard all look at. */
    MetricsRig lively()
    {
        final Reporter binance = engine.scope("binance").reporter();
        final Reporter kraken = engine.scope("kraken/maker-1").reporter();
        // Two in lanes, then one slow sample: ALERT, and the events after it.
        kraken.success();
        kraken.apiLatency(20 * MS);
        engine.drain();
        binance.apiLatency(600 * MS);
        engine.drain();
        kraken.failure("no funds");
        kraken.apiLatency(-1);
        binance.slippage(Side.BUY, 50_000, 50_010);
        binance.equity(100_000);
        binance.equity(99_000);
        engine.drain();
        // Half of ten results fail, which stands: THROTTLE, over the rate alone.
        for (int i = 0; i < 5; i++)
        {
            kraken.success();
            kraken.failure("again");
        }
        engine.drain();
        driven.pass(2 * SECOND);
        view.channels = List.of(
            new ChannelStatus("desk", "email", ChannelStatus.State.DOWN, 0, new ChannelStatus.Counts(7, 3, 2, 4, 1), "no route"),
            new ChannelStatus("log", "log", ChannelStatus.State.UP, 0, new ChannelStatus.Counts(9, 0, 0, 0, 0), ""));
        view.notices = List.of(
            new OpenNotice("1", "1", "binance", Level.ALERT, 1, "", null),
            new OpenNotice("2", "2", "kraken/maker-1", Level.THROTTLE, 1, "ann", null));
        verdicts = List.of(
            VerdictCounts.of("binance", () -> new GatewayView.Orders(12, 2, 5, Map.of("DENIED_HALT", 3L, "BELOW_LOT", 1L))),
            VerdictCounts.of("binance", () -> new GatewayView.Orders(1, 0, 0, Map.of("DENIED_HALT", 4L))));
        return this;
    }

    String text()
    {
        return text(context());
    }

    static String text(final MetricsContext context)
    {
        final ByteArrayOutputStream output = new ByteArrayOutputStream();
        try
        {
            new MetricsText(context).writeTo(output);
        }
        catch (final IOException impossible)
        {
            throw new UncheckedIOException(impossible);
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    Exposition scrape()
    {
        return Exposition.parse(text());
    }

    @Override
    public void close()
    {
        driven.close();
    }
}
