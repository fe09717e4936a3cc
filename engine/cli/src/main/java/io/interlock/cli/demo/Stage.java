package io.interlock.cli.demo;

import io.interlock.core.engine.CommandResult;
import io.interlock.core.engine.OperatorDesk;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import io.interlock.gateway.fix.TapCounts;
import io.interlock.gateway.paper.PaperVenue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import quickfix.ConfigError;

/**
 * Where the steps play: the venue, the strategy, the engine that lives now, and the list of promises. Ends itself when somebody wants the
 * process to end.
 *
 * <p>Threading: the scenario's thread plays; looks from any thread.
 */
final class Stage implements AutoCloseable
{
    static final String ACTOR = "demo";

    private static final long LOOK_MS = 5;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final PaperVenue venue;
    private final TradingLoop loop;
    private final Life.Parts parts;
    private final Pace pace;
    private final List<Life> lives = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private volatile Step step;
    private volatile Report.Costs warmUp;
    private int mark;

    Stage(final PaperVenue venue, final Life.Parts parts, final Pace pace)
    {
        this.venue = venue;
        this.loop = parts.loop();
        this.parts = parts;
        this.pace = pace;
    }

    PaperVenue venue()
    {
        return venue;
    }

    /** Of the engine's data. */
    Path directory()
    {
        return parts.directory();
    }

    TradingLoop loop()
    {
        return loop;
    }

    Trader trader()
    {
        return parts.trader();
    }

    Pace pace()
    {
        return pace;
    }

    synchronized Life life()
    {
        return lives.isEmpty() ? null : lives.get(lives.size() - 1);
    }

    synchronized List<Life> lives()
    {
        return List.copyOf(lives);
    }

    OperatorDesk desk()
    {
        return life().engine().desk();
    }

    Level level()
    {
        return life().tap().scope().level();
    }

    Step step()
    {
        return step;
    }

    synchronized List<Kept> kept()
    {
        return List.copyOf(kept);
    }

    synchronized List<String> told()
    {
        return List.copyOf(told);
    }

    /** What was measured until now was measured on code that the JVM had not compiled yet. */
    void warmedUp()
    {
        warmUp = new Report.Costs(life().tap().outboundCost(), life().tap().inboundCost());
    }

    /** What was measured before everything was warm; null before that. */
    Report.Costs warmUp()
    {
        return warmUp;
    }

    /** Starts an engine with its gateway on the directory. */
    void startLife()
    {
        try
        {
            final Life life = new Life(parts, lives().isEmpty());
            synchronized (this)
            {
                lives.add(life);
            }
            life.console().map(Words::console).ifPresent(this::say);
        }
        catch (final ConfigError e)
        {
            throw new IllegalStateException("the gateway cannot start: " + e.getMessage(), e);
        }
    }

    void play(final Step next) throws InterruptedException
    {
        step = next;
        mark = life().recorder().count();
        next.play(this);
        checkLoop();
    }

    private void checkLoop()
    {
        if (loop.fault() != null)
        {
            throw new IllegalStateException("the trading loop died", loop.fault());
        }
    }

    /** Says what is happening. */
    synchronized void say(final String text)
    {
        told.add(text);
    }

    synchronized void expect(final String promise, final boolean isKept, final String found)
    {
        kept.add(new Kept(step == null ? "demo" : step.id(), promise, isKept, found));
        if (!isKept)
        {
            told.add("PROMISE BROKEN: " + promise + ": " + found);
        }
    }

    /** Waits until the step's level was reached by its cause, and notes whether it was. */
    boolean awaitPromise(final Duration atMost) throws InterruptedException
    {
        return awaitPromise(atMost, this::checkLoop);
    }

    /** The same; {@code meanwhile} is called at each look. */
    boolean awaitPromise(final Duration atMost, final Runnable meanwhile) throws InterruptedException
    {
        final Step.Promise promise = step.promise();
        final Recorder recorder = life().recorder();
        final boolean reached = await(atMost, () ->
        {
            meanwhile.run();
            return recorder.reached(mark, promise.level(), promise.cause());
        });
        expect("reaches " + promise, reached, reached ? "reached" : "the level is " + level());
        return reached;
    }

    /** Waits for something that has to happen, and notes whether it did. */
    boolean awaitExpected(final String promise, final BooleanSupplier condition, final Supplier<String> found)
        throws InterruptedException
    {
        final boolean happened = await(SOON, condition);
        expect(promise, happened, found.get());
        return happened;
    }

    boolean await(final Duration atMost, final BooleanSupplier condition) throws InterruptedException
    {
        final long endNs = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean())
        {
            if (System.nanoTime() - endNs > 0)
            {
                return false;
            }
            checkLoop();
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        return true;
    }

    /** Lets people look on. */
    void linger(final double wanted) throws InterruptedException
    {
        TimeUnit.NANOSECONDS.sleep(pace.lingerNs(wanted));
    }

    long refused(final String reason)
    {
        return counts().refused().getOrDefault(reason, 0L);
    }

    TapCounts counts()
    {
        return life().tap().counts();
    }

    /** Pauses the strategy at a position above 0, so that there is something to close. */
    void pauseHolding() throws InterruptedException
    {
        loop.trades(false);
        await(SOON, () -> !trader().isBusy());
        if (trader().position().signum() == 0)
        {
            trader().trade(new Strategy.Decision(Side.BUY, Strategy.UNIT, 1, loop.price()));
            await(SOON, () -> trader().position().signum() > 0 && !trader().isBusy());
        }
    }

    /** Waits until positions are flat and nothing is open, by the venue's own book. */
    void expectFlat() throws InterruptedException
    {
        awaitExpected("open orders cancelled, position flat", this::isFlat,
            () -> venue.openOrders() + " open orders, position " + venue.position(Trader.SYMBOL).toPlainString());
    }

    boolean isFlat()
    {
        return venue.openOrders() == 0 && venue.position(Trader.SYMBOL).signum() == 0;
    }

    /** Waits for the cooldown to bring it back to CLOSED. */
    void recoverByCooldown() throws InterruptedException
    {
        say("recovers by itself: cooldown (shortened) and a healthy sample");
        final Level from = level();
        awaitExpected("comes back from " + from + " by itself", () -> level() == Level.CLOSED, () -> "the level is " + level());
    }

    /** HALT: by its cooldown where there is time for it, else by the desk. */
    void recoverFromHalt() throws InterruptedException
    {
        if (pace.waitsForCooldowns())
        {
            recoverByCooldown();
        }
        else
        {
            recoverByDesk("a short run has no time for HALT's cooldown");
        }
    }

    void recoverByDesk(final String reason) throws InterruptedException
    {
        say("the operator's desk forces the recovery: " + reason);
        command("force_recovery is accepted", desk().forceRecovery("", ACTOR, reason));
        awaitExpected("comes back by the desk", () -> level() == Level.CLOSED, () -> "the level is " + level());
    }

    void command(final String promise, final CommandResult result)
    {
        expect(promise, result.accepted(), result.message());
    }

    @Override
    public void close()
    {
        final Life last = life();
        if (last != null)
        {
            last.close();
        }
    }
}
