package io.interlock.cli.demo;

import io.interlock.config.BreakerConfig;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.EngineContext;
import io.interlock.gateway.fix.FixActionsContext;
import io.interlock.gateway.fix.FixTap;
import io.interlock.gateway.fix.FixTapContext;
import io.interlock.gateway.fix.FixTradingActions;
import io.interlock.gateway.paper.PaperVenue;
import io.interlock.host.ConsoleInfo;
import io.interlock.host.Interlock;
import io.interlock.journal.record.ChainHead;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.MemoryStoreFactory;
import quickfix.SessionSettings;
import quickfix.SocketInitiator;

/**
 * One life of the engine with the gateway it guards: what a host starts, and what ends with it.
 *
 * <p>Threading: the scenario's thread; what it hands out says for itself.
 */
final class Life implements AutoCloseable
{
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(400);
    private static final BigDecimal LOT = new BigDecimal("0.1");

    private final Recorder recorder = new Recorder();
    private final Interlock interlock;
    private final FixTap tap;
    private final FixTradingActions actions;
    private final SocketInitiator initiator;
    private volatile boolean stopped;

    /** What every life is started with. */
    record Parts(BreakerConfig config, Path directory, PaperVenue venue, Trader trader, TradingLoop loop)
    {
    }

    Life(final Parts parts, final boolean first) throws ConfigError
    {
        interlock = Interlock.launch(parts.config(), parts.directory(), new EngineContext().clock(recorder)
            .addTransitionListener(recorder).actionLimits(Duration.ofSeconds(10), 3));
        tap = FixTap.around(parts.trader(), new FixTapContext().engine(interlock.engine()).config(parts.config()).scope("")
            .position(Trader.SYMBOL, parts.trader().position()).lot(Trader.SYMBOL, LOT).probeInterval(PROBE_INTERVAL));
        initiator = new SocketInitiator(
            tap, new MemoryStoreFactory(), settings(parts.venue().port(), first), null, new DefaultMessageFactory());
        actions = FixTradingActions.of(new FixActionsContext().tap(tap).saveStateTo(parts.directory())
            .positionSource(() -> CompletableFuture.completedFuture(Map.of(Trader.SYMBOL, parts.venue().position(Trader.SYMBOL))))
            .stop(() ->
            {
                parts.loop().trades(false);
                stopped = true;
                return "the strategy is stopped";
            }));
        interlock.actions(actions);
        interlock.engine().exposure(actions);
        interlock.gateway(tap.view());
        parts.loop().reporter(tap.scope().reporter());
        initiator.start();
    }

    private static SessionSettings settings(final int port, final boolean first)
    {
        final SessionSettings settings = new SessionSettings();
        settings.setString("ConnectionType", "initiator");
        settings.setString("StartTime", "00:00:00");
        settings.setString("EndTime", "00:00:00");
        settings.setString("NonStopSession", "Y");
        settings.setString("UseDataDictionary", "N");
        settings.setString("HeartBtInt", "30");
        settings.setString("ReconnectInterval", "1");
        settings.setString("SocketConnectHost", "127.0.0.1");
        settings.setString("SocketConnectPort", String.valueOf(port));
        // Message stores are in memory: a restarted gateway and the venue begin to count anew.
        settings.setString("ResetOnLogon", first ? "N" : "Y");
        settings.setString(Trader.SESSION, "BeginString", Trader.SESSION.getBeginString());
        settings.setString(Trader.SESSION, "SenderCompID", Trader.SESSION.getSenderCompID());
        settings.setString(Trader.SESSION, "TargetCompID", Trader.SESSION.getTargetCompID());
        return settings;
    }

    BreakerEngine engine()
    {
        return interlock.engine();
    }

    /** Where its console is; empty where there is none. */
    Optional<ConsoleInfo> console()
    {
        return interlock.console();
    }

    /** The last record of the journal; also once this life is over. */
    ChainHead head()
    {
        return interlock.head();
    }

    FixTap tap()
    {
        return tap;
    }

    Recorder recorder()
    {
        return recorder;
    }

    /** Whether SHUTDOWN has stopped the strategy. */
    boolean isStopped()
    {
        return stopped;
    }

    @Override
    public void close()
    {
        // The breaker first: a logout that is meant is no lost session.
        interlock.close();
        actions.close();
        initiator.stop(true);
        tap.close();
    }
}
