package io.interlock.gateway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.engine.Scope;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The two examples for hosts without FIX, run. */
@Timeout(60)
class ExamplesTest
{
    private static final BreakerConfig CONFIG = ConfigLoader.load("test", "engine: { stale-limit: 10s }\n");

    private static void until(final String what, final BooleanSupplier condition)
    {
        final long end = System.nanoTime() + 15_000_000_000L;
        while (!condition.getAsBoolean())
        {
            assertThat(System.nanoTime() - end).as(what).isNegative();
            Thread.yield();
        }
    }

    @Test
    void shouldGuardAGatewayThatAsksByItself()
    {
        final List<Double> sent = new ArrayList<>();
        try (BreakerEngine engine = BreakerEngine.launch(new EngineContext().config(CONFIG)))
        {
            final Scope scope = engine.scope("rest");
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
            engine.drain();
            assertThat(scope.level()).isEqualTo(Level.THROTTLE);
            assertThat(calm.open(Side.BUY, 4, 100, 0.6)).isFalse();
            for (int i = 0; i < 5; i++)
            {
                assertThat(broken.open(Side.BUY, 4, 100, 0.9)).isTrue();
            }
            engine.drain();
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
            BreakerEngine engine = BreakerEngine.launch(new EngineContext().config(CONFIG)))
        {
            final Scope scope = engine.scope("ws");
            final WebSocketGateway gateway = new WebSocketGateway(scope).connect(venue.uri());
            engine.actions(gateway);
            gateway.ping();
            until("the pong is measured", () -> engine.status().metrics().samples() == 1);
            assertThat(gateway.order("a", Side.BUY, 3, 100, 0.9)).isTrue();
            until("0.2 % slippage", () -> scope.level() == Level.ALERT);
            for (int i = 0; i < 3; i++)
            {
                assertThat(gateway.order("bad" + i, Side.BUY, 3, 100, 0.9)).isTrue();
            }
            until("three rejections", () -> scope.level() == Level.THROTTLE);
            assertThat(gateway.order("b", Side.BUY, 3, 100, 0.5)).isFalse();
            assertThat(venue.received).containsExactly("a BUY 3.0", "bad0 BUY 3.0", "bad1 BUY 3.0", "bad2 BUY 3.0");
            engine.desk().kill("", "ann", "over");
            until("closed by the gateway", () -> venue.closedByClient);
            assertThat(gateway.order("c", Side.BUY, 3, 100, 0.9)).isFalse();
        }
    }

    @Test
    void shouldHaltWhenTheSocketIsLost() throws Exception
    {
        try (LoopbackWebSocket venue = new LoopbackWebSocket(text -> "FILL x 1");
            BreakerEngine engine = BreakerEngine.launch(new EngineContext().config(CONFIG)))
        {
            final Scope scope = engine.scope("ws");
            final WebSocketGateway gateway = new WebSocketGateway(scope).connect(venue.uri());
            gateway.ping();
            until("connected", () -> engine.status().metrics().samples() == 1);
            venue.drop();
            until("NETWORK", () -> scope.level() == Level.HALT);
        }
    }
}
