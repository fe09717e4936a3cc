package io.interlock.gateway.fix;

import static io.interlock.gateway.fix.Fix.again;
import static io.interlock.gateway.fix.Fix.of;
import static io.interlock.gateway.fix.Fix.order;
import static io.interlock.gateway.fix.Fix.quantity;
import static io.interlock.gateway.fix.Fix.replace;
import static io.interlock.gateway.fix.Fix.report;
import static io.interlock.gateway.fix.Fix.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quickfix.Message;

class OutboundGuardTest
{
    private static Message confident(final Message message)
    {
        return with(message, Fix.CONFIDENCE, "0.9");
    }

    @Test
    void shouldRefuseAtHaltWhatAddsRiskAndPassWhatTakesItOff()
    {
        try (TapFixture fixture = new TapFixture("", 10))
        {
            fixture.halt();
            assertThat(fixture.passes(order("a", '1', 1))).isFalse();
            assertThat(fixture.passes(order("b", '2', 11))).as("would flip the position").isFalse();
            assertThat(fixture.passes(order("c", '2', 6))).isTrue();
            assertThat(fixture.passes(order("d", '2', 5))).as("flips it together with what works").isFalse();
            assertThat(fixture.passes(replace("c", "e", '2', 10))).isTrue();
            assertThat(fixture.passes(replace("c", "f", '2', 11))).isFalse();
            assertThat(fixture.passes(of("F", 41, "c", 11, "g", 55, "BTC", 54, '2'))).isTrue();
            assertThat(fixture.passes(of("q", 11, "h", 530, "7"))).isTrue();
            assertThat(fixture.refused("DENIED_HALT")).isEqualTo(4);
            assertThat(fixture.tap.counts().sent()).isEqualTo(2);
            assertThat(fixture.tap.counts().cancels()).isEqualTo(2);
            assertThat(fixture.tap.tracker().working("BTC", Side.SELL)).isEqualByComparingTo("10");
            assertThat(fixture.tap.tracker().working("BTC", Side.BUY)).as("refused orders are released").isEqualByComparingTo("0");
            assertThat(fixture.tap.outboundCost().getTotalCount()).isEqualTo(8);
        }
    }

    @Test
    void shouldCutOnceInThrottleAndRoundDownToTheLot()
    {
        final FixTapContext context = new FixTapContext().lot("BTC", new BigDecimal("0.5")).position("BTC", BigDecimal.ZERO);
        try (TapFixture fixture = new TapFixture("", context))
        {
            fixture.throttle();
            final Message order = confident(order("a", '1', "7.3"));
            assertThat(fixture.passes(order)).isTrue();
            assertThat(quantity(order)).isEqualTo("3.5");
            assertThat(order.isSetField(Fix.CONFIDENCE)).isFalse();
            final Message stored = again(order("a", '1', "3.5"));
            assertThat(fixture.passes(stored)).as("asked with the confidence that was stated").isTrue();
            assertThat(quantity(stored)).isEqualTo("3.5");
            final Message uncut = again(order("a", '1', "7.3"));
            assertThat(fixture.passes(uncut)).isTrue();
            assertThat(quantity(uncut)).isEqualTo("3.5");
            assertThat(fixture.tap.tracker().working("BTC", Side.BUY)).isEqualByComparingTo("3.5");
            assertThat(fixture.passes(confident(order("b", '1', "0.9")))).isFalse();
            assertThat(fixture.refused(TapCounts.BELOW_LOT)).isEqualTo(1);
            assertThat(fixture.passes(order("c", '1', 10))).isFalse();
            assertThat(fixture.passes(with(order("d", '1', 10), Fix.CONFIDENCE, "sure"))).isFalse();
            assertThat(fixture.refused("DENIED_CONFIDENCE")).isEqualTo(2);
            assertThat(fixture.tap.counts().cut()).isEqualTo(3);
        }
    }

    @Test
    void shouldNotCutTheCutWhenAnOrderIsReplaced() throws Exception
    {
        try (TapFixture fixture = new TapFixture("", 0))
        {
            fixture.throttle();
            fixture.passes(confident(order("a", '1', 10)));
            final Message same = confident(replace("a", "b", '1', 10));
            assertThat(fixture.passes(same)).isTrue();
            assertThat(quantity(same)).isEqualTo("5");
            fixture.receive(report('5', "e1", "b", 41, "a", 38, 5));
            final Message asSent = confident(replace("b", "c", '1', 5));
            assertThat(fixture.passes(asSent)).isTrue();
            assertThat(quantity(asSent)).isEqualTo("5");
            final Message greater = confident(replace("b", "d", '1', 20));
            assertThat(fixture.passes(greater)).isTrue();
            assertThat(quantity(greater)).isEqualTo("10");
        }
    }

