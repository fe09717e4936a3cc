package io.interlock.gateway.fix;

import static io.interlock.gateway.fix.Fix.of;
import static io.interlock.gateway.fix.Fix.report;
import static io.interlock.gateway.fix.Fix.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Side;
import io.interlock.gateway.order.OrderContext;
import io.interlock.gateway.order.OrderRequest;
import io.interlock.gateway.order.OrderTracker;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quickfix.Message;
import quickfix.SessionID;

class InboundReporterTest
{
    private static final SessionID SESSION = TapFixture.SESSION;
    private static final BigDecimal TEN = BigDecimal.TEN;

    private final RecordingReporter reporter = new RecordingReporter();
    private final OrderTracker tracker = new OrderTracker(Map.of());
    private final SequenceIndex index = new SequenceIndex();
    private final SessionWatch watch = new SessionWatch(reporter);
    private final LatencyProbe probe = new LatencyProbe(new FixTapContext(), watch, reporter);
    private final InboundReporter inbound = new InboundReporter(tracker, reporter, index, probe);

    private OrderRequest sent(final String id, final Double decided)
    {
        final OrderRequest request = tracker.reserve(id, "BTC", Side.BUY, TEN, new OrderContext("", null, decided, false));
        request.sent(100, true);
        return request;
    }

    private List<String> receive(final Message message, final long nowNs)
    {
        inbound.read(message, SESSION, nowNs);
        return reporter.take();
    }

    @Test
    void shouldTakeTheFirstAnswerForTheOneResult()
    {
        sent("a", 100.0);
        assertThat(receive(report('A', "1", "a"), 110)).as("pending is no answer").isEmpty();
        assertThat(receive(report('0', "2", "a"), 150)).containsExactly("success", "latency 50");
        assertThat(receive(report('0', "2", "a"), 160)).as("seen before").isEmpty();
        assertThat(receive(report('F', "3", "a", 32, 4, 31, 101), 170)).containsExactly("slippage BUY 100.0 101.0");
        assertThat(receive(report('8', "4", "a"), 180)).as("no second result").isEmpty();
        assertThat(tracker.position("BTC")).isEqualByComparingTo("4");
        assertThat(tracker.working("BTC", Side.BUY)).isEqualByComparingTo("0");
    }

    @Test
    void shouldJudgeAFirstAnswerThatIsAFillAsAFill()
    {
        sent("a", 100.0);
        assertThat(receive(report('2', "1", "a", 32, 10, 31, "100.5"), 130)).containsExactly("fill 30 BUY 100.0 100.5");
        sent("b", null);
        assertThat(receive(report('F', "2", "b", 32, 10), 150)).as("no price to hold it against").containsExactly("success", "latency 50");
    }

    @Test
    void shouldCountRejectionsInARow()
    {
        sent("a", null);
        sent("b", null);
        sent("c", null);
        sent("d", null);
        assertThat(receive(report('8', "1", "a", 58, "no margin"), 150)).containsExactly("failure BTC BUY (attempt 1): no margin");
        assertThat(receive(report('8', "2", "b", 58, "no margin"), 150)).containsExactly("failure BTC BUY (attempt 2): no margin");
        receive(report('0', "3", "c"), 150);
        assertThat(receive(report('8', "4", "d"), 150)).containsExactly("failure BTC BUY (attempt 1): rejected");
        assertThat(tracker.workingOrders()).containsExactly("c");
    }

    @Test
    void shouldGiveAReplaceAResultOfItsOwnAndACancelALatency()
    {
        sent("a", null);
        receive(report('0', "1", "a"), 150);
        tracker.reserveReplace("a", "b", "BTC", Side.BUY, BigDecimal.valueOf(20), OrderContext.NONE).sent(200, true);
        assertThat(receive(report('E', "2", "b", 41, "a"), 210)).isEmpty();
        assertThat(receive(report('5', "3", "b", 41, "a", 38, 20), 240)).containsExactly("success", "latency 40");
        tracker.cancelRequested("b", "c").sent(300, true);
        assertThat(tracker.working().get(0).cancelRequested()).isTrue();
        assertThat(receive(report('6', "4", "c", 41, "b"), 310)).isEmpty();
        assertThat(tracker.workingOrders()).containsExactly("b");
        assertThat(receive(report('4', "5", "c", 41, "b"), 330)).containsExactly("latency 30");
        assertThat(tracker.workingOrders()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, latency 50, 1",
        "1, 'failure BTC BUY (attempt 1): cancel or replace refused, reason 1: told so', 0",
        "3, 'failure BTC BUY (attempt 1): cancel or replace refused, reason 3: told so', 1",
        "99, 'failure BTC BUY (attempt 1): cancel or replace refused, reason 99: told so', 1"})
    void shouldReadARefusedCancel(final String reason, final String reported, final int working)
    {
        sent("a", null);
        tracker.cancelRequested("a", "c").sent(100, true);
        final Message reject = of("9", 11, "c", 41, "a", 37, "V", 39, 0, 434, 1, 102, reason, 58, "told so");
        assertThat(receive(reject, 150)).containsExactly(reported);
        assertThat(tracker.working()).hasSize(working).allMatch(order -> !order.cancelRequested());
    }

