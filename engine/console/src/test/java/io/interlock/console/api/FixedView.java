package io.interlock.console.api;

import io.interlock.console.access.Principal;
import io.interlock.console.access.Role;
import io.interlock.console.approval.Pending;
import io.interlock.console.approval.Subject;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Reason;
import io.interlock.core.model.Verdict;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.CommandRecord;
import io.interlock.core.port.GatewayView;
import io.interlock.core.port.HistorySource;
import io.interlock.core.port.Issue;
import io.interlock.core.port.JournalHead;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.status.CauseStatus;
import io.interlock.core.status.CounterStatus;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.EngineVitals;
import io.interlock.core.status.IssueList;
import io.interlock.core.status.MetricsStatus;
import io.interlock.core.status.RecoveryStatus;
import io.interlock.core.status.SampleStatus;
import io.interlock.core.status.ScopeStatus;
import io.interlock.core.status.Situation;
import io.interlock.notify.delivery.ChannelStatus;
import io.interlock.notify.route.OpenNotice;
import io.interlock.notify.route.Silence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells the same at every call, and something in each field. Threading: immutable. */
final class FixedView implements EngineView
{
    @Override
    public Boolean hasTradingActions()
    {
        return true;
    }

    /** 2026-11-27T00:00:00Z. */
    static final long AT_MS = 1_795_737_600_000L;
    private static final String BOOT = "6c1a2b3c-0000-4000-8000-000000000001";
    private static final String HASH = "ab".repeat(32);

    @Override
    public EngineStatus status()
    {
        final ScopeStatus root = new ScopeStatus(
            "", new ScopeStatus.Levels(Level.CLOSED, Level.CLOSED, false, false, false, ""), ScopeStatus.LastTransition.NONE,
            new RecoveryStatus(false, false, 0, 1, -1, false, "nothing to recover from"),
            new SampleStatus(1, 10, 1, SampleStatus.Prices.NONE, ExchangeStatus.UP, NetworkStatus.CONNECTED, Map.of()), List.of());
        final ScopeStatus venue = new ScopeStatus(
            "binance", new ScopeStatus.Levels(Level.HALT, Level.HALT, true, true, true, "STALE KILLED"),
            new ScopeStatus.LastTransition(Cause.API_LATENCY, 3_500.5, 3_000.0, AT_MS - 60_000),
            new RecoveryStatus(false, true, 0, 3, 840_000_000_000L, false, "840 s of health, healthy samples (0 of 3)"),
            new SampleStatus(2, 40, 10, prices(), ExchangeStatus.SLOW,
                NetworkStatus.CONNECTED, Map.of("API_LATENCY", AT_MS - 250)),
            List.of(new CauseStatus(Cause.EXCHANGE, 1, AT_MS - 500, true)));
        return new EngineStatus(
            Level.HALT, false, AT_MS, BOOT, List.of(root, venue), new MetricsStatus(3, 250.5, 240.0, 3_490.0, 3_500.5),
            new CounterStatus(new CounterStatus.Reports(12, 1, 100), Map.of("API_LATENCY", 3L), Map.of(), 2, 1, 0, 0),
            new JournalHead(42, HASH));
    }

    private static SampleStatus.Prices prices()
    {
        return new SampleStatus.Prices(1_000.0, 960.0, 0.25, 3_500.5, new SampleStatus.Recent(3_500.5, 0.25));
    }

    @Override
    public List<String> scopes()
    {
        return List.of("", "binance");
    }

    @Override
    public ServiceStatus service()
    {
        return new ServiceStatus(4, 65_536, 2, "OK", 1, 42, "42:" + HASH, "cd".repeat(32), "0.1.0");
    }

    @Override
    public EngineVitals vitals()
    {
        return new EngineVitals(false, "", 2_000_000L, new EngineVitals.Ring(4, 65_536), new EngineVitals.Ring(3, 8_192), 7,
            new EngineVitals.Journal(true, false, 1));
    }

    @Override
    public HealthStatus health()
    {
        return new HealthStatus(0.5, 812, 1_024, 48_234_496L, List.of("interlock-deadman"), List.of(
            "descriptors: 812 of 1024 are open; from 98.0 % on at 5 looks in a row that is a SYSTEM_ERROR. Without any, no session and no "
                + "file of the journal can be opened: raise the limit (ulimit -n), or find what holds them"));
    }

    @Override
    public IssueList issues(final Duration back)
    {
        return new IssueList(
            List.of(new Issue(AT_MS - 60_000, "API_LATENCY", "binance", 3_500.5, 3_000.0, "demands HALT")), false);
    }

    @Override
    public HistorySource.Page transitions(final long afterSequence, final int limit)
    {
        return new HistorySource.Page(List.of(new HistorySource.Kept(40, new TransitionEvent(
            7, BOOT + "-7", 1_000_000_000L, AT_MS - 60_000, "binance", new TransitionEvent.Change(Level.CLOSED, Level.HALT),
            new TransitionEvent.Why(Cause.API_LATENCY, 3_500_500_000L, 3_000_000_000L)))), false, false);
    }

    @Override
    public CommandRecord lastCommand(final String scope, final HistorySource.Commanded what)
    {
        return new CommandRecord(8, AT_MS - 120_000, what == HistorySource.Commanded.OVERRIDE ? "OVERRIDE_ENABLE" : "KILL", scope, "mia",
            "maintenance of the venue", new CommandRecord.Outcome(true, "done"));
    }

    @Override
    public Level recoversTo(final String scope, final Level own)
    {
        return own == Level.HALT ? Level.CLOSED : null;
    }

    @Override
    public List<ChannelStatus> channels()
    {
        return List.of(new ChannelStatus(
            "desk", "email", ChannelStatus.State.UP, AT_MS - 900_000, new ChannelStatus.Counts(12, 1, 2, 0, 0), "connection refused"));
    }

    @Override
    public List<OpenNotice> notices()
    {
        return List.of(new OpenNotice(BOOT + "-7", BOOT + "-7", "binance", Level.HALT, AT_MS - 60_000, "mia", null));
    }

    @Override
    public List<Silence> silences()
    {
        return List.of(new Silence("s-1", "binance", AT_MS + 1_800_000, "mia", "maintenance of the venue"));
    }

    @Override
    public List<Pending> pending()
    {
        return List.of(new Pending("p-1", new Subject("accept", "", "JOURNAL"), new Principal("mia", Role.ADMIN), "the disk has room again",
            new Situation(Level.HALT, Level.HALT, Cause.JOURNAL, 1, Map.of(), Set.of()),
            new Pending.When(1, AT_MS - 30_000, AT_MS + 270_000)));
    }

    @Override
    public List<ActionEvent> actions()
    {
        return List.of(new ActionEvent(
            BOOT + "-7-cancelAll", "cancelAll", "binance", ActionEvent.Stage.STARTED, 1, AT_MS - 59_000, "asked"));
    }

    @Override
    public GatewayView.Gateway gateway()
    {
        return new GatewayView.Gateway(
            true, new GatewayView.Orders(120, 8, 30, Map.of("DENIED_HALT", 5L)),
            List.of(new GatewayView.OpenOrder("binance", "A-17", "BTC/USDT", "BUY", "0.5", "0.2", true)), 1,
            List.of(new GatewayView.Position("binance", "BTC/USDT", "1.5")));
    }

    @Override
    public Checked check(final String scope, final Intent intent, final Double confidence)
    {
        return new Checked(AT_MS, new Verdict(Reason.ALLOWED_REDUCED, 0.5), "STALE", true);
    }
}
