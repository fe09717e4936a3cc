package io.interlock.core.machine.twin;

import static io.interlock.core.machine.twin.LawConfigs.config;
import static io.interlock.core.machine.twin.LawConfigs.standard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.config.BreakerConfig;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.Effects;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.machine.StateSource;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a snapshot holds of a machine, by any bytes: it is taken whole, or refused with what is wrong. {@link LawParityTest} has machines
 * that go on from theirs.
 *
 * <p>Threading: one test thread.
 */
final class ImageTest
{
    private static final BreakerConfig CONFIG = config(standard());
    private static final long SECOND = LawConfigs.SECOND;
    private static final long LAST_SECOND = 1L << 32;
    private static final long[] EXTREMES = {
        Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 1, 2, 5, 100, Integer.MAX_VALUE, 1L << 31, 1L << 40, 1L << 62, Long.MAX_VALUE};

    /** Something in each field: results of three seconds, two equities, a streak, a status, a transition. */
    private static Image image()
    {
        final Judge.OfMachine judge = new Judge.OfMachine(CONFIG, List.of("", "a", "a/b"));
        judge.apply(LawEvent.plain(SECOND, 0, InputKind.ORDER_SUCCESS));
        judge.apply(LawEvent.plain(2 * SECOND, 0, InputKind.ORDER_FAILURE));
        judge.apply(LawEvent.plain(3 * SECOND, 0, InputKind.ORDER_FAILURE));
        judge.apply(LawEvent.amount(3 * SECOND, 0, InputKind.EQUITY, 100.0));
        judge.apply(LawEvent.amount(4 * SECOND, 0, InputKind.EQUITY, 99.0));
        judge.apply(LawEvent.word(4 * SECOND, 2, InputKind.EXCHANGE, ExchangeStatus.DOWN));
        return Image.of(judge.machine());
    }

    private static BreakerStateMachine load(final Image image)
    {
        return BreakerStateMachine.load(CONFIG, image.source());
    }

    @Test
    void shouldComeBackWhole()
    {
        final Image image = image();
        final BreakerStateMachine machine = load(image);
        assertThat(image.difference(Image.of(machine))).isNull();
        assertThat(machine.scopeCount()).isEqualTo(3);
        assertThat(machine.scope(2).definition().path()).isEqualTo("a/b");
        assertThat(machine.scope(2).definition().parentId()).isEqualTo(1);
        assertThat(machine.scope(2).level()).isEqualTo(Level.HALT);
        assertThat(machine.scope(0).streak()).isEqualTo(2);
        assertThat(machine.scope(0).windowOrders()).isEqualTo(3);
        assertThat(machine.scope(0).highEquity()).isEqualTo(100.0);
        assertThat(machine.scope(0).lastEquity()).isEqualTo(99.0);
    }

    /** The least and the most that each field may say, and what is said of the next. */
    @ParameterizedTest
    @CsvSource({
        "parent, 0, 0, a parent's id",
        "level, 0, 4, a level",
        "override, 0, 1, a flag",
        "resettable, 0, 1, a flag",
        "attended, 0, 1, a flag",
        "equity_reported, 0, 1, a flag",
        "exchange, 0, 3, an exchange status",
        "network, 0, 1, a network status",
        "streak, 0, 2147483647, a count in a row",
        "alert_run, 0, 2147483647, a count in a row",
        "throttle_run, 0, 2147483647, a count in a row",
        "halt_run, 0, 2147483647, a count in a row",
        "evidence, 0, 2147483647, a count in a row",
        "last_from, 0, 5, a level",
        "last_to, 0, 5, a level",
        "last_cause, 0, 21, a cause",
        "second_orders, 0, 4611686018427387903, orders of a second",
        "second_failures, 0, 1, failures of a second",
        "running_end, 4, 4294967296, a second",
        "running_orders, 1, 4611686018427387903, orders of a second",
        "running_failures, 0, 1, failures of a second",
    })
    void shouldTakeNothingThatIsOutOfRange(final String field, final long least, final long most, final String what)
    {
        final Image image = image();
        assertThatCode(() -> load(image.with(field, most))).as("%s of %d", field, most).doesNotThrowAnyException();
        assertThatCode(() -> load(image.with(field, least))).as("%s of %d", field, least).doesNotThrowAnyException();
        assertThatThrownBy(() -> load(image.with(field, most + 1))).isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith(what + " of " + (most + 1) + " where ").hasMessageEndingWith(" to " + most + " are allowed");
        assertThatThrownBy(() -> load(image.with(field, -1))).isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith(what + " of -1 where ");
    }

