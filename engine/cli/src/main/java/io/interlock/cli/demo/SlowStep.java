package io.interlock.cli.demo;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Answers are slowed down. */
final class SlowStep implements Step
{
    private static final Duration AT_MOST = Duration.ofSeconds(15);
    private static final BigDecimal[] BELOW_MARKET = {new BigDecimal("0.94"), new BigDecimal("0.93")};

    private final int delayMs;
    private final Level level;

    SlowStep(final int delayMs, final Level level)
    {
        this.delayMs = delayMs;
        this.level = level;
    }

    @Override
    public String name()
    {
        return "answers after " + delayMs + " ms";
    }

    @Override
    public Promise promise()
    {
        return Scenario.promise(level, Cause.API_LATENCY);
    }

    @Override
    public void play(final Stage stage) throws InterruptedException
    {
        if (level == Level.HALT)
        {
            restOrders(stage);
            stage.loop().trades(true);
        }
        stage.say("the venue answers after " + delayMs + " ms");
        stage.venue().answerDelay(Duration.ofMillis(delayMs));
        stage.awaitPromise(AT_MOST);
        if (level == Level.THROTTLE)
        {
            final long cut = stage.counts().cut();
            final long refused = stage.refused("DENIED_CONFIDENCE");
            stage.awaitExpected("orders of low confidence are refused, others cut",
                () -> stage.counts().cut() > cut && stage.refused("DENIED_CONFIDENCE") > refused,
                () -> stage.counts().cut() - cut + " cut, " + (stage.refused("DENIED_CONFIDENCE") - refused) + " refused");
        }
        stage.say("the venue answers at once again");
        stage.venue().answerDelay(Duration.ZERO);
        if (level == Level.HALT)
        {
            refuse(stage);
        }
        else
        {
            stage.linger(1);
            stage.recoverByCooldown();
        }
    }

    /** Pauses the strategy and rests orders far below the market. */
    static void restOrders(final Stage stage) throws InterruptedException
    {
        stage.say("two limit orders rest in the book, so that HALT has something to cancel");
        stage.loop().trades(false);
        stage.await(AT_MOST, () -> !stage.trader().isBusy());
        for (final BigDecimal factor : BELOW_MARKET)
        {
            stage.trader().rest(Strategy.UNIT, stage.loop().price().multiply(factor).setScale(2, RoundingMode.HALF_UP));
        }
        stage.awaitExpected("two orders are open", () -> stage.venue().openOrders() == BELOW_MARKET.length,
            () -> stage.venue().openOrders() + " are open");
    }

    /** HALT: what is open is cancelled, what is held is sold, what adds risk is refused. */
    static void refuse(final Stage stage) throws InterruptedException
    {
        stage.expectFlat();
        final long refused = stage.refused("DENIED_HALT");
        stage.awaitExpected("orders that add risk are refused before the wire", () -> stage.refused("DENIED_HALT") > refused
            || stage.level() != Level.HALT && refused > 0, () -> stage.refused("DENIED_HALT") + " refused");
        stage.linger(1);
        stage.recoverFromHalt();
    }
}