    @Test
    void shouldCutAReplaceOfAnOrderThatWasNotCutAndRefuseWhatHasTradedAlready() throws Exception
    {
        try (TapFixture fixture = new TapFixture("", 0))
        {
            fixture.passes(order("a", '1', 10));
            fixture.receive(report('F', "e1", "a", 32, 4, 31, 100, 14, 4));
            fixture.throttle();
            final Message replace = confident(replace("a", "b", '1', 12));
            assertThat(fixture.passes(replace)).isTrue();
            assertThat(quantity(replace)).isEqualTo("6");
            final Message stored = again(replace("a", "b", '1', 12));
            assertThat(fixture.passes(stored)).isTrue();
            assertThat(quantity(stored)).as("sent again, cut no further").isEqualTo("6");
            assertThat(fixture.passes(confident(replace("a", "c", '1', 8)))).isFalse();
            assertThat(fixture.refused(TapCounts.BELOW_LOT)).isEqualTo(1);
            assertThat(fixture.tap.tracker().working("BTC", Side.BUY)).as("the greater until it is answered").isEqualByComparingTo("6");
        }
    }

    @Test
    void shouldRefuseInThrottleWhereConfigured()
    {
        try (TapFixture fixture = new TapFixture("gateway: { throttle: refuse }", 0))
        {
            fixture.throttle();
            assertThat(fixture.passes(confident(order("a", '1', 10)))).isFalse();
            assertThat(fixture.refused(TapCounts.THROTTLE_REFUSED)).isEqualTo(1);
        }
    }

    @Test
    void shouldAskAgainForWhatIsSentAgain()
    {
        try (TapFixture fixture = new TapFixture("", 0))
        {
            assertThat(fixture.passes(confident(order("a", '1', 10)))).isTrue();
            fixture.throttle();
            final Message resent = again(order("a", '1', 10));
            assertThat(fixture.passes(resent)).isTrue();
            assertThat(quantity(resent)).isEqualTo("5");
            assertThat(fixture.tap.tracker().working("BTC", Side.BUY)).as("it may be working uncut").isEqualByComparingTo("10");
            final Message unknown = again(confident(order("former", '2', 1)));
            fixture.exchange(ExchangeStatus.UP);
            fixture.halt();
            assertThat(fixture.passes(again(order("a", '1', 10)))).isFalse();
            assertThat(fixture.passes(unknown)).isFalse();
            assertThat(fixture.refused("DENIED_HALT")).isEqualTo(2);
        }
    }

