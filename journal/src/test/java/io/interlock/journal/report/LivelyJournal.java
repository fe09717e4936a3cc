package io.interlock.journal.report;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.CommandRecord;
import io.interlock.core.port.Issue;
import io.interlock.core.port.MetricsSample;
import io.interlock.core.port.TransitionEvent;
import io.interlock.journal.MemoryJournal;
import io.interlock.journal.record.Contents;
import io.interlock.journal.record.Hash;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordType;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/** A morning in which much went wrong: transitions, actions of which one timed out, operators, a kill, a crash, and a second life. */
final class LivelyJournal
{
    static final long START_MS = Instant.parse("2026-11-26T07:30:00Z").toEpochMilli();
    static final long SEED = 20_261_126L;

    final MemoryJournal journal = new MemoryJournal(null);
    private UUID boot;
    private Contents contents;
    private long decision;
    private long wallMs = START_MS;
    private long lastMs;

    static long at(final String time)
    {
        return Instant.parse("2026-11-26T" + time + "Z").toEpochMilli();
    }

    LivelyJournal boot(final int id, final String time)
    {
        wallMs = at(time);
        boot = new UUID(0xB007, id);
        contents = new Contents(boot, Hash.ZERO);
        decision = 0;
        journal.add(contents.words(RecordType.STARTED, stamp(),
            new RecordContent.Texts("", "", "interlock 0.1.0", "", "preset: production\n\"\": ScopeConfig[...]")));
        return this;
    }

    private RecordContent.Stamp stamp()
    {
        return new RecordContent.Stamp(boot, 0, 0, wallMs);
    }

    LivelyJournal level(final String time, final String scope, final Level from, final Level to, final TransitionEvent.Why why)
    {
        wallMs = at(time);
        decision++;
        journal.add(contents.transition(new TransitionEvent(
            decision, boot + "-" + decision, 0, wallMs, scope, new TransitionEvent.Change(from, to), why)));
        return vital(scope, to, false);
    }

    LivelyJournal vital(final String scope, final Level level, final boolean override)
    {
        journal.add(contents.vital(RecordType.VITAL, stamp(),
            new RestoredScope(level, override, ExchangeStatus.UP, NetworkStatus.CONNECTED, 0), RecordContent.Texts.scope(scope)));
        return this;
    }

    static TransitionEvent.Why why(final Cause cause, final long value, final long threshold)
    {
        return new TransitionEvent.Why(cause, value, threshold);
    }

    static TransitionEvent.Why why(final Cause cause)
    {
        return why(cause, Cause.NO_NUMBER, Cause.NO_NUMBER);
    }

    LivelyJournal action(
        final String name, final String scope, final ActionEvent.Stage stage, final int attempt, final long afterMs, final String answer)
    {
        final String id = boot + "-" + decision + '-' + name;
        journal.add(contents.action(new ActionEvent(id, name, scope, stage, attempt, wallMs + afterMs, answer), 0));
        lastMs = wallMs + afterMs;
        return this;
    }

    LivelyJournal done(final String name, final String scope, final long afterMs, final String answer)
    {
        return action(name, scope, ActionEvent.Stage.STARTED, 1, 1, "")
            .action(name, scope, ActionEvent.Stage.SUCCEEDED, 1, afterMs, answer);
    }

    LivelyJournal command(
        final String time, final String command, final String scope, final String actor, final String reason, final boolean accepted)
    {
        wallMs = at(time);
        decision++;
        journal.add(contents.command(new CommandRecord(decision, wallMs, command, scope, actor, reason,
            new CommandRecord.Outcome(accepted, accepted ? "done" : "the cooldown is not over: 214 s are left")), 0));
        return this;
    }

    LivelyJournal issue(final String type, final String scope, final double value, final double threshold, final String details)
    {
        journal.add(contents.issue(new Issue(Math.max(lastMs, wallMs), type, scope, value, threshold, details), 0));
        return this;
    }

    LivelyJournal notice(final String channel, final String details)
    {
        journal.add(new RecordContent(
            RecordType.NOTIFICATION, stamp(), RecordContent.Change.NONE, new RecordContent.Outcome(false, null, 2), null,
            new RecordContent.Texts(channel, "", channel, channel, details), Hash.ZERO));
        return this;
    }

    LivelyJournal recovered(final String words)
    {
        journal.add(contents.words(RecordType.RECOVERED, stamp(), new RecordContent.Texts("", "", "", "", words)));
        return this;
    }

    LivelyJournal gap(final String words)
    {
        journal.add(contents.words(RecordType.GAP, stamp(), new RecordContent.Texts("", "", "JOURNAL", "", words)));
        return this;
    }

    LivelyJournal metrics(final String time, final double p99, final double max)
    {
        wallMs = at(time);
        journal.add(contents.metrics(
            new MetricsSample(wallMs, Level.CLOSED, 0, new MetricsSample.Latency(100, p99 / 2, p99 / 2, p99, max)), 0));
        return this;
    }

