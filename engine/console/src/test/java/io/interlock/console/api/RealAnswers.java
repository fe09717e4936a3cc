package io.interlock.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.config.ConfigLoader;
import io.interlock.console.http.ApiResponse;
import io.interlock.console.http.ApiRoute;
import io.interlock.console.http.StreamEvent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import io.interlock.core.port.HistorySource;
import io.interlock.core.status.EngineVitals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What each route answers: reads by {@link FixedView}, commands by an engine. The same at every run. Threading: the test's. */
final class RealAnswers
{
    private static final String BREAKER = "/api/circuit-breaker/";
    private static final String SILENCES = "/api/notifications/silences";

    private final Map<String, ApiResponse> answers = new TreeMap<>();

    private RealAnswers()
    {
    }

    /** By method and template. */
    static Map<String, ApiResponse> all(final Path directory)
    {
        final RealAnswers all = new RealAnswers();
        all.reads();
        all.commands(directory);
        return all.answers;
    }

    private void put(
        final List<ApiRoute> routes, final String method, final String template, final Map<String, String> query, final String body)
    {
        answers.put(method + ' ' + template, LiveRig.call(routes, method, template, query, body));
    }

    private void reads()
    {
        final List<ApiRoute> routes = ApiRoutes.of(new FixedView(), null).stream().filter(route -> "GET".equals(route.method())).toList();
        for (final ApiRoute route : routes)
        {
            put(routes, route.method(), route.template(), route.template().endsWith("/check")
                ? Map.of("scope", "binance", "intent", "OPEN", "confidence", "0.82") : Map.of(), null);
        }
        history(new FixedView());
    }

    private void history(final FixedView view)
    {
        try (Series series = new Series(view))
        {
            series.add(view.status());
            final SeriesRoute route = new SeriesRoute(
                view, series, () -> ConfigLoader.load("test", "failure-rate: { halt: 60% }"), () -> FixedView.AT_MS);
            put(List.of(new ApiRoute("GET", SeriesRoute.PATH, null, route::handle)), "GET", SeriesRoute.PATH,
                Map.of("scope", "binance", "minutes", "1", "points", "3"), null);
        }
    }

    /** Each event at least once, by kind. */
    static Map<String, List<JsonNode>> events()
    {
        final FixedView view = new FixedView();
        final HistorySource.Kept kept = view.transitions(0, 1).transitions().get(0);
        final Map<String, List<JsonNode>> events = new TreeMap<>();
        for (final StreamEvent event : List.of(
            StreamEvents.transition(kept), StreamEvents.status(view.source(), view.status(), view.service()),
            StreamEvents.heartbeat(view.vitals(), FixedView.AT_MS),
            StreamEvents.heartbeat(new EngineVitals(true, "STALE", 1, new EngineVitals.Ring(0, 1), new EngineVitals.Ring(0, 1), 0,
                new EngineVitals.Journal(true, false, 0)), FixedView.AT_MS),
            StreamEvents.heartbeat(EngineVitals.NONE, FixedView.AT_MS),
            StreamEvents.issue(view.issues(Duration.ofMinutes(1)).get(0)), StreamEvents.notice("opened", view.notices().get(0)),
            StreamEvents.silence("silenced", view.silences().get(0)),
            StreamEvents.command(new CommandNews.Outcome(FixedView.AT_MS, "mia", "POST /x", "because", 200, "{\"accepted\":true}")),
            StreamEvents.command(new CommandNews.Outcome(FixedView.AT_MS, "mia", "POST /x", null, 409, "not now")),
            StreamEvents.gap(3, 19, "older"), StreamEvents.missed(7)))
        {
            final String[] lines = event.toString().split("\n");
            events.computeIfAbsent(lines[0].substring("event: ".length()), key -> new ArrayList<>())
                .add(LiveRig.json(lines[lines.length - 1].substring("data: ".length())));
        }
        return events;
    }

    private void commands(final Path directory)
    {
        try (LiveRig rig = new LiveRig(directory, "halt: { confirm: true }\ncooldown: { halt: 1ms }\n"))
        {
            final List<ApiRoute> routes = rig.routes();
            put(routes, "POST", BREAKER + "override", Map.of(), "{\"scope\":\"\",\"enabled\":true,\"reason\":\"looking at it\"}");
            rig.scope("binance").reporter().apiLatency(2_000_000_000L);
            rig.engine().drain();
            rig.second = TwoPersons.at(() -> FixedView.AT_MS, "mia", "ann").second();
            final String recover = "{\"scope\":\"binance\",\"reason\":\"the venue is back\"}";
            answers.put("202", LiveRig.call(routes, "POST", BREAKER + "recover", Map.of(), recover));
            put(routes, "DELETE", BREAKER + "pending", Map.of("id", "p-1"), null);
            rig.second = SecondPerson.NOT_NEEDED;
            put(routes, "POST", BREAKER + "recover", Map.of(), recover);
            rig.scope("binance").reporter().slippage(Side.BUY, 100.0, 102.0);
            rig.engine().drain();
            LiveRig.await("it waits for a confirm", () -> rig.engine().status().scope("binance").recovery().awaitingConfirmation());
            put(routes, "POST", BREAKER + "confirm", Map.of(), "{\"scope\":\"binance\",\"reason\":\"prices are right\"}");
            put(routes, "POST", BREAKER + "kill", Map.of(), "{\"scope\":\"binance\",\"reason\":\"something is wrong\"}");
            put(routes, "GET", BREAKER + "config", Map.of(), null);
            put(routes, "POST", BREAKER + "config", Map.of(), "{\"yaml\":\"halt: { confirm: true }\\ncooldown: { halt: 1ms }\\n"
                + "engine: { stale-limit: 30s }\\nlatency.alert: 300ms\\nscopes:\\n  binance: { loss.halt: 7% }\\n\","
                + "\"reason\":\"the venue got slower\",\"dry_run\":false}");
            put(routes, "POST", BREAKER + "reports", Map.of(), "{\"reports\":[{\"scope\":\"kraken\",\"event\":\"api_latency\",\"a\":12.5},"
                + "{\"scope\":\"kraken\",\"event\":\"order_success\"}]}");
            put(routes, "POST", "/api/notifications/{id}/acknowledge", Map.of(), "{\"reason\":\"on it\"}");
            put(routes, "POST", SILENCES, Map.of(), "{\"scope\":\"binance\",\"for\":\"30m\",\"reason\":\"maintenance of the venue\"}");
            put(routes, "DELETE", SILENCES, Map.of("id", "s-1"), null);
            put(routes, "POST", "/api/session", Map.of(), null);
            put(routes, "DELETE", "/api/session", Map.of(), null);
        }
        try (LiveRig rig = new LiveRig(directory, ""))
        {
            put(rig.routes(), "POST", BREAKER + "reset", Map.of(), "{\"scope\":\"binance\",\"reason\":\"found and mended\"}");
            rig.journalFails = true;
            rig.scope("kraken").reporter().apiLatency(2_000_000_000L);
            LiveRig.await("the journal has failed", () -> rig.scope("").ownLevel() == Level.THROTTLE);
            rig.journalFails = false;
            put(rig.routes(), "POST", BREAKER + "accept", Map.of(), "{\"cause\":\"JOURNAL\",\"reason\":\"the disk has room again\"}");
        }
    }

    static JsonNode json(final ApiResponse answer)
    {
        return LiveRig.json(answer);
    }
}
