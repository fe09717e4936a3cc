package io.interlock.gateway.fix;

import io.interlock.config.BreakerConfig;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.testing.Await;
import io.interlock.gateway.paper.FixSettings;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import quickfix.DefaultMessageFactory;
import quickfix.MemoryStoreFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SocketInitiator;

/** A guarded gateway in a JVM of its own, told what to send line by line, killed without warning. */
final class GatewayChild
{
    private GatewayChild()
    {
    }

    /** Port of the venue, directory of the engine, position that the venue confirms. */
    public static void main(final String[] arguments) throws Exception
    {
        final BreakerConfig config = TapFixture.config("");
        final BreakerEngine engine = BreakerEngine.launch(config, Path.of(arguments[1]));
        final SessionID session = new SessionID("FIX.4.4", "GATEWAY", "VENUE");
        final FixTap tap = FixTap.around(new StubApplication(), new FixTapContext().engine(engine).config(config).scope("venue"));
        // What gate.dat alone says: the session has not told anything yet.
        say("start " + tap.scope().level());
        final BigDecimal confirmed = new BigDecimal(arguments[2]);
        engine.actions(FixTradingActions.of(new FixActionsContext().tap(tap)
            .positionSource(() -> CompletableFuture.completedFuture(Map.of("BTC", confirmed)))));
        new SocketInitiator(tap, new MemoryStoreFactory(),
            FixSettings.client(Integer.parseInt(arguments[0]), session, true), null, new DefaultMessageFactory()).start();
        Await.until("logon", tap::loggedOn);
        say("on");
        final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine())
        {
            final String[] words = line.split(" ");
            if (words[0].equals("explain"))
            {
                say("explain " + tap.scope().gate().explain().replace('\n', ' '));
                continue;
            }
            final Message order = Fix.with(Fix.order(words[0], words[1].charAt(0), words[2]), Fix.CONFIDENCE, "0.9");
            if (words.length > 3)
            {
                Fix.with(order, 44, words[3]);
            }
            say((Session.sendToTarget(order, session) ? "sent " : "refused ") + words[0]);
        }
    }

    private static void say(final String line)
    {
        System.out.println(line);
        System.out.flush();
    }
}
