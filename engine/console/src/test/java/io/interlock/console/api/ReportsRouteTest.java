package io.interlock.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.console.http.ApiProblem;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.status.CounterStatus;
import io.interlock.core.status.ScopeStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A gateway in any language reports over HTTP what one in this JVM reports in code. */
class ReportsRouteTest
{
    private static JsonNode report(final LiveRig rig, final String... reports)
    {
        final JsonNode answer = rig.command("reports", "{\"reports\":[" + String.join(",", reports) + "]}");
        rig.engine().drain();
        return answer;
    }

    private static ApiProblem refused(final LiveRig rig, final String body)
    {
        final ApiProblem problem = catchThrowableOfType(ApiProblem.class, () -> rig.command("reports", body));
        assertThat(problem).as(body).isNotNull();
        return problem;
    }

    @Test
    void shouldReportEachEventInItsScope()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            final JsonNode answer = report(rig,
                "{\"scope\":\"v\",\"event\":\"api_latency\",\"a\":12.5}", "{\"scope\":\"v\",\"event\":\"order_success\"}",
                "{\"scope\":\"v\",\"event\":\"slippage\",\"a\":50000,\"b\":50050,\"text\":\"BUY\"}",
                "{\"scope\":\"v\",\"event\":\"equity\",\"a\":1000}", "{\"scope\":\"v\",\"event\":\"equity\",\"a\":990}",
                "{\"scope\":\"v\",\"event\":\"exchange\",\"text\":\"SLOW\"}",
                "{\"scope\":\"v\",\"event\":\"network\",\"text\":\"CONNECTED\"}",
                "{\"scope\":\"v\",\"event\":\"order_failure\",\"text\":\"rejected\"}");

            assertThat(answer.get("reported").intValue()).isEqualTo(8);
            final ScopeStatus v = rig.engine().status().scope("v");
            assertThat(v.own()).isEqualTo(Level.ALERT);
            assertThat(v.samples().streak()).isEqualTo(1);
            assertThat(v.samples().windowOrders()).isEqualTo(2);
            assertThat(v.samples().prices().worstSlippagePercent()).isEqualTo(0.1);
            assertThat(v.samples().drawdownPercent()).isEqualTo(1.0);
            assertThat(v.samples().exchange()).isEqualTo(ExchangeStatus.SLOW);
            assertThat(v.samples().network()).isEqualTo(NetworkStatus.CONNECTED);
            assertThat(rig.engine().status().metrics().maxMs()).isEqualTo(12.5);

