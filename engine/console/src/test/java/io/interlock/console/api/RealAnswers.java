package io.interlock.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.console.http.ApiResponse;
import io.interlock.console.http.ApiRoute;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import java.nio.file.Path;
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
        final List<ApiRoute> routes = ApiRoutes.of(new FixedView(), null);
        for (final ApiRoute route : routes)
        {
            put(routes, route.method(), route.template(), route.template().endsWith("/check")
                ? Map.of("scope", "binance", "intent", "OPEN", "confidence", "0.82") : Map.of(), null);
        }
    }

    private void commands(final Path directory)
    {
        try (LiveRig rig = new LiveRig(directory, "halt: { confirm: true }\ncooldown: { halt: 1ms }\n"))
        {
            final List<ApiRoute> routes = rig.routes();
            put(routes, "POST", BREAKER + "override", Map.of(), "{\"scope\":\"\",\"enabled\":true,\"reason\":\"looking at it\"}");
            rig.scope("binance").reporter().apiLatency(2_000_000_000L);
            rig.engine().drain();
            put(routes, "POST", BREAKER + "recover", Map.of(), "{\"scope\":\"binance\",\"reason\":\"the venue is back\"}");
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
