package io.interlock.console.api;

import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.GatewayView;
import io.interlock.core.status.CounterStatus;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.EngineVitals;
import io.interlock.core.status.MetricsStatus;
import io.interlock.core.status.ScopeStatus;
import io.interlock.notify.delivery.ChannelStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers how everything is. Threading: any thread of the server. */
final class StatusRoute
{
    private static final long NS_PER_MS = 1_000_000L;
    private static final double PERCENT = 100;

    private final EngineView view;

    StatusRoute(final EngineView view)
    {
        this.view = view;
    }

    ApiResponse handle(final ApiRequest request)
    {
        final String scope = new Query(request, "scope").text("scope", null);
        final EngineStatus status = view.status();
        final ScopeStatus one = scope == null ? null : new Scopes(status).existing(scope);
        final List<ScopeStatus> shown = scope == null ? status.scopes()
            : status.scopes().stream().filter(each -> Scopes.isWithin(each.path(), scope)).toList();
        final Level state = one == null ? status.state() : one.effective();
        final int streak = one == null ? status.consecutiveFailures() : one.samples().streak();
        return JsonText.answer(out ->
        {
            out.text("source", view.source()).name("state", state).flag("stale", status.stale()).time("at", status.atMs())
                .text("boot_id", status.bootId());
            out.number("consecutive_failures", streak);
            metrics(out, status.metrics());
            out.objects("scopes", shown, each -> ScopeJson.write(out, each, view, status.atMs()));
            counters(out, status.counters());
            engine(out);
            health(out, view.health());
            out.objects("channels", view.channels(), channel -> channel(out, channel));
            out.objects("pending", view.pending(), each -> PendingRoutes.write(out, each));
            gateway(out, view.gateway());
            out.objects("actions", view.actions(), action -> action(out, action));
        });
    }

    /** Numbers alone, for programs that draw them. */
    ApiResponse metrics(final ApiRequest request)
    {
        new Query(request);
        final EngineStatus status = view.status();
        return JsonText.answer(out ->
        {
            out.text("source", view.source()).time("at", status.atMs()).name("state", status.state()).flag("stale", status.stale())
                .number("consecutive_failures", status.consecutiveFailures());
            metrics(out, status.metrics());
            counters(out, status.counters());
        });
    }

    /** Of the last five minutes, over all scopes. */
    static void metrics(final JsonText out, final MetricsStatus metrics)
    {
        out.object("metrics", () -> out.natural("api_latency_samples", metrics.samples())
            .decimal("avg_api_latency_ms", metrics.avgMs()).decimal("p50_api_latency_ms", metrics.p50Ms())
            .decimal("p99_api_latency_ms", metrics.p99Ms()).decimal("max_api_latency_ms", metrics.maxMs()));
    }

    static void counters(final JsonText out, final CounterStatus counters)
    {
        out.object("counters", () ->
        {
            out.number("judged", counters.judged()).number("folded", counters.folded()).natural("in_lanes", counters.lanes());
            final Map<String, Long> kinds = new HashMap<>();
            counters.byKind().forEach((kind, count) -> kinds.put(JsonText.lower(kind), count));
            out.counts("by_kind", kinds);
            out.number("transitions", counters.transitions()).number("rejected", counters.rejected()).number("faults", counters.faults())
                .natural("issues_lost", counters.auditLost());
        });
    }

    private void engine(final JsonText out)
    {
        final EngineVitals vitals = view.vitals();
        final ServiceStatus service = view.service();
        out.object("engine", () -> out.natural("heartbeat_age_ms", service.heartbeatAgeMs())
            .natural("ring_depth", service.ringDepth()).natural("ring_capacity", service.ringCapacity())
            .natural("audit_depth", vitals.audit().depth()).natural("audit_capacity", vitals.audit().capacity())
            .natural("lanes", vitals.lanes()).text("config_hash", service.configHash()).text("build", service.build())
            .known("trading_actions", view.hasTradingActions()));
        out.object("journal", () -> out.text("state", service.journalState()).natural("lag", service.journalLag())
            .natural("sequence", service.journalSequence()).text("head", service.journalHead()));
    }

    private static void health(final JsonText out, final HealthStatus health)
    {
        if (health == null)
        {
            out.nothing("health");
            return;
        }
        out.object("health", () -> out.decimal("heap_used_percent", health.heap() * PERCENT).natural("descriptors_open", health.open())
            .natural("descriptors_limit", health.most()).natural("disk_free_bytes", health.room())
            .texts("ended_threads", health.endedThreads()).texts("troubles", health.troubles()));
    }

    /** How a channel is; no secret is in it. */
    static void channel(final JsonText out, final ChannelStatus channel)
    {
        final ChannelStatus.Counts counts = channel.counts();
        out.text("name", channel.name()).text("type", channel.type()).name("state", channel.state()).time("since", channel.sinceWallMs())
            .number("delivered", counts.delivered()).number("failed", counts.failed()).number("suppressed", counts.suppressed())
            .number("queued", counts.queued()).text("last_error", channel.lastError());
    }

    private static void gateway(final JsonText out, final GatewayView.Gateway gateway)
    {
        if (gateway == null)
        {
            out.nothing("gateway");
            return;
        }
        final GatewayView.Orders orders = gateway.orders();
        out.object("gateway", () -> out.flag("logged_on", gateway.loggedOn()).number("allowed", orders.allowed())
            .number("allowed_reduced", orders.reduced()).number("cancels", orders.cancels()).counts("refused", orders.refused())
            .number("open_count", gateway.openCount())
            .objects("open_orders", gateway.open(), order -> out.text("scope", order.scope()).text("id", order.id())
                .text("symbol", order.symbol()).text("side", order.side()).text("quantity", order.quantity()).text("open", order.open())
                .flag("cancelling", order.cancelling()))
            .objects("positions", gateway.positions(), position -> out.text("scope", position.scope()).text("symbol", position.symbol())
                .text("quantity", position.quantity())));
    }

    private static void action(final JsonText out, final ActionEvent action)
    {
        out.text("id", action.id()).text("action", action.action()).text("scope", action.scope()).name("stage", action.stage())
            .number("attempt", action.attempt()).time("at", action.wallMs()).text("details", action.details());
    }

    /** Whether the engine lives, for who has no token: no more than that. The breaker thread is not asked. */
    ApiResponse health(final ApiRequest request)
    {
        new Query(request);
        final EngineVitals vitals = view.vitals();
        if (vitals.stale())
        {
            throw Problems.stale("the breaker thread shows no sign of life, or the engine is starting or closed: OPEN is refused; "
                + (vitals.heartbeatAgeNs() == Long.MAX_VALUE ? "nobody knows when it was last heard of"
                : "last heard of " + vitals.heartbeatAgeNs() / NS_PER_MS + " ms ago"));
        }
        return JsonText.answer(out -> out.text("status", "up"));
    }
}
