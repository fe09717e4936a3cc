package io.interlock.host.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.Scope;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import io.interlock.core.testing.Await;
import io.interlock.host.Interlock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The two examples for hosts without FIX, run, with the journal on. */
@Timeout(300)
class ExamplesTest
{
    private static final BreakerConfig CONFIG = ConfigLoader.load("test", "engine: { stale-limit: 10s }\n");

    @TempDir
    private Path directory;

    @Test
    void shouldGuardAGatewayThatAsksByItself()
    {
        final List<Double> sent = new ArrayList<>();
        try (Interlock interlock = Interlock.launch(CONFIG, directory))
        {
            final Scope scope = interlock.scope("rest");
            final DirectGateway calm = new DirectGateway(scope, (side, quantity) ->
            {
                sent.add(quantity);
                return 100.0;
            });
            final DirectGateway worse = new DirectGateway(scope, (side, quantity) ->
            {
                sent.add(quantity);
                return 100.4;
            });
            final DirectGateway broken = new DirectGateway(scope, (side, quantity) ->
            {
                sent.add(quantity);
                throw new IOException("no margin");
            });
            assertThat(calm.open(Side.BUY, 4, 100, 0.9)).isTrue();
            assertThat(worse.open(Side.BUY, 4, 100, 0.9)).isTrue();
            interlock.drain();
            assertThat(scope.level()).isEqualTo(Level.THROTTLE);
            assertThat(calm.open(Side.BUY, 4, 100, 0.6)).isFalse();
            for (int i = 0; i < 5; i++)
            {
                assertThat(broken.open(Side.BUY, 4, 100, 0.9)).isTrue();
            }
            interlock.drain();
            assertThat(scope.level()).isEqualTo(Level.HALT);
            assertThat(calm.open(Side.BUY, 4, 100, 0.9)).isFalse();
            assertThat(sent).containsExactly(4.0, 4.0, 2.0, 2.0, 2.0, 2.0, 2.0);
        }
    }

    @Test
    void shouldGuardAWebSocketAndCloseItAtShutdown() throws Exception
    {
        try (LoopbackWebSocket venue = new LoopbackWebSocket(text ->
            text.startsWith("bad") ? "REJECT " + text.split(" ")[0] + " no margin" : "FILL " + text.split(" ")[0] + " 100.2");
            Interlock interlock = Interlock.launch(CONFIG, directory))
        {
            final Scope scope = interlock.scope("ws");
            final WebSocketGateway gateway = new WebSocketGateway(scope).connect(venue.uri());
            interlock.actions(gateway);
            gateway.ping();
            Await.until("the pong is measured", () -> interlock.status().metrics().samples() == 1);
            assertThat(gateway.order("a", Side.BUY, 3, 100, 0.9)).isTrue();
            Await.until("0.2 % slippage", () -> scope.level() == Level.ALERT);
            for (int i = 0; i < 3; i++)
            {
                assertThat(gateway.order("bad" + i, Side.BUY, 3, 100, 0.9)).isTrue();
            }
            Await.until("three rejections", () -> scope.level() == Level.THROTTLE);
            assertThat(gateway.order("b", Side.BUY, 3, 100, 0.5)).isFalse();
            assertThat(venue.received).containsExactly("a BUY 3.0", "bad0 BUY 3.0", "bad1 BUY 3.0", "bad2 BUY 3.0");
            interlock.desk().kill("", "ann", "over");
            Await.until("closed by the gateway", () -> venue.closedByClient);
            assertThat(gateway.order("c", Side.BUY, 3, 100, 0.9)).isFalse();
        }
    }

    @Test
    void shouldHaltWhenTheSocketIsLost() throws Exception
    {
        try (LoopbackWebSocket venue = new LoopbackWebSocket(text -> "FILL x 1");
            Interlock interlock = Interlock.launch(CONFIG, directory))
        {
            final Scope scope = interlock.scope("ws");
            final WebSocketGateway gateway = new WebSocketGateway(scope).connect(venue.uri());
            gateway.ping();
            Await.until("connected", () -> interlock.status().metrics().samples() == 1);
            venue.drop();
            Await.until("NETWORK", () -> scope.level() == Level.HALT);
        }
    }
}
