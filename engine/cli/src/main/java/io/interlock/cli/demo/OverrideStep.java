package io.interlock.cli.demo;

import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import java.math.BigDecimal;

/** An operator overrides: OPEN is refused and CLOSE passes, at an unchanged level. */
final class OverrideStep implements Step
{
    private static final String REFUSED = "DENIED_OVERRIDE";

    @Override
    public String name()
    {
        return "an override";
    }

    @Override
    public Promise promise()
    {
        return null;
    }

    @Override
    public void play(final Stage stage) throws InterruptedException
    {
        stage.pauseHolding();
        stage.say("the operator switches the override on");
        stage.command("the override is accepted", stage.desk().override("", true, Stage.ACTOR, "a person wants no new risk"));
        final BigDecimal held = stage.trader().position();
        final boolean sent = stage.trader().trade(new Strategy.Decision(Side.SELL, held, 1, stage.loop().price()));
        stage.expect("an order that closes passes", sent && held.signum() > 0, "sold " + held.toPlainString() + ": " + sent);
        stage.loop().trades(true);
        stage.awaitExpected("orders that add risk are refused by " + REFUSED, () -> stage.refused(REFUSED) > 0,
            () -> stage.refused(REFUSED) + " refused");
        stage.expect("the level is unchanged", stage.level() == Level.CLOSED, "the level is " + stage.level());
        stage.linger(2);
        stage.say("the operator switches the override off");
        stage.command("the override is taken back", stage.desk().override("", false, Stage.ACTOR, "all is well"));
        final long before = stage.counts().sent();
        stage.awaitExpected("orders flow again", () -> stage.counts().sent() > before, () -> stage.counts().sent() - before + " sent");
        stage.linger(1);
    }
}
