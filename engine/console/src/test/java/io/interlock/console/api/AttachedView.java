package io.interlock.console.api;

import io.interlock.console.approval.Pending;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Reason;
import io.interlock.core.model.Verdict;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.HistorySource;
import io.interlock.core.port.JournalHead;
import io.interlock.core.status.CounterStatus;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.EngineVitals;
import io.interlock.core.status.IssueList;
import io.interlock.core.status.MetricsStatus;
import io.interlock.core.status.RecoveryStatus;
import io.interlock.core.status.SampleStatus;
import io.interlock.core.status.ScopeStatus;
import io.interlock.notify.delivery.ChannelStatus;
import io.interlock.notify.route.OpenNotice;
import io.interlock.notify.route.Silence;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Knows as little as the files of an engine in another process may tell. Threading: immutable. */
final class AttachedView implements EngineView
{
    @Override
    public String source()
    {
        return ATTACHED;
    }

    @Override
    public EngineStatus status()
    {
        final ScopeStatus root = new ScopeStatus(
            "", new ScopeStatus.Levels(Level.CLOSED, Level.CLOSED, false, false, false, ""), ScopeStatus.LastTransition.NONE,
            new RecoveryStatus(false, false, 0, -1, -1, false, "nothing to recover from"),
            new SampleStatus(0, 0, 0, SampleStatus.Prices.NONE, ExchangeStatus.UP, NetworkStatus.CONNECTED, Map.of()), null);
        return new EngineStatus(Level.CLOSED, false, FixedView.AT_MS, "boot", List.of(root), MetricsStatus.UNKNOWN,
            new CounterStatus(new CounterStatus.Reports(7, 0, -1), Map.of(), Map.of(), 0, 0, 0, -1), JournalHead.NONE);
    }

    @Override
    public ServiceStatus service()
    {
        return new ServiceStatus(-1, -1, -1, null, -1, -1, null, null, null);
    }

    @Override
    public EngineVitals vitals()
    {
        final EngineVitals.Ring unknown = new EngineVitals.Ring(-1, -1);
        return new EngineVitals(true, "", Long.MAX_VALUE, unknown, unknown, -1, new EngineVitals.Journal(false, false, -1));
    }

    @Override
    public IssueList issues(final Duration back)
    {
        return new IssueList(List.of(), false);
    }

    @Override
    public HistorySource.Page transitions(final long afterSequence, final int limit)
    {
        return new HistorySource.Page(List.of(), false, false);
    }

    @Override
    public long lastSequence()
    {
        return 9;
    }

    @Override
    public String journalNote()
    {
        return "the journal is still being read";
    }

    @Override
    public List<ChannelStatus> channels()
    {
        return null;
    }

    @Override
    public List<OpenNotice> notices()
    {
        return null;
    }

    @Override
    public List<Silence> silences()
    {
        return null;
    }

    @Override
    public List<Pending> pending()
    {
        return null;
    }

    @Override
    public List<ActionEvent> actions()
    {
        return null;
    }

    @Override
    public Checked check(final String scope, final Intent intent, final Double confidence)
    {
        return new Checked(FixedView.AT_MS, new Verdict(Reason.ALLOWED, 1.0), "", false);
    }
}