    @ParameterizedTest
    @CsvSource({
        "rate_due_ns, when a rate is due",
        "folding_end_ns, the end of an overload",
        "healthy_since_ns, the start of a recovery",
        "evidence_reached_ns, when evidence was reached",
    })
    void shouldTakeNoTimeThatNoEngineComesTo(final String field, final String what)
    {
        final Image image = image();
        final long furthest = StateSource.FURTHEST_NS;
        for (final long time : new long[] {-furthest, 0, furthest, ScopeView.NEVER, ScopeView.NOT_DUE})
        {
            assertThatCode(() -> load(image.with(field, time))).as("%s of %d", field, time).doesNotThrowAnyException();
        }
        for (final long time : new long[] {-furthest - 1, furthest + 1, Long.MAX_VALUE - 1, Long.MIN_VALUE + 1})
        {
            assertThatThrownBy(() -> load(image.with(field, time))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(what + " of " + time + " ns, which no engine's time comes to");
        }
    }

    @Test
    void shouldTakeNoWindowThatNoMachineHas()
    {
        final Image image = image();
        assertThatThrownBy(() -> load(image.with("second_end", image.number("running_end"))))
            .isInstanceOf(IllegalArgumentException.class).hasMessage("seconds of a window that do not follow each other");
        assertThatThrownBy(() -> load(image.with("second_end", 0)))
            .isInstanceOf(IllegalArgumentException.class).hasMessage("seconds of a window that do not follow each other");
        for (final double equity : new double[] {0.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY})
        {
            assertThatThrownBy(() -> load(image.with("equity", Double.doubleToRawLongBits(equity))))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("an equity of " + equity);
        }
        assertThatThrownBy(() -> load(image.with("equity_second", 5))).isInstanceOf(IllegalArgumentException.class)
            .hasMessage("a second of 4 where 5 to " + LAST_SECOND + " are allowed");
        assertThatThrownBy(() -> load(image.with("scopes", 0)))
            .isInstanceOf(IllegalArgumentException.class).hasMessage("a machine without a root scope");
    }

    /** Under another configuration evidence that is there may suffice now, or no longer. */
    @Test
    void shouldAskForTheEvidenceThatIsConfiguredNow()
    {
        final Image image = image().with("evidence", 2).with("evidence_reached_ns", ScopeView.NOT_DUE)
            .with("healthy_since_ns", 3 * SECOND);
        assertThat(Image.of(load(image)).number("evidence_reached_ns")).isEqualTo(3 * SECOND);
        final BreakerConfig more = config(LawConfigs.production());
        final Image reached = image.with("evidence_reached_ns", 4 * SECOND);
        assertThat(Image.of(load(reached)).number("evidence_reached_ns")).isEqualTo(4 * SECOND);
        assertThat(Image.of(BreakerStateMachine.load(more, reached.source())).number("evidence_reached_ns"))
            .isEqualTo(ScopeView.NOT_DUE);
        assertThat(Image.of(BreakerStateMachine.load(more, image.with("evidence", 3).source())).number("evidence_reached_ns"))
            .isEqualTo(3 * SECOND);
    }

    @Test
    void shouldSurviveAnyNumbers()
    {
        final Image image = image();
        final SplittableRandom random = new SplittableRandom(20261128);
        int taken = 0;
        for (int i = 0; i < 20_000; i++)
        {
            Image spoilt = image;
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--)
            {
                final String field = image.names().get(random.nextInt(image.names().size()));
                spoilt = "path".equals(field) ? spoilt : spoilt.with(field, EXTREMES[random.nextInt(EXTREMES.length)]);
            }
            taken += goesOn(spoilt) ? 1 : 0;
        }
        assertThat(taken).isBetween(1_000, 19_000);
    }

    private static boolean goesOn(final Image image)
    {
        try
        {
            final BreakerStateMachine machine = load(image);
            final Effects none = new Judge.OfMachine(CONFIG, List.of(""));
            final InputEvent event = new InputEvent();
            machine.apply(event.plain(InputKind.TICK, 0), 10 * SECOND, none);
            machine.apply(event.plain(InputKind.ORDER_FAILURE, 0), 11 * SECOND, none);
            machine.apply(event.equity(0, 98.0), 400 * SECOND, none);
            machine.apply(event.plain(InputKind.TICK, 0), 2000 * SECOND, none);
            assertThat(Image.of(machine).names()).isNotEmpty();
            return true;
        }
        catch (final IllegalArgumentException e)
        {
            assertThat(e.getMessage()).isNotEmpty();
            return false;
        }
    }
}
