package io.interlock.cli.demo;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * The tape's own fall. The law judges the loss of the account, not of the price: the strategy puts 95 % of its equity into the market, so
 * that a fall of the price by 7 % is one of the account by 6.7 %.
 */
final class FallStep implements Step
{
    static final BigDecimal INVESTED = new BigDecimal("0.95");

    private static final int SLOWER_LAPSE = 30;
    private static final Duration AT_MOST = Duration.ofSeconds(15);

    private final Tape tape;
    private final Tape.Fall fall;

    FallStep(final Tape tape, final Tape.Fall fall)
    {
        this.tape = tape;
        this.fall = fall;
    }

    @Override
    public String name()
    {
        return Words.format("the tape's fall of %.1f %%", fall.percent());
    }

    @Override
    public Promise promise()
    {
        return Scenario.promise(Level.HALT, Cause.LOSS);
    }

    @Override
    public void play(final Stage stage) throws InterruptedException
    {
        stage.loop().trades(false);
        stage.await(AT_MOST, () -> !stage.trader().isBusy());
        final BigDecimal held = stage.trader().position();
        if (held.signum() > 0)
        {
            stage.trader().trade(new Strategy.Decision(Side.SELL, held, 1, stage.loop().price()));
        }
        stage.awaitExpected("flat before the tape moves on", stage::isFlat, () -> stage.trader().position().toPlainString());
        stage.loop().stand(fall.from());
        final BigDecimal high = tape.price(fall.from());
        stage.awaitExpected("the venue is at the high", () -> stage.loop().price().compareTo(high) == 0,
            () -> "the price is " + stage.loop().price().toPlainString());
        final BigDecimal size = Trader.CASH.multiply(INVESTED).divide(high, 1, RoundingMode.DOWN);
        stage.say("buys " + size.toPlainString() + " BTC, 95 % of the account, and holds them into the fall of the tape (time lapse "
            + SLOWER_LAPSE + ")");
        stage.trader().trade(new Strategy.Decision(Side.BUY, size, 1, stage.loop().price()));
        stage.awaitExpected("the position is taken", () -> stage.trader().position().compareTo(size) == 0,
            () -> "position " + stage.trader().position().toPlainString());
        stage.loop().lapse(SLOWER_LAPSE);
        stage.awaitPromise(AT_MOST);
        stage.loop().trades(true);
        stage.expectFlat();
        stage.loop().lapse(TradingLoop.LAPSE);
        stage.linger(2);
        stage.recoverByDesk("a loss stands until its high leaves the window of 5 min");
    }
}