            report(rig, "{\"event\":\"loss\",\"a\":0.06}");
            assertThat(rig.scope("").ownLevel()).isEqualTo(Level.HALT);
            report(rig, "{\"scope\":\"v\",\"event\":\"critical_error\",\"text\":\"SYSTEM_ERROR\"}");
            assertThat(rig.scope("").ownLevel()).as("whatever the scope").isEqualTo(Level.SHUTDOWN);
        }
    }

    /** 1000 ms is exactly the threshold; a nanosecond below it is not. */
    @Test
    void shouldCountNanosecondsExactly()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            report(rig, "{\"scope\":\"v\",\"event\":\"api_latency\",\"a\":999.999999}");
            assertThat(rig.scope("v").ownLevel()).isEqualTo(Level.ALERT);
            report(rig, "{\"scope\":\"v\",\"event\":\"api_latency\",\"a\":999.9999995}");
            assertThat(rig.scope("v").ownLevel()).as("rounded half up").isEqualTo(Level.THROTTLE);
        }
    }

    @Test
    void shouldTakeABadSampleAsTheEngineDoes()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            report(rig, "{\"scope\":\"v\",\"event\":\"api_latency\",\"a\":-1}", "{\"scope\":\"w\",\"event\":\"loss\",\"a\":2}",
                "{\"scope\":\"x\",\"event\":\"api_latency\",\"a\":1e-300}");
            assertThat(rig.engine().status().counters().rejected()).isEqualTo(2);
            assertThat(rig.scope("v").ownLevel()).isEqualTo(Level.ALERT);
            assertThat(rig.scope("x").ownLevel()).isEqualTo(Level.CLOSED);
        }
    }

    @Test
    void shouldReportNothingOfABatchThatCannotBeUsed()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            final String good = "{\"scope\":\"v\",\"event\":\"order_failure\"}";
            final Map<String, String> wrong = new LinkedHashMap<>();
            wrong.put("{\"event\":\"api_latency\"}", "report 1: \"a\" is missing");
            wrong.put("{\"event\":\"api_latency\",\"a\":\"7\"}", "report 1: \"a\" is a number that a double holds, not a text");
            wrong.put("{\"event\":\"api_latency\",\"a\":1e400}", "report 1: \"a\" is a number that a double holds");
            wrong.put("{\"event\":\"api_latency\",\"a\":1e13}", "at most");
            wrong.put("{\"event\":\"kill\"}", "commands have routes of their own");
            wrong.put("{\"event\":\"exchange\",\"text\":\"slow\"}", "[UP, SLOW, DEGRADED, DOWN]");
            wrong.put("{\"event\":\"slippage\",\"a\":1,\"b\":1,\"text\":\"HOLD\"}", "[BUY, SELL]");
            wrong.put("{\"event\":\"equity\",\"a\":1,\"c\":2}", "report 1: there is no field \"c\"");
            wrong.put("{\"scope\":\"a//b\",\"event\":\"order_success\"}", "empty part");
            wrong.put("7", "report 1 is no object");
            wrong.forEach((report, words) ->
            {
                final ApiProblem problem = refused(rig, "{\"reports\":[" + good + "," + report + "]}");
                assertThat(problem.status()).as(report).isEqualTo(400);
                assertThat(problem.getMessage()).as(report).contains(words);
            });
            for (final String body : List.of("{}", "{\"reports\":[]}", "{\"reports\":{}}", "{\"reports\":[" + many(1_001, "v") + "]}"))
            {
                assertThat(refused(rig, body).getMessage()).contains("a list of 1 to 1000");
            }
            rig.engine().drain();
            final CounterStatus counters = rig.engine().status().counters();
            assertThat(counters.judged() + counters.lanes() + counters.folded()).isZero();
        }
    }

    private static String many(final int count, final String scope)
    {
        final List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            all.add("{\"event\":\"order_success\",\"scope\":\"" + scope + "\"}");
        }
        return String.join(",", all);
    }

    private static String order(final String scope)
    {
        return many(1, scope);
    }

    @Test
    void shouldMakeNoMoreScopesThanThereIsRoomFor()
    {
        try (LiveRig rig = new LiveRig(null, "", "max-scopes: 16"))
        {
            for (int i = 0; i < 14; i++)
            {
                rig.scope("code-" + i);
            }
            final ApiProblem full = refused(rig, "{\"reports\":[" + order("a") + ',' + order("b") + "]}");
            assertThat(full.status()).isEqualTo(409);
            assertThat(full.getMessage()).contains("engine.max-scopes");
            assertThat(rig.engine().find("a")).as("nothing of a batch that does not fit").isNull();
            assertThat(report(rig, order("a")).get("reported").intValue()).isEqualTo(1);
        }
    }

    /** The rest is for the gateway's own process, which no token keeps from it. */
    @Test
    void shouldMakeAQuarterOfAllScopesAndNoMore()
    {
        try (LiveRig rig = new LiveRig(null, "", "max-scopes: 16"))
        {
            report(rig, order("a/b"), order("a/c"));
            final ApiProblem problem = refused(rig, "{\"reports\":[" + order("d") + ',' + order("e") + "]}");
            assertThat(problem.status()).isEqualTo(409);
            assertThat(problem.getMessage()).contains("at most 4", "3 were", "engine.max-scopes (16)");
            assertThat(rig.engine().find("d")).isNull();
            report(rig, order("d"));
            assertThat(refused(rig, "{\"reports\":[" + order("e") + "]}").status()).isEqualTo(409);
            report(rig, order("a/b"), order("d"));
            assertThat(rig.scope("code").path()).isEqualTo("code");
            assertThat(rig.attempts).containsExactly("mia|POST /api/circuit-breaker/reports|makes scope a/b",
                "mia|POST /api/circuit-breaker/reports|makes scope a/c", "mia|POST /api/circuit-breaker/reports|makes scope d");
        }
    }

    /** Each part of a path is a scope. */
    @Test
    void shouldCountTheScopesAboveBeforeAnythingIsMade()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            final ApiProblem deep = refused(rig, "{\"reports\":[" + order("v") + ',' + order("x" + "/x".repeat(58)) + ','
                + order("y" + "/y".repeat(58)) + "]}");
            assertThat(deep.status()).isEqualTo(400);
            assertThat(deep.getMessage()).contains("would make 119 scopes");
            assertThat(refused(rig, "{\"reports\":[" + order("v") + ',' + order("a//b") + "]}").status()).isEqualTo(400);
            assertThat(rig.engine().desk().scopes()).containsExactly("");
            assertThat(rig.attempts).isEmpty();
        }
    }

    @Test
    void shouldHaveTheJournalKeepWhoReportedACriticalError()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            rig.scope("v");
            final String error = "{\"scope\":\"v\",\"event\":\"critical_error\",\"text\":\"SYSTEM_ERROR\"}";
            report(rig, order("v"), error, error);
            assertThat(rig.attempts).containsExactly(
                "mia|POST /api/circuit-breaker/reports|critical_error SYSTEM_ERROR and 1 more in scope \"v\"");
            report(rig, error);
            assertThat(rig.attempts).as("at SHUTDOWN it changes nothing").hasSize(1);
        }
    }

    /** Who worked out a path and got null must not report to the root. */
    @Test
    void shouldTakeNullForNoScope()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            assertThat(refused(rig, "{\"reports\":[{\"scope\":null,\"event\":\"loss\",\"a\":0.5}]}").getMessage())
                .contains("\"scope\" is null");
            for (final String command : List.of("kill", "recover", "confirm"))
            {
                final ApiProblem problem = catchThrowableOfType(ApiProblem.class, () -> rig.command(command, "{\"scope\":null}"));
                assertThat(problem.status()).as(command).isEqualTo(400);
            }
            assertThat(rig.scope("").level()).isEqualTo(Level.CLOSED);
        }
    }

    @Test
    void shouldTakeReportsOfADrillInScopesForDrillsAlone()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            final String body = "{\"drill\":\"d-1\",\"reports\":[{\"scope\":\"%s\",\"event\":\"%s\",\"text\":\"%s\"}]}";
            assertThat(rig.command("reports", body.formatted("v/drill", "exchange", "DOWN")).get("reported").intValue()).isEqualTo(1);
            rig.engine().drain();
            assertThat(rig.scope("v/drill").ownLevel()).isEqualTo(Level.HALT);
            assertThat(rig.attempts).anyMatch(one -> one.contains("drill d-1: 1 report in scope v/drill"));
            for (final String scope : List.of("", "v", "v/drill/maker", "drilling"))
            {
                assertThat(refused(rig, body.formatted(scope, "exchange", "DOWN"))).hasMessageContaining("is no scope for drills");
            }
            // They count for all above: a success would end a streak there, and be evidence for a recovery.
            rig.scope("v").reporter().failure("real");
            for (final String result : List.of("order_success", "order_failure"))
            {
                assertThat(refused(rig, body.formatted("v/drill", result, ""))).hasMessageContaining("counts for all scopes above");
            }
            rig.engine().drain();
            assertThat(rig.engine().status().scope("v").samples().streak()).isEqualTo(1);
            assertThat(refused(rig, body.formatted("v/drill", "critical_error", "SYSTEM_ERROR"))).hasMessageContaining("acts on the root");
            rig.engine().drain();
            assertThat(rig.scope("").ownLevel()).isEqualTo(Level.CLOSED);
            assertThat(rig.engine().find("drilling")).isNull();
        }
    }
}
