package io.interlock.cli.demo;

import io.interlock.core.model.Side;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * The strategy goes on trading and nothing more happens to it, so that people can try the dashboard's commands. A kill ends it early; the
 * time's end too leaves a flat book.
 */
final class StayStep implements Step
{
    private static final Duration SEEN = Duration.ofSeconds(6);
    private static final Duration DONE = Duration.ofSeconds(10);

    private final int seconds;

    StayStep(final int seconds)
    {
        this.seconds = seconds;
    }

    @Override
    public String name()
    {
        return "it stays";
    }

    @Override
    public Promise promise()
    {
        return null;
    }

    @Override
    public void play(final Stage stage) throws InterruptedException
    {
        stage.say("it goes on trading for " + seconds + " s: override, confirm, recover and kill are yours, on the dashboard"
            + stage.life().console().map(console -> " at " + console.url() + "/").orElse("") + "; a kill ends it");
        stage.loop().trades(true);
        stage.await(Duration.ofSeconds(seconds), () -> stage.life().isStopped());
        if (!stage.life().isStopped())
        {
            stage.loop().trades(false);
            stage.await(DONE, () -> !stage.trader().isBusy());
            final BigDecimal held = stage.trader().position();
            if (held.signum() > 0)
            {
                stage.trader().trade(new Strategy.Decision(Side.SELL, held, 1, stage.loop().price()));
            }
        }
        stage.expectFlat();
        // Who has killed it sees that it holds before it is gone.
        stage.await(SEEN, () -> false);
    }
}
