package io.interlock.gateway.fix;

import io.interlock.config.BreakerConfig;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.status.ScopeStatus;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.PatientContext;
import java.io.IOException;
import java.time.Duration;
import quickfix.DefaultMessageFactory;
import quickfix.MemoryStoreFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SocketInitiator;

/** A QuickFIX/J initiator behind a tap, and a raw venue, over a loopback socket. */
final class GatewayFixture implements AutoCloseable
{
    final RawVenue venue = new RawVenue();
    final StubApplication application = new StubApplication();
    final BreakerEngine engine;
    final FixTap tap;
    private final SocketInitiator initiator;

    GatewayFixture(final String yaml, final FixTapContext context) throws Exception
    {
        final BreakerConfig config = TapFixture.config(yaml);
        engine = BreakerEngine.launch(PatientContext.make().config(config));
        tap = FixTap.around(application, context.engine(engine).config(config).scope("venue"));
        final SessionSettings settings = new SessionSettings();
        settings.setString("ConnectionType", "initiator");
        settings.setString("StartTime", "00:00:00");
        settings.setString("EndTime", "00:00:00");
        settings.setString("NonStopSession", "Y");
        settings.setString("UseDataDictionary", "N");
        settings.setString("HeartBtInt", "30");
        settings.setString("ReconnectInterval", "1");
        settings.setString("SocketConnectHost", "127.0.0.1");
        settings.setString("SocketConnectPort", String.valueOf(venue.port()));
        final SessionID session = TapFixture.SESSION;
        settings.setString(session, "BeginString", session.getBeginString());
        settings.setString(session, "SenderCompID", session.getSenderCompID());
        settings.setString(session, "TargetCompID", session.getTargetCompID());
        initiator = new SocketInitiator(tap, new MemoryStoreFactory(), settings, null, new DefaultMessageFactory());
    }

    /** No probes unless the test is about them. */
    static FixTapContext quiet()
    {
        return new FixTapContext().probeInterval(Duration.ofHours(1));
    }

    /** Creates the session; what is sent before it is logged on is kept. */
    void start() throws Exception
    {
        initiator.start();
    }

    void logOn() throws Exception
    {
        start();
        awaitLogon();
    }

    void awaitLogon()
    {
        Await.until("logon", tap::loggedOn);
    }

    boolean send(final Message message) throws Exception
    {
        return Session.sendToTarget(message, TapFixture.SESSION);
    }

    /** Sends what always passes, and waits until the venue has it: all that was sent before has arrived by then. */
    void flush() throws Exception
    {
        final int before = venue.arrived("V").size();
        send(Fix.of("V", 262, "flush"));
        Await.until("all has arrived", () -> venue.arrived("V").size() > before);
    }

    void exchange(final ExchangeStatus status)
    {
        tap.scope().reporter().exchange(status);
        engine.drain();
    }

    ScopeStatus status()
    {
        engine.drain();
        return engine.status().scope("venue");
    }

    void awaitLevel(final Level level)
    {
        Await.until("level " + level, () -> status().own() == level);
    }

    @Override
    public void close() throws IOException
    {
        initiator.stop(true);
        tap.close();
        venue.close();
        engine.close();
    }
}
