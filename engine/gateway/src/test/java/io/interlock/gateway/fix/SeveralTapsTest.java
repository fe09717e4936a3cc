package io.interlock.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.core.model.Level;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.TradingActions;
import io.interlock.core.testing.Await;
import io.interlock.gateway.paper.FixSettings;
import io.interlock.gateway.paper.PaperVenue;
import io.interlock.gateway.paper.PaperVenueContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import quickfix.DefaultMessageFactory;
import quickfix.MemoryStoreFactory;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SocketInitiator;

/** One engine over two venues. */
@Timeout(300)
class SeveralTapsTest
{
    private static final String PATIENT = "latency: { alert: 5s, throttle: 6s, halt: 7s }\n";

    private static FixTap second(final ActionsFixture fixture)
    {
        return FixTap.around(new StubApplication(), new FixTapContext().engine(fixture.engine).config(TapFixture.config(PATIENT))
            .scope("other").position("BTC", BigDecimal.ZERO).probeInterval(Duration.ofHours(1)));
    }

    @Test
    void shouldCancelAndFlattenAtOneVenueThoughTheOtherIsGone() throws Exception
    {
        final SessionID session = new SessionID("FIX.4.4", "GATE2", "OTHER");
        try (PaperVenue other = PaperVenue.start(
            new PaperVenueContext().senderCompId("OTHER").targetCompId("GATE2").price("BTC", new BigDecimal("100")));
            ActionsFixture fixture = new ActionsFixture(PATIENT);
            FixTap gone = second(fixture);
            FixTradingActions both = FixTradingActions.of(new FixActionsContext().tap(gone).tap(fixture.tap)))
        {
            final SocketInitiator initiator = new SocketInitiator(
                gone, new MemoryStoreFactory(), FixSettings.client(other.port(), session, false), null, new DefaultMessageFactory());
            initiator.start();
            Await.until("logon", gone::loggedOn);
            other.hold(true);
            Session.sendToTarget(Fix.with(Fix.order("o", '1', 1), 44, "90"), session);
            Await.until("open there", () -> other.openOrders() == 1);
            fixture.engine.actions(both);
            fixture.openUp();
            other.refuseLogons(true);
            other.dropSession();
            Await.until("off", () -> !gone.loggedOn());
            final ActionContext asked = new ActionContext("t", "", Level.HALT, fixture.engine.safetyToken(), 5_000_000_000L, false);
            final CompletableFuture<Throwable> failed = CompletableFuture.supplyAsync(() ->
                both.cancelAll(asked).handle((said, thrown) -> thrown).toCompletableFuture().join());
            Await.until("nothing is open here", () -> fixture.venue.openOrders() == 0);
            assertThat(failed).as("the other is still waited for").isNotDone();
            assertThat(failed.get()).hasMessageContaining("1 orders still work, first o: not logged on");
            assertThat(other.openOrders()).isEqualTo(1);
            fixture.engine.actions(TradingActions.NONE);
            initiator.stop(true);
        }
    }

    @Test
    void shouldNotTakeOnePositionForTwo() throws Exception
    {
        try (ActionsFixture fixture = new ActionsFixture(PATIENT); FixTap other = second(fixture))
        {
            final PositionSource source = () -> CompletableFuture.completedFuture(Map.of());
            final FixActionsContext shared = new FixActionsContext().tap(fixture.tap).tap(other).positionSource(source);
            assertThatThrownBy(() -> FixTradingActions.of(shared)).hasMessageContaining("whose position");
            FixTradingActions.of(new FixActionsContext().tap(fixture.tap, source).tap(other, source)).close();
        }
    }
}
