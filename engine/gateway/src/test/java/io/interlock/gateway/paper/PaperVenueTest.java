package io.interlock.gateway.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.core.testing.Await;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over a real socket. */
@Timeout(300)
class PaperVenueTest
{
    private PaperVenue venue;
    private VenueClient client;

    @BeforeEach
    void start() throws Exception
    {
        venue = PaperVenue.start(new PaperVenueContext().price("BTC", new BigDecimal("100")));
        client = new VenueClient(venue);
        client.logOn();
    }

    @AfterEach
    void stop()
    {
        client.close();
        venue.close();
    }

    private List<String> outcomes()
    {
        return venue.log().stream().map(VenueRecord::outcome).toList();
    }

    @Test
    void shouldFillAtTheMarketAndKeepThePosition() throws Exception
    {
        client.market("a", '1', "2.5");
        assertThat(client.awaitTold(150, 2)).containsExactly("0", "F");
        venue.price("BTC", new BigDecimal("90"));
        venue.slippage(new BigDecimal("0.01"));
        venue.fillInParts(3);
        client.market("b", '2', 1);
        assertThat(client.awaitTold(39, 6)).endsWith("0", "1", "1", "2");
        assertThat(client.told(31)).containsExactly("-", "100", "-", "89.1", "89.1", "89.1");
        assertThat(client.told(14).get(5)).isEqualTo("1");
        assertThat(venue.position("BTC")).isEqualByComparingTo("1.5");
        assertThat(venue.openOrders()).isZero();
    }

    @Test
    void shouldSayByItsOwnBookWhichOrdersAddRisk() throws Exception
    {
        client.market("a", '1', 2);
        client.limit("b", '2', 2, 200);
        client.limit("c", '2', 1, 200);
        client.send("G", 41, "b", 11, "d", 55, "BTC", 54, '2', 38, 1, 40, '2', 44, 200);
        client.send("F", 41, "d", 11, "e", 55, "BTC", 54, '2');
        client.market("f", '2', 1);
        client.awaitTold(150, 8);
        Await.until("all has arrived", () -> venue.log().size() == 6);
        assertThat(venue.log()).extracting(VenueRecord::addsRisk).containsExactly(true, false, true, false, false, false);
        assertThat(outcomes()).containsExactly("filled", "resting", "resting", "replaced", "cancelled", "filled");
    }

    @Test
    void shouldAnswerLateAndInOrder() throws Exception
    {
        venue.answerDelay(Duration.ofMillis(300));
        final long startNs = System.nanoTime();
        client.market("a", '1', 1);
        Await.until("it has arrived", () -> !venue.log().isEmpty());
        venue.answerDelay(Duration.ZERO);
        client.market("b", '1', 1);
        assertThat(client.awaitTold(11, 4)).containsExactly("a", "a", "b", "b");
        assertThat(System.nanoTime() - startNs).isGreaterThan(300_000_000L);
    }

    @Test
    void shouldRejectAsManyAsItIsTold() throws Exception
    {
        venue.rejectNext(2, "no margin");
        client.market("a", '1', 1);
        client.market("b", '1', 1);
        client.market("c", '1', 1);
        assertThat(client.awaitTold(150, 4)).containsExactly("8", "8", "0", "F");
        assertThat(client.told(58).get(1)).isEqualTo("no margin");
        assertThat(venue.position("BTC")).isEqualByComparingTo("1");
    }

    @Test
    void shouldHoldOrdersOpenButLetRiskOff() throws Exception
    {
        client.market("a", '1', 2);
        client.awaitTold(150, 2);
        venue.hold(true);
        client.limit("b", '1', 1, 100);
        client.market("c", '1', 1);
        client.market("d", '2', 2);
        assertThat(client.awaitTold(150, 6)).containsExactly("0", "F", "0", "0", "0", "F");
        assertThat(venue.position("BTC")).isEqualByComparingTo("0");
        assertThat(venue.openOrders()).isEqualTo(2);
        venue.hold(false);
        client.awaitTold(150, 8);
        assertThat(venue.position("BTC")).isEqualByComparingTo("2");
    }

