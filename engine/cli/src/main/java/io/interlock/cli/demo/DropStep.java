package io.interlock.cli.demo;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.time.Duration;

/** The session is cut without a logout. */
final class DropStep implements Step
{
    private static final Duration AT_MOST = Duration.ofSeconds(15);

    @Override
    public String name()
    {
        return "the session drops";
    }

    @Override
    public Promise promise()
    {
        return Scenario.promise(Level.HALT, Cause.NETWORK);
    }

    @Override
    public void play(final Stage stage) throws InterruptedException
    {
        stage.loop().trades(true);
        stage.linger(1);
        SlowStep.restOrders(stage);
        stage.pauseHolding();
        stage.say("the venue cuts the session");
        stage.venue().dropSession();
        stage.awaitPromise(AT_MOST);
        stage.awaitExpected("logs on again", () -> stage.life().tap().loggedOn(), () -> "logged on: " + stage.life().tap().loggedOn());
        stage.expectFlat();
        stage.loop().trades(true);
        SlowStep.refuse(stage);
    }
}
