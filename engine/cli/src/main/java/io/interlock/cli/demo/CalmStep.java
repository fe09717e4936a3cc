package io.interlock.cli.demo;

import io.interlock.core.model.Level;
import java.time.Duration;

/** The venue answers at once: orders flow. */
final class CalmStep implements Step
{
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final int WARM_UP_ORDERS = 1_500;
    private static final int ORDERS = 10;

    @Override
    public String name()
    {
        return "calm";
    }

    @Override
    public Promise promise()
    {
        return null;
    }

    @Override
    public void play(final Stage stage) throws InterruptedException
    {
        stage.say("warming up: orders as fast as they are answered, so that what is measured later is compiled code");
        stage.loop().warmsUp(true);
        stage.loop().trades(true);
        stage.await(WARM_UP, () -> stage.counts().sent() >= WARM_UP_ORDERS);
        stage.loop().warmsUp(false);
        stage.warmedUp();
        stage.say("the tape runs");
        final long before = stage.counts().sent();
        stage.linger(4);
        stage.awaitExpected("orders flow", () -> stage.counts().sent() >= before + ORDERS && stage.level() == Level.CLOSED,
            () -> stage.counts().sent() + " orders sent, " + stage.counts().refusedInAll() + " refused, level " + stage.level());
    }
}
