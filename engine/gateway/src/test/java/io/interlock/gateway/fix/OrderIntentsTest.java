package io.interlock.gateway.fix;

import static io.interlock.gateway.fix.Fix.again;
import static io.interlock.gateway.fix.Fix.of;
import static io.interlock.gateway.fix.Fix.order;
import static io.interlock.gateway.fix.Fix.replace;
import static io.interlock.gateway.fix.Fix.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.ExchangeStatus;
import io.interlock.gateway.order.OrderTracker;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import quickfix.Message;

/** Each question to the gate is told to the recording of inputs, with what was asked and what was answered. */
class OrderIntentsTest
{
    private static final String RECORDED = "journal: { inputs: on }";

    private final RecordingReporter reporter = new RecordingReporter();

    private OutboundGuard guard(final TapFixture fixture)
    {
        final FixTapContext context = new FixTapContext().engine(fixture.engine).config(TapFixture.config("")).scope("venue");
        context.conclude();
        return new OutboundGuard(
            context, new OrderTracker(Map.of("BTC", BigDecimal.TEN)), fixture.tap.scope().gate(), reporter, new TapCounters(),
            new SequenceIndex(), new OverdueWatch(reporter, Long.MAX_VALUE));
    }

    private static boolean ask(final OutboundGuard guard, final Message message, final boolean safety)
    {
        return guard.mayPass(message, TapFixture.SESSION, safety, null);
    }

    private static Message confident(final Message message, final Object confidence)
    {
        return with(message, Fix.CONFIDENCE, confidence);
    }

    private static long counted(final TapFixture fixture)
    {
        fixture.engine.drain();
        return fixture.engine.status().counters().byKind().getOrDefault("ORDER_INTENT", 0L);
    }

    @Test
    void shouldSayWhatEachOrderAskedAndWhatTheGateAnswered()
    {
        try (TapFixture fixture = new TapFixture("", 0))
        {
            final OutboundGuard guard = guard(fixture);
            ask(guard, order("a", '1', "2.5"), false);
            ask(guard, confident(order("b", '2', 4), "0.25"), false);
            ask(guard, confident(replace("b", "c", '2', 11), "sure"), false);
            assertThat(reporter.take()).containsExactly(
                "intent OPEN none 2.5 ALLOWED x1.0", "intent CLOSE 0.25 4.0 ALLOWED x1.0", "intent OPEN NaN 11.0 DENIED_CONFIDENCE x0.0");
            fixture.throttle();
            ask(guard, confident(order("d", '1', 8), "0.9"), false);
            ask(guard, order("e", '1', 8), false);
            assertThat(reporter.take()).as("the quantity asked for, not what is left of it").containsExactly(
                "intent OPEN 0.9 8.0 ALLOWED_REDUCED x0.5", "intent OPEN none 8.0 DENIED_CONFIDENCE x0.0");
            ask(guard, again(order("a", '1', "2.5")), false);
            ask(guard, again(order("d", '1', 4)), false);
            ask(guard, again(order("former", '2', 1)), false);
            assertThat(reporter.take()).as("asked again").containsExactly(
                "intent OPEN none 2.5 DENIED_CONFIDENCE x0.0", "intent OPEN 0.9 4.0 ALLOWED_REDUCED x0.5",
                "intent OPEN none 1.0 DENIED_CONFIDENCE x0.0");
            fixture.exchange(ExchangeStatus.DOWN);
            ask(guard, confident(order("f", '1', 3), "1"), false);
            assertThat(reporter.take()).containsExactly("intent OPEN 1.0 3.0 DENIED_HALT x0.0");
        }
    }

    @Test
    void shouldSayNothingWhereTheGateIsNotAskedOrTheEngineItselfAsks()
    {
        try (TapFixture fixture = new TapFixture("", 0))
        {
            final OutboundGuard guard = guard(fixture);
            assertThat(ask(guard, order("safe", '2', 10), true)).isTrue();
            assertThat(ask(guard, again(order("safe", '2', 10)), true)).isTrue();
            assertThat(ask(guard, order("turning", '2', 10), true)).as("no longer closing").isFalse();
            assertThat(ask(guard, of("F", 41, "safe", 11, "x", 55, "BTC", 54, '2'), false)).isTrue();
            assertThat(ask(guard, of("E"), false)).isFalse();
            assertThat(ask(guard, order("safe", '1', 1), false)).as("an id in use").isFalse();
            assertThat(ask(guard, order("bad", '1', "much"), false)).isFalse();
            assertThat(reporter.take()).isEmpty();
        }
    }

    @Test
    void shouldReachTheMachineThroughTheTap()
    {
        try (TapFixture fixture = new TapFixture(RECORDED, 0))
        {
            fixture.passes(confident(order("a", '1', 1), "0.9"));
            fixture.passes(order("b", '1', 1));
            fixture.halt();
            fixture.passes(order("c", '1', 1));
            fixture.passes(of("F", 41, "a", 11, "x", 55, "BTC", 54, '1'));
            assertThat(counted(fixture)).isEqualTo(3);
        }
    }

    @Test
    void shouldGoNowhereWhereInputsAreNotRecorded()
    {
        try (TapFixture fixture = new TapFixture("", 0))
        {
            fixture.passes(confident(order("a", '1', 1), "0.9"));
            fixture.passes(order("b", '1', 1));
            assertThat(counted(fixture)).isZero();
        }
    }
}
