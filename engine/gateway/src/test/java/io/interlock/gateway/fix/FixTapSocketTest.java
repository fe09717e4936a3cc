package io.interlock.gateway.fix;

import static io.interlock.gateway.fix.Fix.order;
import static io.interlock.gateway.fix.Fix.replace;
import static io.interlock.gateway.fix.Fix.report;
import static io.interlock.gateway.fix.Fix.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import io.interlock.core.port.SafetyToken;
import io.interlock.core.testing.Await;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import quickfix.Message;

/** What the venue sees, by its own log of the bytes. */
@Timeout(300)
class FixTapSocketTest
{
    private static final String PATIENT = "latency: { alert: 5s, throttle: 6s, halt: 7s }\n";

    private static Message confident(final Message message)
    {
        return with(with(message, Fix.CONFIDENCE, "0.9"), Fix.PRICE, "100");
    }

    private static List<String> values(final List<Map<Integer, String>> messages, final int tag)
    {
        return messages.stream().map(message -> message.get(tag)).toList();
    }

    @Test
    void shouldKeepRefusedOrdersAndItsOwnTagsOffTheWire() throws Exception
    {
        try (GatewayFixture fixture = new GatewayFixture(PATIENT, GatewayFixture.quiet().position("BTC", BigDecimal.TEN)))
        {
            fixture.logOn();
            assertThat(fixture.send(confident(order("a", '1', 3)))).isTrue();
            fixture.exchange(ExchangeStatus.DEGRADED);
            assertThat(fixture.send(confident(order("b", '1', 9)))).isTrue();
            assertThat(fixture.send(confident(replace("a", "c", '1', 8)))).isTrue();
            fixture.exchange(ExchangeStatus.DOWN);
            assertThat(fixture.send(confident(order("d", '1', 1)))).isFalse();
            assertThat(fixture.send(confident(order("e", '2', 11)))).isFalse();
            assertThat(fixture.send(confident(order("f", '2', 10)))).isTrue();
            fixture.application.thrown = new IllegalStateException("a bug");
            assertThat(fixture.send(order("g", '2', 1))).isFalse();
            fixture.application.thrown = null;
            fixture.flush();
            assertThat(values(fixture.venue.arrived("D"), 11)).containsExactly("a", "b", "f");
            assertThat(values(fixture.venue.arrived("D"), 38)).containsExactly("3", "4", "10");
            assertThat(values(fixture.venue.arrived("G"), 38)).containsExactly("4");
            assertThat(fixture.venue.arrived("D")).noneMatch(m -> m.containsKey(Fix.CONFIDENCE) || m.containsKey(Fix.PRICE));
        }
    }

    @Test
    void shouldAskAgainForWhatWaitedForTheLogon() throws Exception
    {
        try (GatewayFixture fixture = new GatewayFixture(PATIENT, GatewayFixture.quiet()))
        {
            sendBeforeLogon(fixture, confident(order("a", '1', 10)));
            assertThat(fixture.tap.tracker().working("BTC", Side.BUY)).isEqualByComparingTo("10");
            fixture.exchange(ExchangeStatus.DOWN);
            fixture.venue.logOn();
            fixture.awaitLogon();
            fixture.flush();
            Await.until("the gap is filled", () -> !fixture.venue.arrived("4").isEmpty());
            assertThat(fixture.venue.arrived("D")).isEmpty();
            assertThat(fixture.tap.counts().refused()).containsEntry("DENIED_HALT", 1L);
            assertThat(fixture.tap.tracker().working("BTC", Side.BUY)).as("it never went").isEqualByComparingTo("0");
        }
    }

    /** The session keeps it: the venue has the logon and does not answer it yet. */
    private static void sendBeforeLogon(final GatewayFixture fixture, final Message message) throws Exception
    {
        fixture.venue.holdsLogon = true;
        fixture.start();
        Await.until("the logon has arrived", () -> !fixture.venue.arrived("A").isEmpty());
        assertThat(fixture.send(message)).as("not sent yet").isFalse();
        assertThat(fixture.tap.counts().sent()).as("judged and kept").isEqualTo(1);
    }

