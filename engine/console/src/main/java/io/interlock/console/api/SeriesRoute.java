package io.interlock.console.api;

import io.interlock.config.BreakerConfig;
import io.interlock.config.CooldownConfig;
import io.interlock.config.FailureRateConfig;
import io.interlock.config.ScopeConfig;
import io.interlock.console.access.Role;
import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;
import io.interlock.console.http.ApiRoute;
import io.interlock.core.model.Cause;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Answers with the last hour of one scope, and its thresholds as they are now. Threading: any thread of the server. */
public final class SeriesRoute
{
    /** Where it is. */
    public static final String PATH = "/api/circuit-breaker/history";

    private static final long HOUR = 60;
    private static final long MINUTE_MS = 60_000;
    private static final long SECOND_MS = 1_000;
    private static final long POINTS = 600;
    private static final double MS = 1e6;
    private static final String KEPT = "one sample a second; latency_ms and slippage_percent are the worst of the ten to twenty "
        + "seconds before";
    private static final String NOT_KEPT = "the history has room for " + Series.MOST_SCOPES
        + " scopes, those that were there first, and begins within a second of a scope's beginning";

    private final EngineView view;
    private final Series series;
    private final Supplier<BreakerConfig> config;
    private final LongSupplier wallMs;

    SeriesRoute(final EngineView view, final Series series, final Supplier<BreakerConfig> config, final LongSupplier wallMs)
    {
        this.view = view;
        this.series = series;
        this.config = config;
        this.wallMs = wallMs;
    }

    /**
     * The route.
     *
     * @param view   of the engine.
     * @param series what is kept.
     * @param config in effect.
     * @return for a server.
     */
    public static ApiRoute of(final EngineView view, final Series series, final Supplier<BreakerConfig> config)
    {
        return new ApiRoute("GET", PATH, Role.VIEWER, new SeriesRoute(view, series, config, System::currentTimeMillis)::handle);
    }

    ApiResponse handle(final ApiRequest request)
    {
        final Query query = new Query(request, "scope", "minutes", "points");
        final String scope = query.text("scope", "");
        final long minutes = query.whole("minutes", 1, HOUR, HOUR);
        final long most = query.whole("points", 1, SeriesRing.LENGTH, POINTS);
        if (!view.scopes().contains(scope))
        {
            throw Scopes.unknown(scope, view.scopes());
        }
        final long seconds = minutes * HOUR;
        final long stepMs = SECOND_MS * ((seconds + most - 1) / most);
        final int count = (int)(minutes * MINUTE_MS / stepMs);
        // On the grid of the step, so that two answers of the same minute have the same points.
        final long endMs = (wallMs.getAsLong() / stepMs + 1) * stepMs;
        final SeriesRing.Points points = series.points(scope, endMs, stepMs, count);
        return JsonText.answer(out ->
        {
            out.text("source", view.source()).text("scope", scope).number("minutes", minutes).number("step_ms", stepMs)
                .flag("kept", points != null);
            out.text("note", points == null ? NOT_KEPT : KEPT);
            limits(out, config.get().scope(scope));
            out.object("series", () -> columns(out, points == null ? new SeriesRing.Points(0) : points));
        });
    }

    private static void columns(final JsonText out, final SeriesRing.Points points)
    {
        out.numbers("at_ms", points.atMs());
        out.names("level", points.level(), SeriesRing::level);
        out.decimals("latency_ms", points.latency()).decimals("failure_rate_percent", points.failures())
            .decimals("slippage_percent", points.slippage()).decimals("drawdown_percent", points.drawdown())
            .decimals("equity", points.equity());
    }

    private static void limits(final JsonText out, final ScopeConfig scope)
    {
        final double ratio = Cause.SLIPPAGE.unit().divisor();
        out.object("limits", () ->
        {
            out.object("latency_ms", () -> out.decimal("alert", scope.latency().alertNs() / MS)
                .decimal("throttle", scope.latency().throttleNs() / MS).decimal("halt", scope.latency().haltNs() / MS));
            out.object("slippage_percent", () -> out.decimal("alert", scope.slippage().alertPpb() / ratio)
                .decimal("throttle", scope.slippage().throttlePpb() / ratio).decimal("halt", scope.slippage().haltPpb() / ratio));
            out.object("failure_rate_percent", () -> out.decimal("throttle", rate(scope.failureRate().throttlePpb(), ratio))
                .decimal("halt", rate(scope.failureRate().haltPpb(), ratio)).number("least_results", scope.failureRate().minOrders()));
            out.object("drawdown_percent", () -> out.decimal("halt", scope.loss().haltPpb() / ratio));
            out.object("consecutive_failures", () -> out.number("alert", scope.failures().alert())
                .number("throttle", scope.failures().throttle()).number("halt", scope.failures().halt())
                .number("shutdown", scope.failures().shutdown()));
            final CooldownConfig cooldown = scope.recovery().cooldown();
            out.object("cooldown_ms", () -> out.number("alert", (long)(cooldown.alertNs() / MS))
                .number("throttle", (long)(cooldown.throttleNs() / MS)).number("halt", (long)(cooldown.haltNs() / MS)));
        });
    }

    private static double rate(final long ppb, final double ratio)
    {
        return ppb == FailureRateConfig.OFF ? Double.NaN : ppb / ratio;
    }
}
