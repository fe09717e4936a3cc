package io.interlock.cli.demo;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.time.Duration;

/** Somebody pulls the cord. */
final class KillStep implements Step
{
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    @Override
    public String name()
    {
        return "a kill";
    }

    @Override
    public Promise promise()
    {
        return Scenario.promise(Level.SHUTDOWN, Cause.OPERATOR_KILL);
    }

    @Override
    public void play(final Stage stage) throws InterruptedException
    {
        SlowStep.restOrders(stage);
        stage.pauseHolding();
        stage.say("the operator kills it");
        stage.command("the kill is accepted", stage.desk().kill("", Stage.ACTOR, "the demo's kill"));
        stage.awaitPromise(AT_MOST);
        stage.expectFlat();
        stage.awaitExpected("logged out of the venue", () -> !stage.venue().loggedOn(), () -> "logged on: " + stage.venue().loggedOn());
        stage.awaitExpected("the strategy is stopped", () -> stage.life().isStopped(), () -> "stopped: " + stage.life().isStopped());
        stage.linger(1);
    }
}