    @Test
    void shouldSendAtLogonWhatMayStillGoAndCutItOnce() throws Exception
    {
        try (GatewayFixture fixture = new GatewayFixture(PATIENT, GatewayFixture.quiet()))
        {
            sendBeforeLogon(fixture, confident(order("a", '1', 10)));
            fixture.exchange(ExchangeStatus.DEGRADED);
            fixture.venue.logOn();
            fixture.awaitLogon();
            fixture.flush();
            Await.until("the order has arrived", () -> fixture.venue.arrived("D").size() == 1);
            final Map<Integer, String> first = fixture.venue.arrived("D").get(0);
            assertThat(first).containsEntry(38, "5").containsEntry(43, "Y").doesNotContainKey(Fix.CONFIDENCE);
            fixture.venue.send(Fix.of("2", 7, first.get(34), 16, first.get(34)));
            Await.until("it came once more", () -> fixture.venue.arrived("D").size() == 2);
            assertThat(fixture.venue.arrived("D").get(1)).containsEntry(38, "5");
            assertThat(fixture.tap.tracker().working("BTC", Side.BUY)).isEqualByComparingTo("5");
            fixture.exchange(ExchangeStatus.DOWN);
            fixture.venue.send(Fix.of("2", 7, first.get(34), 16, first.get(34)));
            Await.until("the gap is filled", () -> fixture.tap.counts().refused().containsKey("DENIED_HALT"));
            fixture.flush();
            assertThat(fixture.venue.arrived("D")).hasSize(2);
        }
    }

    @Test
    void shouldBringAnswersUnderTheLaw() throws Exception
    {
        final String yaml = "latency: { alert: 100ms, throttle: 5s, halt: 7s }\nfailures: { alert: 1, throttle: 2, halt: 3 }\n";
        try (GatewayFixture fixture = new GatewayFixture(yaml, GatewayFixture.quiet()))
        {
            fixture.logOn();
            fixture.send(confident(order("a", '1', 10)));
            final long startNs = System.nanoTime();
            Await.until("the clock goes on", () -> System.nanoTime() - startNs > 150_000_000L);
            fixture.venue.send(report('0', "1", "a"));
            fixture.awaitLevel(Level.ALERT);
            assertThat(fixture.status().last().cause()).isEqualTo(Cause.API_LATENCY);
            assertThat(fixture.status().last().value()).isGreaterThan(150);
            fixture.venue.send(report('F', "2", "a", 32, 4, 31, "100.4", 14, 4, 151, 6));
            fixture.awaitLevel(Level.THROTTLE);
            assertThat(fixture.status().last().cause()).isEqualTo(Cause.SLIPPAGE);
            assertThat(fixture.tap.tracker().position("BTC")).isEqualByComparingTo("4");
            Await.until("the application has both", () -> fixture.application.received.size() == 2);
            for (int i = 1; i <= 3; i++)
            {
                fixture.send(confident(order("r" + i, '1', 10)));
                fixture.venue.send(report('8', "x" + i, "r" + i, 58, "no margin"));
            }
            fixture.awaitLevel(Level.HALT);
            assertThat(fixture.status().last().cause()).isEqualTo(Cause.CONSECUTIVE_FAILURES);
            assertThat(fixture.engine.issues(Duration.ofMinutes(1)))
                .anyMatch(issue -> issue.details().contains("BTC BUY (attempt 3): no margin"));
            assertThat(fixture.tap.inboundCost().getTotalCount()).isEqualTo(5);
        }
    }

    @Test
    void shouldTellOfTheVenuesStatusAndOfALostSession() throws Exception
    {
        try (GatewayFixture fixture = new GatewayFixture(PATIENT, GatewayFixture.quiet()))
        {
            fixture.logOn();
            fixture.venue.send(Fix.of("h", 336, "S", 340, 4));
            fixture.awaitLevel(Level.THROTTLE);
            assertThat(fixture.status().last().cause()).isEqualTo(Cause.EXCHANGE);
            fixture.venue.send(Fix.of("h", 336, "S", 340, 2));
            Await.until("up again", () -> fixture.status().samples().exchange() == ExchangeStatus.UP);
            fixture.venue.drop();
            fixture.awaitLevel(Level.HALT);
            assertThat(fixture.status().last().cause()).isEqualTo(Cause.NETWORK);
            assertThat(fixture.tap.loggedOn()).isFalse();
            Await.until("back", () -> fixture.status().samples().network() == NetworkStatus.CONNECTED);
            assertThat(fixture.status().own()).isEqualTo(Level.HALT);
        }
    }