    /** The whole morning. */
    static LivelyJournal morning()
    {
        final LivelyJournal all = new LivelyJournal().boot(1, "07:30:00");
        for (int minute = 30; minute < 60; minute++)
        {
            all.metrics("07:" + minute + ":00", 40, 120 + minute);
        }
        all.level("08:02:05.120", "binance", Level.CLOSED, Level.ALERT, why(Cause.API_LATENCY, 612_400_000L, 500_000_000L))
            .issue("API_LATENCY", "binance", 612.4, 500, "demands ALERT").metrics("08:03:00", 480, 700)
            .level("08:04:10.004", "binance", Level.ALERT, Level.CLOSED, why(Cause.RECOVERY))
            .level("08:14:41.870", "binance/maker-1", Level.CLOSED, Level.THROTTLE, why(Cause.SLIPPAGE, 3_412_000L, 3_000_000L))
            .command("08:16:20", "OVERRIDE_ENABLE", "binance/maker-1", "ann", "maker quotes against a stale book", true)
            .vital("binance/maker-1", Level.THROTTLE, true);
        all.level("08:22:10.010", "binance", Level.CLOSED, Level.ALERT, why(Cause.CONSECUTIVE_FAILURES, 2, 2))
            .level("08:22:11.345", "binance", Level.ALERT, Level.THROTTLE, why(Cause.CONSECUTIVE_FAILURES, 3, 3))
            .level("08:22:19.870", "binance", Level.THROTTLE, Level.HALT, why(Cause.CONSECUTIVE_FAILURES, 5, 5))
            .done("saveState", "binance", 14, "42 orders").done("dump", "binance", 31, "dumps/20261126T082219870Z-HALT.txt, 48211 bytes")
            .done("cancelAll", "binance", 208, "17 orders cancelled and confirmed")
            .action("flatten", "binance", ActionEvent.Stage.STARTED, 1, 220, "")
            .action("flatten", "binance", ActionEvent.Stage.RETRIED, 2, 5_220, "the venue does not answer")
            .action("flatten", "binance", ActionEvent.Stage.TIMED_OUT, 3, 30_220, "no fill was confirmed within 30 s")
            .issue("ACTION_TIMED_OUT", "binance", Double.NaN, Double.NaN, "flatten gave no answer within its deadline");
        all.command("08:25:02", "CONFIRM", "binance", "bob", "looks calm to me", false)
            .level("08:31:30.500", "", Level.CLOSED, Level.HALT, why(Cause.LOSS, 57_300_000L, 50_000_000L))
            .done("saveState", "", 9, "").done("cancelAll", "", 310, "31 orders cancelled and confirmed")
            .command("08:36:58.200", "KILL", "", "bob", "equity falls on, position unknown at binance", true)
            .level("08:36:58.200", "", Level.HALT, Level.SHUTDOWN, why(Cause.OPERATOR_KILL))
            .done("dump", "", 40, "dumps/20261126T083658200Z-SHUTDOWN.txt, 61120 bytes").done("cancelAll", "", 91, "0 orders were open")
            .done("disconnect", "", 140, "3 sessions logged out").action("stop", "", ActionEvent.Stage.STARTED, 1, 150, "");
        all.boot(2, "08:52:00");
        all.recovered("the last life (boot 00000000-0000-b007-0000-000000000001) was not stopped as planned");
        all.command("08:58:12", "RESET", "", "ann", "books checked with the venue", true)
            .level("08:58:12", "", Level.SHUTDOWN, Level.CLOSED, why(Cause.RESET))
            .level("09:10:40", "okx", Level.CLOSED, Level.ALERT, why(Cause.EXCHANGE)).metrics("09:15:00", 60, 210);
        return all;
    }

    /** Inputs that go with it. */
    static void inputs(final InputFeed feed)
    {
        final Random random = new Random(SEED);
        final InputEvent event = new InputEvent();
        double equity = 1_000_000;
        for (long ms = START_MS; ms < at("08:37:00"); ms += 500)
        {
            final boolean slow = ms > at("08:02:00") && ms < at("08:03:00");
            final boolean failing = ms > at("08:22:00") && ms < at("08:24:00");
            final double latency = (slow ? 380 : 18) * Math.exp(random.nextGaussian() * 0.35);
            feed.input("binance", event.apiLatency(1, (long)(latency * 1e6)), ms);
            feed.input("binance", event.plain(failing && random.nextInt(4) > 0 ? InputKind.ORDER_FAILURE : InputKind.ORDER_SUCCESS, 1), ms);
            final boolean slipping = ms > at("08:14:00") && ms < at("08:16:00");
            final double slip = Math.abs(random.nextGaussian()) * (slipping ? 0.0018 : 0.0002);
            feed.input("binance/maker-1", event.slippage(2, Side.BUY, 50_000, 50_000 * (1 + slip)), ms);
            equity *= 1 + random.nextGaussian() * 0.00012 - (ms > at("08:28:00") ? 0.00009 : 0);
            feed.input("", event.equity(0, equity), ms);
        }
        feed.gap(at("08:37:00"), at("08:52:00"), "no engine ran");
        for (long ms = at("08:52:00"); ms < at("09:15:00"); ms += 500)
        {
            feed.input("binance", event.folded(InputKind.LANE_SUMMARY, 1, 30_000_000L + random.nextInt(9_000_000), 5, 5, 100_000), ms);
            feed.input("", event.equity(0, equity + random.nextInt(2_000)), ms);
        }
    }
}
