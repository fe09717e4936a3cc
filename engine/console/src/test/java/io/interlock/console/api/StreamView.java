package io.interlock.console.api;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.HistorySource;
import io.interlock.core.port.Issue;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.EngineVitals;
import io.interlock.core.status.IssueList;
import io.interlock.notify.delivery.ChannelStatus;
import io.interlock.notify.route.OpenNotice;
import io.interlock.notify.route.Silence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An engine as a test says it is. Threading: the test's. */
final class StreamView implements EngineView
{
    final List<HistorySource.Kept> kept = new ArrayList<>();
    final List<Issue> issues = new ArrayList<>();
    final List<OpenNotice> notices = new ArrayList<>();
    final List<Silence> silences = new ArrayList<>();
    EngineStatus status = new FixedView().status();
    boolean stale;
    long lag;
    long head;
    long forgotten;
    int statuses;
    int pages;

    /** A transition, some records after the last. */
    long happens(final String scope, final long gap)
    {
        head += gap;
        kept.add(new HistorySource.Kept(head, new TransitionEvent(
            kept.size() + 1, "boot-" + head, head, FixedView.AT_MS + head, scope, new TransitionEvent.Change(Level.CLOSED, Level.HALT),
            new TransitionEvent.Why(Cause.API_LATENCY, 3_500_500_000L, 3_000_000_000L))));
        return head;
    }

    @Override
    public EngineStatus status()
    {
        statuses++;
        return status;
    }

    @Override
    public ServiceStatus service()
    {
        return new ServiceStatus(0, 1, 0, "OK", 0, head, "", "00", "test");
    }

    @Override
    public EngineVitals vitals()
    {
        return new EngineVitals(stale, stale ? "STALE" : "", 2_000_000L, new EngineVitals.Ring(0, 1), new EngineVitals.Ring(0, 1), 0,
            new EngineVitals.Journal(true, false, lag));
    }

    @Override
    public IssueList issues(final Duration back)
    {
        return new IssueList(issues, true);
    }

    @Override
    public HistorySource.Page transitions(final long afterSequence, final int limit)
    {
        pages++;
        final List<HistorySource.Kept> page = new ArrayList<>();
        boolean more = false;
        for (final HistorySource.Kept one : kept)
        {
            if (one.sequence() > afterSequence && one.sequence() > forgotten)
            {
                more = page.size() == limit;
                if (more)
                {
                    break;
                }
                page.add(one);
            }
        }
        return new HistorySource.Page(page, forgotten <= afterSequence, more);
    }

    @Override
    public List<ChannelStatus> channels()
    {
        return List.of();
    }

    @Override
    public List<OpenNotice> notices()
    {
        return List.copyOf(notices);
    }

    @Override
    public List<Silence> silences()
    {
        return List.copyOf(silences);
    }
}
