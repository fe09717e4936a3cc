package io.interlock.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.port.ActionEvent;
import io.interlock.core.testing.Await;
import io.interlock.gateway.paper.VenueRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What HALT does where the venue cannot be reached, or says nothing, for longer than the actions may take. */
@Timeout(300)
class FixActionsSilenceTest
{
    private static final String PATIENT = "latency: { alert: 5s, throttle: 6s, halt: 7s }\n";

    @Test
    void shouldDoAfterTheLogonWhatCouldNotBeSentBefore() throws Exception
    {
        try (ActionsFixture fixture = new ActionsFixture(PATIENT))
        {
            fixture.openUp();
            fixture.venue.refuseLogons(true);
            fixture.venue.dropSession();
            Await.until("off", () -> !fixture.tap.loggedOn());
            fixture.halt("venue");
            fixture.awaitAction("flatten", ActionEvent.Stage.TIMED_OUT);
            assertThat(fixture.venue.openOrders()).isEqualTo(2);
            fixture.venue.refuseLogons(false);
            fixture.awaitFlat();
            assertThat(fixture.orders()).noneMatch(r -> r.clOrdId().startsWith("IL") && r.addsRisk());
        }
    }

    @Test
    void shouldCancelAfterTheLogonThoughItWasFlatAllAlong() throws Exception
    {
        try (ActionsFixture fixture = new ActionsFixture(PATIENT))
        {
            fixture.venue.hold(true);
            assertThat(fixture.send(Fix.with(Fix.order("x", '1', 2), 44, "90"))).isTrue();
            Await.until("open", () -> fixture.venue.openOrders() == 1);
            fixture.venue.refuseLogons(true);
            fixture.venue.dropSession();
            Await.until("off", () -> !fixture.tap.loggedOn());
            fixture.halt("venue");
            fixture.awaitAction("flatten", ActionEvent.Stage.SUCCEEDED);
            assertThat(fixture.venue.openOrders()).isEqualTo(1);
            fixture.venue.refuseLogons(false);
            fixture.awaitFlat();
            assertThat(fixture.venue.log()).filteredOn(r -> r.msgType().equals("F")).isNotEmpty();
        }
    }

    @Test
    void shouldCloseWhatFilledWhileTheVenueSaidNothingForLongerThanTheDeadlines() throws Exception
    {
        try (ActionsFixture fixture = new ActionsFixture(PATIENT))
        {
            fixture.openUp();
            fixture.venue.answerDelay(Duration.ofSeconds(12));
            fixture.venue.hold(false);
            fixture.venue.price("BTC", new BigDecimal("89"));
            // Its own scope: the late answers are no new transition then.
            fixture.halt("venue/a");
            fixture.awaitAction("flatten", ActionEvent.Stage.TIMED_OUT);
            fixture.venue.answerDelay(Duration.ZERO);
            fixture.awaitFlat();
            final List<VenueRecord> closing = fixture.orders().stream().filter(r -> r.clOrdId().startsWith("IL")).toList();
            // It holds 7 and closes 2 at first: 2 it has not heard of, and 3 could still be sold by the order that it cancels. The rest
            // follows as it hears of it, in one part or several.
            assertThat(closing.get(0).quantity()).isEqualByComparingTo("2");
            assertThat(closing).hasSizeGreaterThan(1).noneMatch(VenueRecord::addsRisk);
            assertThat(closing.stream().mapToInt(r -> r.quantity().intValue()).sum()).isEqualTo(7);
        }
    }
}
