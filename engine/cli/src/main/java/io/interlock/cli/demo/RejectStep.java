package io.interlock.cli.demo;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.time.Duration;

/** Orders are rejected in a row. */
final class RejectStep implements Step
{
    private static final Duration AT_MOST = Duration.ofSeconds(15);

    private final int streak;
    private final Level level;

    RejectStep(final int streak, final Level level)
    {
        this.streak = streak;
        this.level = level;
    }

    @Override
    public String name()
    {
        return streak + " rejects in a row";
    }

    @Override
    public Promise promise()
    {
        return Scenario.promise(level, Cause.CONSECUTIVE_FAILURES);
    }

    @Override
    public void play(final Stage stage) throws InterruptedException
    {
        stage.say("the venue rejects the next " + streak + " orders");
        stage.venue().rejectNext(streak, "no margin (the demo)");
        stage.awaitPromise(AT_MOST);
        // What the streak did not use up must not leak into the next step.
        stage.venue().rejectNext(0, "");
        if (level == Level.HALT)
        {
            stage.expectFlat();
            stage.linger(1);
            stage.recoverByDesk("the venue's risk desk has put it right");
        }
        else
        {
            stage.linger(1);
            stage.recoverByCooldown();
        }
    }
}