    @Test
    void shouldMeasureByProbes() throws Exception
    {
        final FixTapContext context = new FixTapContext().probeInterval(Duration.ofMillis(30)).probeTimeout(Duration.ofHours(1));
        try (GatewayFixture fixture = new GatewayFixture(PATIENT, context))
        {
            fixture.logOn();
            Await.until("probes are answered", () -> fixture.engine.status().metrics().samples() > 2);
            assertThat(fixture.status().own()).isEqualTo(Level.CLOSED);
        }
    }

    @Test
    void shouldTakeTheSilenceOfProbesForALoss() throws Exception
    {
        final FixTapContext context = new FixTapContext().probeInterval(Duration.ofMillis(30)).probeTimeout(Duration.ofMillis(500));
        try (GatewayFixture fixture = new GatewayFixture(PATIENT, context))
        {
            fixture.logOn();
            Await.until("probes are answered", () -> fixture.engine.status().metrics().samples() > 2);
            fixture.venue.answersProbes = false;
            fixture.awaitLevel(Level.HALT);
            assertThat(fixture.status().last().cause()).isEqualTo(Cause.NETWORK);
            final List<Map<Integer, String>> probes = fixture.venue.arrived("1");
            final long samples = fixture.engine.status().metrics().samples();
            fixture.venue.send(Fix.of("0", 112, probes.get(probes.size() - 1).get(112)));
            Await.until("heard again", () -> fixture.status().samples().network() == NetworkStatus.CONNECTED);
            Await.until("the late answer is measured", () -> fixture.engine.status().metrics().samples() > samples);
        }
    }

    @Test
    void shouldReportTheAgeOfAnOrderThatNobodyAnswers() throws Exception
    {
        final FixTapContext context = GatewayFixture.quiet().overdueAfter(Duration.ofMillis(150));
        try (GatewayFixture fixture = new GatewayFixture("latency: { alert: 50ms, throttle: 100ms, halt: 140ms }", context))
        {
            fixture.logOn();
            fixture.send(order("a", '1', 1));
            fixture.awaitLevel(Level.HALT);
            assertThat(fixture.status().last().cause()).isEqualTo(Cause.API_LATENCY);
            assertThat(fixture.status().last().value()).isGreaterThanOrEqualTo(150);
        }
    }

    @Test
    void shouldSendSafetyOrdersAtEveryLevelAndAgainOnlyWhileTheyClose() throws Exception
    {
        try (GatewayFixture fixture = new GatewayFixture(PATIENT, GatewayFixture.quiet().position("BTC", BigDecimal.TEN)))
        {
            fixture.logOn();
            fixture.engine.desk().kill("", "tester", "test");
            fixture.engine.drain();
            assertThat(fixture.send(order("own", '2', 1))).isFalse();
            final SafetyToken token = fixture.engine.safetyToken();
            assertThat(fixture.tap.sendSafety(order("x", '2', 10), TapFixture.SESSION, new SafetyToken())).isFalse();
            assertThat(fixture.tap.sendSafety(order("s", '2', 10), TapFixture.SESSION, token)).isTrue();
            Await.until("it has arrived", () -> fixture.venue.arrived("D").size() == 1);
            final String sequence = fixture.venue.arrived("D").get(0).get(34);
            fixture.venue.send(Fix.of("2", 7, sequence, 16, sequence));
            Await.until("it has arrived again", () -> fixture.venue.arrived("D").size() == 2);
            fixture.venue.send(with(report('F', "1", "s", 32, 10, 31, 100), 54, '2'));
            Await.until("flat", () -> fixture.tap.tracker().position("BTC").signum() == 0);
            fixture.venue.send(Fix.of("2", 7, sequence, 16, sequence));
            Await.until("refused", () -> fixture.tap.counts().refused().containsKey(TapCounts.SAFETY_NOT_CLOSING));
            fixture.flush();
            assertThat(values(fixture.venue.arrived("D"), 11)).containsExactly("s", "s");
        }
    }
}
