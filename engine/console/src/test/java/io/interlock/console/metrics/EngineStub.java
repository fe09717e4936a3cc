package io.interlock.console.metrics;

import io.interlock.console.api.EngineView;
import io.interlock.console.api.HealthStatus;
import io.interlock.console.api.ServiceStatus;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.port.HistorySource;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.EngineVitals;
import io.interlock.core.status.IssueList;
import io.interlock.notify.delivery.ChannelStatus;
import io.interlock.notify.route.OpenNotice;
import io.interlock.notify.route.Silence;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** What an engine tells, with what is beside it set by a test. Threading: set by one thread before it is asked. */
final class EngineStub implements EngineView
{
    Supplier<EngineStatus> status;
    Supplier<ServiceStatus> service;
    List<ChannelStatus> channels = List.of();
    List<OpenNotice> notices = List.of();
    HealthStatus health = new HealthStatus(0.25, 100, 1_024, 1L << 30, List.of(), List.of());

    EngineStub(final Supplier<EngineStatus> status, final Supplier<ServiceStatus> service)
    {
        this.status = status;
        this.service = service;
    }

    static EngineStub of(final BreakerEngine engine)
    {
        return new EngineStub(engine::status, () ->
        {
            final EngineVitals vitals = engine.vitals();
            final String journal = !vitals.journal().present() ? "NONE" : vitals.journal().failed() ? "FAILED" : "OK";
            return new ServiceStatus(
                vitals.input().depth(), vitals.input().capacity(), vitals.heartbeatAgeNs() / 1_000_000, journal, vitals.journal().lag(),
                engine.status().journal().sequence(), "", "c0ffee", "0.1.0-SNAPSHOT");
        });
    }

    @Override
    public EngineStatus status()
    {
        return status.get();
    }

    @Override
    public ServiceStatus service()
    {
        return service.get();
    }

    @Override
    public HealthStatus health()
    {
        return health;
    }

    @Override
    public IssueList issues(final Duration back)
    {
        return new IssueList(List.of(), true);
    }

    @Override
    public HistorySource.Page transitions(final long afterSequence, final int limit)
    {
        return new HistorySource.Page(List.of(), true, false);
    }

    @Override
    public List<ChannelStatus> channels()
    {
        return channels;
    }

    @Override
    public List<OpenNotice> notices()
    {
        return notices;
    }

    @Override
    public List<Silence> silences()
    {
        return List.of();
    }
}
