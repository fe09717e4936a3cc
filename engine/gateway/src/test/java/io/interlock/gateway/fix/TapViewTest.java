package io.interlock.gateway.fix;

import static io.interlock.gateway.fix.Fix.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.port.GatewayView;
import org.junit.jupiter.api.Test;

/** What a tap tells of itself is what it counted and tracks. */
class TapViewTest
{
    @Test
    void shouldTellCountsOrdersAndPositions()
    {
        try (TapFixture fixture = new TapFixture("", 10))
        {
            assertThat(fixture.passes(order("a", '1', 4))).isTrue();
            fixture.halt();
            assertThat(fixture.passes(order("b", '1', 1))).isFalse();

            final GatewayView.Gateway gateway = fixture.tap.view().gateway();
            assertThat(gateway.loggedOn()).isFalse();
            assertThat(gateway.orders().allowed()).isEqualTo(1);
            assertThat(gateway.orders().reduced()).isZero();
            assertThat(gateway.orders().cancels()).isZero();
            assertThat(gateway.orders().refused()).isEqualTo(fixture.tap.counts().refused()).containsEntry("DENIED_HALT", 1L);
            assertThat(gateway.openCount()).isEqualTo(1);
            assertThat(gateway.open()).containsExactly(new GatewayView.OpenOrder("venue", "a", "BTC", "BUY", "4", "4", false));
            assertThat(gateway.positions()).containsExactly(new GatewayView.Position("venue", "BTC", "10"));
        }
    }
}
