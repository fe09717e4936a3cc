package io.interlock.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Level;
import io.interlock.core.port.ActionContext;
import io.interlock.core.testing.Await;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a former life left open, at venues that do mass cancels and at those that do not. */
@Timeout(300)
class MassCancelTest
{
    private static final String PATIENT = "latency: { alert: 5s, throttle: 6s, halt: 7s }\n";

    private static CompletableFuture<String> begin(final GatewayFixture fixture, final FixTradingActions actions)
    {
        final ActionContext asked = new ActionContext("t", "", Level.HALT, fixture.engine.safetyToken(), 4_000_000_000L, true);
        return CompletableFuture.supplyAsync(() ->
            actions.cancelAll(asked).handle((said, thrown) -> thrown == null ? said : thrown.getMessage()).toCompletableFuture().join());
    }

    @Test
    void shouldCancelWhatIsKnownThoughTheVenueDoesNoMassCancel() throws Exception
    {
        try (GatewayFixture fixture = new GatewayFixture(PATIENT, GatewayFixture.quiet());
            FixTradingActions actions = FixTradingActions.of(new FixActionsContext().tap(fixture.tap)))
        {
            fixture.logOn();
            assertThat(fixture.send(Fix.with(Fix.order("a", '1', 1), 44, "90"))).isTrue();
            final CompletableFuture<String> said = begin(fixture, actions);
            Await.until("its cancel", () -> !fixture.venue.arrived("F").isEmpty());
            fixture.venue.send(Fix.report('4', "e1", fixture.venue.arrived("F").get(0).get(11), 41, "a"));
            Await.until("the mass cancel", () -> !fixture.venue.arrived("q").isEmpty());
            assertThat(said.get()).contains("the venue has not confirmed the mass cancel");
            assertThat(fixture.tap.tracker().working()).isEmpty();
        }
    }

    @Test
    void shouldSayThatTheVenueHasRefusedIt() throws Exception
    {
        try (GatewayFixture fixture = new GatewayFixture(PATIENT, GatewayFixture.quiet());
            FixTradingActions actions = FixTradingActions.of(new FixActionsContext().tap(fixture.tap)))
        {
            fixture.logOn();
            final CompletableFuture<String> said = begin(fixture, actions);
            Await.until("the mass cancel", () -> !fixture.venue.arrived("q").isEmpty());
            final String id = fixture.venue.arrived("q").get(0).get(11);
            fixture.venue.send(Fix.of("r", 11, "another", 37, "v", 530, '7', 531, '7'));
            fixture.venue.send(Fix.of("r", 11, id, 37, "v", 530, '7', 531, '0'));
            assertThat(said.get()).contains("has refused the mass cancel " + id);
        }
    }
}
