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
    private boolean wasAbove;

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
        begin(stage);
        stage.awaitPromise(AT_MOST, () -> again(stage));
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

    private void begin(final Stage stage)
    {
        stage.venue().rejectNext(streak, "no margin (the demo)");
    }

    /** Where the strategy is not sure of itself for a while, THROTTLE lets no order go and ends by its cooldown: the streak begins anew. */
    private void again(final Stage stage)
    {
        final boolean isAbove = stage.level() != Level.CLOSED;
        if (wasAbove && !isAbove)
        {
            begin(stage);
        }
        wasAbove = isAbove;
    }
}