    @Test
    void shouldAskForAnOrderOfAFormerLifeAsOpen()
    {
        try (TapFixture fixture = new TapFixture("", 10))
        {
            fixture.halt();
            assertThat(fixture.passes(again(order("former", '2', 1)))).as("would be a CLOSE, were it known").isFalse();
            final Message possResend = order("former", '2', 1);
            possResend.getHeader().setString(97, "Y");
            assertThat(fixture.passes(possResend)).isFalse();
            assertThat(fixture.passes(order("new", '2', 1))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"D", "G", "F", "V", "H"})
    void shouldTakeItsTagsOffEveryMessage(final String type)
    {
        try (TapFixture fixture = new TapFixture("", 0))
        {
            final Message message = of(type, 11, "x", 41, "y", 55, "BTC", 54, '1', 38, 1, Fix.CONFIDENCE, "0.9", Fix.PRICE, 100);
            assertThat(fixture.passes(message)).isTrue();
            assertThat(message.isSetField(Fix.CONFIDENCE)).isFalse();
            assertThat(message.isSetField(Fix.PRICE)).isFalse();
        }
    }

    @Test
    void shouldRefuseTheOrderWhateverThrowsButNotACancel()
    {
        try (TapFixture fixture = new TapFixture("", 0))
        {
            fixture.application.thrown = new IllegalStateException("a bug");
            assertThat(fixture.passes(order("a", '1', 1))).isFalse();
            assertThat(fixture.passes(of("V", 262, "x"))).isFalse();
            assertThat(fixture.passes(of("F", 41, "a", 11, "b", 55, "BTC", 54, '1'))).isTrue();
            fixture.application.thrown = null;
            fixture.application.unwilling = true;
            assertThat(fixture.passes(order("a", '1', 1))).isFalse();
            fixture.application.unwilling = false;
            assertThat(fixture.passes(broken())).isFalse();
            assertThat(fixture.refused(TapCounts.TAP_ERROR)).isEqualTo(3);
            assertThat(fixture.tap.counts().sent()).isZero();
            assertThat(fixture.tap.tracker().working("BTC", Side.BUY)).isEqualByComparingTo("0");
        }
    }

    /** Throws when it is read. */
    private static Message broken()
    {
        final Message broken = new Message()
        {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean isSetField(final int tag)
            {
                throw new IllegalStateException("broken");
            }
        };
        broken.getHeader().setString(35, "D");
        return broken;
    }

    @Test
    void shouldReleaseAnOrderWhenTheTapThrowsAfterItsReservation()
    {
        try (TapFixture fixture = new TapFixture("", 0))
        {
            final Message order = new Message()
            {
                private static final long serialVersionUID = 1L;

                @Override
                public void setString(final int tag, final String value)
                {
                    if (tag == 38 && isSetField(38))
                    {
                        throw new IllegalStateException("can't be cut");
                    }
                    super.setString(tag, value);
                }
            };
            order.getHeader().setString(35, "D");
            order.setString(11, "a");
            order.setString(55, "BTC");
            order.setString(54, "1");
            order.setString(38, "10");
            order.setString(Fix.CONFIDENCE, "0.9");
            fixture.throttle();
            assertThat(fixture.passes(order)).isFalse();
            assertThat(fixture.refused(TapCounts.TAP_ERROR)).isEqualTo(1);
            assertThat(fixture.tap.tracker().working("BTC", Side.BUY)).isEqualByComparingTo("0");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 54, 55, 38, 41})
    void shouldRefuseAnOrderThatLacksAField(final int tag)
    {
        try (TapFixture fixture = new TapFixture("", 0))
        {
            final Message message = replace("a", "b", '1', 1);
            message.removeField(tag);
            assertThat(fixture.passes(message)).isFalse();
            assertThat(fixture.refused(TapCounts.MISSING_FIELD)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ten", "1e999999", "1E9", "NaN"})
    void shouldRefuseAQuantityThatIsNoNumber(final String quantity)
    {
        try (TapFixture fixture = new TapFixture("", 0))
        {
            assertThat(fixture.passes(order("a", '1', quantity))).isFalse();
            assertThat(fixture.refused(TapCounts.MISSING_FIELD)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"E", "s", "t", "AB", "AC", "i", "S", "AJ", "U1", "L"})
    void shouldRefuseTypesThatCarryOrdersUnlessTheHostAnswersForThem(final String type)
    {
        try (TapFixture fixture = new TapFixture("", 0);
            TapFixture trusting = new TapFixture("", new FixTapContext().passing(type)))
        {
            assertThat(fixture.passes(of(type))).isFalse();
            assertThat(fixture.refused(TapCounts.UNGUARDED_TYPE)).isEqualTo(1);
            assertThat(trusting.passes(of(type))).isTrue();
        }
    }

    @Test
    void shouldRefuseAnIdThatIsInUse()
    {
        try (TapFixture fixture = new TapFixture("", 0))
        {
            assertThat(fixture.passes(order("a", '1', 1))).isTrue();
            assertThat(fixture.passes(order("a", '1', 100))).isFalse();
            assertThat(fixture.refused(TapCounts.DUPLICATE_ID)).isEqualTo(1);
        }
    }

    /** Judged and counted in one step: of two sellers of the whole position only one may pass. */
    @Test
    void shouldLetOnlyOneOfTwoThreadsCloseThePosition() throws Exception
    {
        final ExecutorService threads = Executors.newFixedThreadPool(2);
        try (TapFixture fixture = new TapFixture("", 10))
        {
            fixture.halt();
            final CyclicBarrier start = new CyclicBarrier(2);
            for (int round = 0; round < 300; round++)
            {
                final String id = "r" + round;
                final List<Future<Boolean>> both = List.of(
                    threads.submit(() -> pass(fixture, start, id + "a")), threads.submit(() -> pass(fixture, start, id + "b")));
                assertThat(both.get(0).get() ^ both.get(1).get()).as("round %d", round).isTrue();
                fixture.tap.tracker().ended(both.get(0).get() ? id + "a" : id + "b");
            }
        }
        finally
        {
            threads.shutdownNow();
        }
    }

    private static boolean pass(final TapFixture fixture, final CyclicBarrier start, final String id) throws Exception
    {
        start.await();
        return fixture.passes(order(id, '2', 10));
    }

    @Test
    void shouldNameAllThatIsWrongWithAContext()
    {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> FixTap.around(new StubApplication(), new FixTapContext().defaultLot(BigDecimal.ZERO)))
            .withMessage("no engine is set; no configuration is set; no scope is set; defaultLot must be above 0");
    }
}
