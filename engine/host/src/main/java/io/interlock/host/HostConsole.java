package io.interlock.host;

import io.interlock.config.BreakerConfig;
import io.interlock.config.RecoveryMode;
import io.interlock.console.access.Tokens;
import io.interlock.console.api.Checked;
import io.interlock.console.api.ConfigDesk;
import io.interlock.console.api.EngineControl;
import io.interlock.console.api.EngineView;
import io.interlock.console.api.HealthStatus;
import io.interlock.console.api.SecondPerson;
import io.interlock.console.api.ServiceStatus;
import io.interlock.console.api.SharedStatus;
import io.interlock.console.approval.Pending;
import io.interlock.console.http.StreamCounts;
import io.interlock.console.metrics.GateCost;
import io.interlock.console.metrics.MetricsContext;
import io.interlock.console.metrics.VerdictCounts;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.OperatorDesk;
import io.interlock.core.engine.Scope;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.model.Verdict;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.AttemptRecord;
import io.interlock.core.port.CommandRecord;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.GatewayView;
import io.interlock.core.port.HistorySource;
import io.interlock.core.port.JournalHead;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.EngineVitals;
import io.interlock.core.status.IssueList;
import io.interlock.journal.FileJournal;
import io.interlock.notify.delivery.ChannelStatus;
import io.interlock.notify.delivery.NotifyCenter;
import io.interlock.notify.route.OpenNotice;
import io.interlock.notify.route.Silence;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * This engine as its console sees it. Nothing here reads a disk: the journal has the latest transitions in memory.
 *
 * <p>Threading: several threads of the server at once. The breaker thread is asked by {@link #status()}, whose answers are shared, by
 * commands and for a scope that is new, each with the engine's deadline.
 */
final class HostConsole implements EngineView, EngineControl
{
    private static final long NS_PER_MS = 1_000_000L;

    private final BreakerEngine engine;
    private final FileJournal journal;
    private final NotifyCenter notifications;
    private final ConfigReloads reloads;
    private final Others others;
    private final SharedStatus shared;

    /** What else is told of. */
    record Others(RunningActions actions, GatewayAsker gateway, HostOperators operators, HealthWatch health)
    {
    }

    HostConsole(
        final BreakerEngine engine, final FileJournal journal, final NotifyCenter notifications, final ConfigReloads reloads,
        final Others others)
    {
        this.engine = engine;
        this.journal = journal;
        this.notifications = notifications;
        this.reloads = reloads;
        this.others = others;
        shared = new SharedStatus(engine::status, System::nanoTime);
    }

    @Override
    public EngineStatus status()
    {
        return shared.get();
    }

    @Override
    public List<String> scopes()
    {
        return engine.desk().scopes();
    }

    @Override
    public void commanded()
    {
        shared.outdate();
    }

    @Override
    public ServiceStatus service()
    {
        final EngineVitals vitals = engine.vitals();
        final EngineVitals.Journal state = vitals.journal();
        final JournalHead head = journal.durableHead();
        return new ServiceStatus(
            vitals.input().depth(), vitals.input().capacity(), vitals.heartbeatAgeNs() / NS_PER_MS,
            !state.present() ? "NONE" : state.failed() ? "FAILED" : "OK", state.lag(), head.sequence(), head.toString(),
            reloads.shown().hash(), JournalSetup.build());
    }

    @Override
    public EngineVitals vitals()
    {
        return engine.vitals();
    }

    @Override
    public HealthStatus health()
    {
        return others.health().status();
    }

    @Override
    public IssueList issues(final Duration back)
    {
        return engine.issues(back);
    }

    @Override
    public HistorySource.Page transitions(final long afterSequence, final int limit)
    {
        return journal.history().transitions(afterSequence, limit);
    }

    @Override
    public CommandRecord lastCommand(final String scope, final HistorySource.Commanded what)
    {
        return journal.history().lastCommand(scope, what);
    }

    @Override
    public Level recoversTo(final String scope, final Level own)
    {
        if (own == Level.CLOSED || own == Level.SHUTDOWN)
        {
            return null;
        }
        return config().scope(scope).recovery().rule().mode() == RecoveryMode.DIRECT ? Level.CLOSED : Level.of(own.ordinal() - 1);
    }

    @Override
    public List<ChannelStatus> channels()
    {
        return notifications.status();
    }

    @Override
    public List<OpenNotice> notices()
    {
        return notifications.open();
    }

    @Override
    public List<Silence> silences()
    {
        return notifications.silences();
    }

    @Override
    public List<ActionEvent> actions()
    {
        return others.actions().all();
    }

    @Override
    public List<Pending> pending()
    {
        return secondPerson().pending();
    }

    @Override
    public SecondPerson secondPerson()
    {
        return others.operators().second();
    }

    /** That the two-person rule reads too; null where the console reads them alone. */
    Tokens tokens()
    {
        return others.operators().tokens();
    }

    @Override
    public GatewayView.Gateway gateway()
    {
        return others.gateway().ask();
    }

    @Override
    public Boolean hasTradingActions()
    {
        return others.gateway().acts();
    }

    @Override
    public Checked check(final String scope, final Intent intent, final Double confidence)
    {
        final Scope found = engine.find(scope);
        if (found == null)
        {
            return null;
        }
        // First, as a gate reads the guard before the level: what is found stale here was not fresh when the gate answered.
        final boolean stale = engine.vitals().stale();
        final Verdict verdict = confidence == null ? found.gate().check(intent) : found.gate().check(intent, confidence);
        final Reason reason = verdict.reason();
        final boolean hidden = stale && intent == Intent.OPEN && (reason.allowed() || reason.compareTo(Reason.DENIED_STALE) > 0);
        return new Checked(
            System.currentTimeMillis(), hidden ? new Verdict(Reason.DENIED_STALE, 0.0) : verdict, found.guard(), stale);
    }

    /** What its metrics are made of; of streams only a server knows. */
    MetricsContext metrics(final Supplier<StreamCounts> streams)
    {
        return new MetricsContext(
            this, this::config, () -> List.of(this::verdicts), new GateCost(engine.root().gate(), EngineClock.SYSTEM), streams);
    }

    private void verdicts(final VerdictCounts.Visitor visitor)
    {
        final GatewayView.Gateway gateway = gateway();
        if (gateway != null)
        {
            VerdictCounts.of(others.gateway().scope(), gateway::orders).verdicts(visitor);
        }
    }

    /** Of this life. The breaker thread is asked. */
    String bootId()
    {
        return engine.status().bootId();
    }

    /** Raises an issue of the console's own. */
    void raise(final String type, final String details)
    {
        engine.raise(type, "", details);
    }

    @Override
    public OperatorDesk desk()
    {
        return engine.desk();
    }

    @Override
    public BreakerConfig config()
    {
        return engine.desk().config();
    }

    @Override
    public ConfigDesk configs()
    {
        return reloads;
    }

    @Override
    public Scope find(final String path)
    {
        return engine.find(path);
    }

    @Override
    public Scope reported(final String path)
    {
        final Scope made = engine.scope(path);
        // Who has made a scope finds it in the next status; so many can be made and no more, so this is no way to keep asking.
        shared.outdate();
        return made;
    }

    @Override
    public NoticeCommand.Answer notice(final NoticeCommand command)
    {
        return engine.notice(command);
    }

    /** An ISSUE record of type CONSOLE: neither listed nor told, so that a flood of attempts hides nothing. */
    @Override
    public void attempted(final String principal, final String what, final String outcome)
    {
        engine.attempted(new AttemptRecord(System.currentTimeMillis(), principal, what, outcome));
    }
}
