package io.interlock.gateway.fix;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.testing.PatientContext;
import java.math.BigDecimal;
import quickfix.DoNotSend;
import quickfix.Message;
import quickfix.SessionID;

/** A live engine and a tap, without a socket. */
final class TapFixture implements AutoCloseable
{
    static final SessionID SESSION = new SessionID("FIX.4.4", "GATEWAY", "VENUE");

    final StubApplication application = new StubApplication();
    final BreakerEngine engine;
    final FixTap tap;

    TapFixture(final String yaml, final long position)
    {
        this(yaml, new FixTapContext().position("BTC", BigDecimal.valueOf(position)));
    }

    TapFixture(final String yaml, final FixTapContext context)
    {
        final BreakerConfig config = config(yaml);
        engine = BreakerEngine.launch(PatientContext.make().config(config));
        tap = FixTap.around(application, context.engine(engine).config(config).scope("venue"));
        tap.onCreate(SESSION);
    }

    static BreakerConfig config(final String yaml)
    {
        return ConfigLoader.load("test", "engine: { stale-limit: 10s }\n" + yaml);
    }

    boolean passes(final Message message)
    {
        try
        {
            tap.toApp(message, SESSION);
            return true;
        }
        catch (final DoNotSend refused)
        {
            return false;
        }
    }

    void receive(final Message message) throws Exception
    {
        tap.fromApp(message, SESSION);
    }

    void halt()
    {
        exchange(ExchangeStatus.DOWN);
    }

    void throttle()
    {
        exchange(ExchangeStatus.DEGRADED);
    }

    void exchange(final ExchangeStatus status)
    {
        tap.scope().reporter().exchange(status);
        engine.drain();
    }

    long refused(final String reason)
    {
        return tap.counts().refused().getOrDefault(reason, 0L);
    }

    @Override
    public void close()
    {
        tap.close();
        engine.close();
    }
}