    @Test
    void shouldFillRestingOrdersWhenThePriceCrosses() throws Exception
    {
        client.limit("a", '1', 1, 95);
        client.awaitTold(150, 1);
        venue.price("BTC", new BigDecimal("96"));
        venue.price("BTC", new BigDecimal("94"));
        assertThat(client.awaitTold(31, 2)).containsExactly("-", "94");
    }

    @Test
    void shouldRefuseWhatCannotBeCancelledOrReplaced() throws Exception
    {
        client.market("a", '1', 1);
        client.send("F", 41, "a", 11, "b", 55, "BTC", 54, '1');
        client.send("F", 41, "never", 11, "c", 55, "BTC", 54, '1');
        client.send("G", 41, "never", 11, "d", 55, "BTC", 54, '1', 38, 1);
        client.awaitTold(150, 5);
        assertThat(client.told(102)).containsExactly("-", "-", "0", "1", "1");
        assertThat(client.told(434)).containsExactly("-", "-", "1", "1", "2");
        client.limit("e", '1', 1, 50);
        client.limit("g", '1', 1, 50);
        client.send("q", 11, "h", 530, "7");
        assertThat(client.awaitTold(150, 10)).endsWith("4", "4", "-");
        assertThat(client.told(531).get(9)).isEqualTo("7");
        assertThat(venue.openOrders()).isZero();
    }

    @Test
    void shouldSurviveWhatMakesNoSense() throws Exception
    {
        client.send("D", 55, "BTC", 54, '1', 38, 1);
        client.send("B", 148, "news");
        client.send("D", 11, "a", 54, '1', 38, 1);
        client.send("D", 11, "b", 55, "BTC", 54, '9', 38, 1);
        client.send("D", 11, "c", 55, "BTC", 54, '1', 38, "NaN");
        client.send("D", 11, "d", 55, "BTC", 54, '1', 38, "-1");
        client.send("D", 11, "e", 55, "BTC", 54, '1', 38, "1e999999999");
        client.send("D", 11, "f", 55, "BTC", 54, '1', 38, 1, 44, "0");
        client.send("D", 11, "g", 55, "NO", 54, '1', 38, 1);
        client.market("h", '1', 1);
        client.market("h", '1', 1);
        assertThat(client.awaitTold(58, 12)).containsExactly(
            "ClOrdID (11) is missing", "unsupported message type B", "Symbol (55) is missing", "Side (54) must be 1 or 2, not '9'",
            "OrderQty (38) must be above 0, not 'NaN'", "OrderQty (38) must be above 0, not '-1'",
            "OrderQty (38) must be above 0, not '1e999999999'", "Price (44) must be above 0, not '0'", "unknown symbol NO", "-", "-",
            "ClOrdID h was used before");
        assertThat(client.told(45)).startsWith("2", "3", "-");
        assertThat(venue.position("BTC")).isEqualByComparingTo("1");
    }

    @Test
    void shouldTakeTheClientBackAfterADropWithWhatWaited() throws Exception
    {
        venue.refuseLogons(true);
        venue.dropSession();
        Await.until("the session is cut", () -> !client.loggedOn());
        client.market("a", '1', 1);
        venue.refuseLogons(false);
        client.logOn();
        client.awaitTold(150, 2);
        assertThat(venue.log()).extracting(VenueRecord::possDup).isEqualTo(Collections.singletonList(true));
        assertThat(venue.position("BTC")).isEqualByComparingTo("1");
    }

    @Test
    void shouldTellOfTheMarketsState() throws Exception
    {
        venue.tradingSessionStatus(1, "halted");
        assertThat(client.awaitTold(340, 1)).containsExactly("1");
        assertThat(client.told(58)).containsExactly("halted");
    }

    @Test
    void shouldFreeItsPortAndSayWhichIsTaken()
    {
        assertThatThrownBy(() -> PaperVenue.start(new PaperVenueContext().port(venue.port())))
            .isInstanceOf(IllegalStateException.class).hasMessageContaining("loopback port " + venue.port());
        final int port = venue.port();
        stop();
        PaperVenue.start(new PaperVenueContext().port(port)).close();
        assertThatThrownBy(() -> venue.price("BTC", BigDecimal.ZERO)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> venue.fillInParts(0)).hasMessageContaining("at least 1");
    }
}
