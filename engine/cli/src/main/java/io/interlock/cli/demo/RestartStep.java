package io.interlock.cli.demo;

import io.interlock.core.engine.CommandResult;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import io.interlock.core.port.Issue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import quickfix.Session;

/** A new engine on the same directory, of which the journal is what is left: still SHUTDOWN, until somebody resets it. */
final class RestartStep implements Step
{
    private static final Duration AT_MOST = Duration.ofSeconds(10);
    private static final String REFUSED = "DENIED_SHUTDOWN";

    @Override
    public String name()
    {
        return "a restart";
    }

    @Override
    public Promise promise()
    {
        return null;
    }

    @Override
    public void play(final Stage stage) throws InterruptedException
    {
        stage.say("engine and gateway end as planned, gate.dat is taken away, and they start again: only the journal knows the level");
        stage.loop().reporter(null);
        stage.life().close();
        takeAwayGateFile(stage);
        stage.startLife();
        expectFromJournal(stage);
        stage.await(AT_MOST, () -> Session.lookupSession(Trader.SESSION) != null);
        final boolean sent = trade(stage, Side.BUY, Strategy.UNIT);
        stage.expect("an order is refused by " + REFUSED, !sent && stage.refused(REFUSED) > 0, stage.refused(REFUSED) + " refused");
        final CommandResult forced = stage.desk().forceRecovery("", Stage.ACTOR, "does it help?");
        stage.expect("force_recovery is refused at SHUTDOWN", !forced.accepted(), forced.message());
        stage.awaitExpected("open orders are asked to be cancelled again", () -> stage.life().recorder().succeeded("cancelAll"),
            () -> "actions: " + stage.life().recorder().actions().size());
        stage.linger(2);
        stage.say("the operator resets it");
        stage.command("the reset is accepted", stage.desk().reset("", Stage.ACTOR, "the demo goes on"));
        stage.awaitExpected("CLOSED after the reset", () -> stage.level() == Level.CLOSED, () -> "the level is " + stage.level());
        // SHUTDOWN keeps a session out, also after a restart: whoever resets lets it in again.
        Session.lookupSession(Trader.SESSION).logon();
        stage.awaitExpected("logs on again", () -> stage.life().tap().loggedOn(), () -> "logged on: " + stage.life().tap().loggedOn());
        trade(stage, Side.BUY, Strategy.UNIT);
        stage.awaitExpected("an order passes", () -> stage.trader().position().compareTo(Strategy.UNIT) == 0,
            () -> "position " + stage.trader().position().toPlainString());
        stage.linger(1);
        trade(stage, Side.SELL, stage.trader().position());
        stage.awaitExpected("and is closed again", stage::isFlat, () -> "position " + stage.trader().position().toPlainString());
    }

    /** It would know the level too: whoever shows that the journal does has to take it away. */
    private static void takeAwayGateFile(final Stage stage)
    {
        try
        {
            Files.delete(stage.directory().resolve("gate.dat"));
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException("cannot delete gate.dat", e);
        }
    }

    private static void expectFromJournal(final Stage stage)
    {
        stage.expect("still SHUTDOWN after the restart", stage.level() == Level.SHUTDOWN, "the level is " + stage.level());
        final String why = stage.life().tap().scope().gate().explain();
        stage.expect("the journal says why", why.contains("SHUTDOWN because of OPERATOR_KILL"), why);
        final List<String> told = stage.life().engine().issues(Duration.ofMinutes(1)).stream().map(Issue::details).toList();
        stage.expect("the planned stop is no crash", told.stream().noneMatch(text -> text.contains("not stopped as planned")),
            String.join("; ", told));
    }

    private static boolean trade(final Stage stage, final Side side, final BigDecimal quantity)
    {
        return stage.trader().trade(new Strategy.Decision(side, quantity, 1, stage.loop().price()));
    }
}