    @Test
    void shouldMatchRejectsByTheSequenceNumberThatTheyName()
    {
        final Message order = Fix.order("a", '1', 10);
        order.getHeader().setInt(34, 7);
        index.put(SESSION, order, sent("a", null));
        assertThat(receive(of("j", 45, 6, 372, "V", 380, 3), 150)).as("no order").isEmpty();
        assertThat(receive(of("j", 45, 7, 372, "D", 380, 3, 58, "unsupported"), 150))
            .containsExactly("failure BTC BUY (attempt 1): rejected as a message (type j): unsupported");
        assertThat(tracker.workingOrders()).isEmpty();
        assertThat(receive(of("3", 45, 99, 372, "D"), 150)).hasSize(1).allMatch(line -> line.startsWith("failure"));
        final Message replaced = Fix.order("x", '1', 1);
        replaced.getHeader().setInt(34, 8);
        index.put(SESSION, replaced, sent("b", null));
        index.put(SESSION, replaced, null);
        assertThat(receive(of("3", 45, 8, 372, "0"), 150)).as("the number has been used again").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, UP", "5, SLOW", "4, DEGRADED", "1, DOWN", "3, DOWN", "0, DOWN", "77, DOWN"})
    void shouldReadATradingSessionsStatus(final String code, final String status)
    {
        assertThat(receive(of("h", 336, "S", 340, code), 1)).containsExactly("exchange " + status);
    }

    @Test
    void shouldNotReadARefusedStatusRequestAsAStatus()
    {
        assertThat(receive(of("h", 336, "S", 340, 6), 1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"8, 11", "8, 17", "8, 150", "8, 32", "8, 31", "9, 11", "h, 340"})
    void shouldNameTheTagThatIsMissing(final String type, final int tag)
    {
        sent("a", 100.0);
        final Message message = switch (type)
        {
            case "8" -> report('F', "1", "a", 32, 4, 31, 100);
            case "9" -> of("9", 11, "a", 102, 3);
            default -> of("h", 340, 2);
        };
        message.removeField(tag);
        assertThat(receive(message, 150)).contains("failure inbound message type " + type + " lacks tag " + tag);
        assertThat(tracker.position("BTC")).as("a fill without a price is booked").isEqualByComparingTo(tag == 31 ? "4" : "0");
    }

    @Test
    void shouldReadAFillWithoutItsQuantityByItsSum()
    {
        sent("a", null);
        receive(report('F', "1", "a", 14, 4), 150);
        receive(report('F', "2", "a", 14, 7), 150);
        assertThat(tracker.position("BTC")).isEqualByComparingTo("7");
    }

    @Test
    void shouldKnowBustsAndCorrectionsOfOlderVersions()
    {
        sent("a", null);
        receive(report('1', "1", "a", 32, 4), 150);
        receive(report('1', "2", "a", 32, 3, 20, 2, 19, "1"), 150);
        assertThat(tracker.position("BTC")).isEqualByComparingTo("3");
        receive(report('1', "3", "a", 20, 1, 19, "2"), 150);
        assertThat(tracker.position("BTC")).isEqualByComparingTo("0");
    }

    @Test
    void shouldTellAnUnreadableNumberByItsTag()
    {
        sent("a", null);
        assertThat(receive(with(report('F', "1", "a", 32, 4), 32, "1e9"), 150))
            .containsExactly("failure inbound message type 8 has a tag 32 that is not a number");
    }

    @Test
    void shouldBelieveAnOrderStatusThatSaysThatTheOrderIsGone()
    {
        sent("a", null);
        assertThat(receive(with(report('I', "1", "a"), 39, "0"), 150)).as("no answer to the order").isEmpty();
        assertThat(receive(with(report('I', "2", "a"), 39, "8"), 160)).containsExactly("failure BTC BUY (attempt 1): rejected");
        assertThat(tracker.workingOrders()).isEmpty();
    }

    @Test
    void shouldKeepAnOrderWhoseReplaceIsRejectedByAReport()
    {
        sent("a", null);
        tracker.reserveReplace("a", "b", "BTC", Side.BUY, BigDecimal.valueOf(20), OrderContext.NONE).sent(100, true);
        assertThat(receive(with(report('8', "1", "b"), 39, "0"), 150)).containsExactly("failure BTC BUY (attempt 1): rejected");
        assertThat(tracker.working("BTC", Side.BUY)).isEqualByComparingTo("10");
    }

    @Test
    void shouldNotWaitForAnAnswerThatCameWithoutItsPrice()
    {
        final OrderRequest request = sent("a", 100.0);
        assertThat(receive(report('F', "1", "a", 32, 4), 150))
            .containsExactly("latency 50", "failure inbound message type 8 lacks tag 31");
        assertThat(request.answered()).isTrue();
    }

    @Test
    void shouldReportAListenerThatThrowsAndGoOn()
    {
        sent("a", null);
        tracker.addListener(() ->
        {
            throw new IllegalStateException("a bug");
        });
        assertThat(receive(report('F', "1", "a", 32, 4), 150)).hasSize(1).allMatch(line -> line.contains("a bug"));
        assertThat(tracker.position("BTC")).isEqualByComparingTo("4");
    }

    @Test
    void shouldReportAnOverdueOrderOnce()
    {
        final OverdueWatch overdue = new OverdueWatch(reporter, 50);
        final OrderRequest answered = sent("a", null);
        overdue.add(answered);
        overdue.add(sent("b", null));
        overdue.add(sent("c", null));
        answered.answer();
        overdue.check(149);
        assertThat(reporter.take()).isEmpty();
        tracker.ended("c");
        overdue.check(160);
        overdue.check(170);
        assertThat(reporter.take()).containsExactly("latency 60");
    }
}
