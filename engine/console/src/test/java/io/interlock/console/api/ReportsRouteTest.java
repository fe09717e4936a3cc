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

    @Test
    void shouldMakeNoMoreScopesThanThereIsRoomFor()
    {
        try (LiveRig rig = new LiveRig(null, "", "max-scopes: 3"))
        {
            report(rig, many(1, "a"), many(1, "b"));
            final ApiProblem full = refused(rig, "{\"reports\":[" + many(1, "c") + "]}");
            assertThat(full.status()).isEqualTo(409);
            assertThat(full.getMessage()).contains("max-scopes");
            assertThat(rig.engine().find("c")).isNull();
        }
    }
}
