package io.interlock.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.console.access.Role;
import io.interlock.console.http.ApiProblem;
import io.interlock.console.http.ApiRoute;
import io.interlock.core.model.Side;
import io.interlock.core.port.NoticeCommand;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read over HTTP: only what was asked for, and never more than there is. */
class ReadRoutesTest
{
    private static final String BREAKER = "/api/circuit-breaker/";

    private static ApiProblem problem(final LiveRig rig, final String route, final String... query)
    {
        final ApiProblem problem = catchThrowableOfType(ApiProblem.class, () -> rig.get(route, query));
        assertThat(problem).as(route + List.of(query)).isNotNull();
        return problem;
    }

    @Test
    void shouldTellOneScopeAndThoseBelowIt()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            rig.scope("binance/maker-1");
            rig.scope("binance2").reporter().apiLatency(2_000_000_000L);
            rig.scope("binance").reporter().apiLatency(600_000_000L);
            rig.engine().drain();

            final JsonNode all = rig.get(BREAKER + "status");
            assertThat(all.get("state").textValue()).isEqualTo("THROTTLE");
            assertThat(all.get("scopes")).hasSize(4);

            final JsonNode one = rig.get(BREAKER + "status", "scope", "binance");
            assertThat(one.get("state").textValue()).isEqualTo("ALERT");
            assertThat(one.get("scopes").findValuesAsText("scope")).containsExactlyInAnyOrder("binance", "binance/maker-1");

            final ApiProblem unknown = problem(rig, BREAKER + "status", "scope", "binanc");
            assertThat(unknown.status()).isEqualTo(404);
            assertThat((List<?>)unknown.more().get("nearest")).first().isEqualTo("binance");
            assertThat(rig.engine().find("binanc")).isNull();
        }
    }

    @Test
    void shouldAnswerAStatusThoughTheBreakerThreadDoesNot()
    {
        try (LiveRig rig = LiveRig.impatient())
        {
            rig.clock.stallNow();
            final JsonNode status = rig.get(BREAKER + "status");
            rig.clock.goOn();
            assertThat(status.get("stale").booleanValue()).isTrue();
            assertThat(status.at("/metrics/avg_api_latency_ms").isNull()).isTrue();
        }
    }

    @Test
    void shouldTellWhoHasNoTokenThatTheEngineLivesAndNoMore()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            assertThat(rig.get("/health").toString()).isEqualTo("{\"status\":\"up\"}");
            rig.engine().close();
            assertThat(problem(rig, "/health").status()).isEqualTo(503);
        }
    }

    @Test
    void shouldCheckAsTheGateDoes()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            rig.scope("binance").reporter().apiLatency(2_000_000_000L);
            rig.engine().drain();
            final String check = BREAKER + "check";

            final JsonNode sure = rig.get(check, "scope", "binance", "intent", "open", "confidence", "0.82");
            assertThat(sure.get("reason").textValue()).isEqualTo("ALLOWED_REDUCED");
            assertThat(sure.get("size_factor").doubleValue()).isEqualTo(0.5);
            final JsonNode unsure = rig.get(check, "scope", "binance", "intent", "OPEN", "confidence", "");
            assertThat(unsure.get("allowed").booleanValue()).isFalse();
            assertThat(unsure.get("size_factor").doubleValue()).isEqualTo(0.0);
            assertThat(rig.get(check, "scope", "binance", "intent", "CANCEL").get("reason").textValue()).isEqualTo("ALLOWED");
            assertThat(rig.get(check, "intent", "OPEN", "confidence", "1.5").get("reason").textValue()).isEqualTo("DENIED_CONFIDENCE");

            assertThat(problem(rig, check, "intent", "BUY").getMessage()).contains("[OPEN, CLOSE, CANCEL]").contains("BUY");
            assertThat(problem(rig, check).getMessage()).contains("is missing");
            assertThat(problem(rig, check, "intent", "OPEN", "confidence", "NaN").status()).isEqualTo(400);
            assertThat(problem(rig, check, "intent", "OPEN", "scope", "nowhere").status()).isEqualTo(404);
            assertThat(rig.engine().find("nowhere")).isNull();
        }
    }

    @Test
    void shouldTellIssuesWithTheirNumbers()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            rig.scope("binance").reporter().slippage(Side.BUY, 50_000.0, 50_050.0);
            rig.engine().drain();
            final JsonNode answer = rig.get(BREAKER + "issues", "minutes", "5");
            assertThat(answer.get("complete").booleanValue()).isTrue();
            assertThat(answer.get("note").isNull()).isTrue();
            final JsonNode issue = answer.get("issues").get(0);
            assertThat(issue.get("issue_type").textValue()).isEqualTo("SLIPPAGE");
            assertThat(issue.get("scope").textValue()).isEqualTo("binance");
            assertThat(issue.get("value").doubleValue()).isEqualTo(0.1);
            assertThat(issue.get("threshold").doubleValue()).isEqualTo(0.1);
        }
    }

    @Test
    void shouldRefuseNumbersOutOfTheirRange()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            for (final String bad : List.of("0", "1001", "-1", "1e3", "", "99999999999999999999"))
            {
                assertThat(problem(rig, BREAKER + "transitions", "limit", bad).getMessage()).contains("from 1 to 1000");
            }
            assertThat(problem(rig, BREAKER + "issues", "minutes", "1441").getMessage()).contains("from 1 to 1440");
            rig.head = 7;
            final JsonNode at = rig.get(BREAKER + "transitions", "after", "7");
            assertThat(at.get("next").longValue()).isEqualTo(7);
            assertThat(at.get("complete").booleanValue()).isTrue();
            assertThat(at.get("note").isNull()).isTrue();
        }
    }

    /** Its directory was replaced: who goes on asking after the old end would hear of nothing for a long time, and not know it. */
    @Test
    void shouldSayThatTheJournalEndsBeforeWhatIsAskedFor()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            rig.head = 7;
            final JsonNode beyond = rig.get(BREAKER + "transitions", "after", "8");
            assertThat(beyond.get("next").longValue()).isZero();
            assertThat(beyond.get("complete").booleanValue()).isFalse();
            assertThat(beyond.get("note").textValue()).contains("ends at 7").contains("another journal");
        }
    }

    @Test
    void shouldPassOnWhatOperatorsSayOfNotifications()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            rig.scope("binance");
            final String silences = "/api/notifications/silences";
            final String acknowledge = "/api/notifications/{id}/acknowledge";
            LiveRig.call(rig.routes(), "POST", acknowledge, Map.of(), "{\"reason\":\"on it\"}");
            LiveRig.call(rig.routes(), "POST", silences, Map.of(), "{\"scope\":\"binance\",\"for\":\"30m\",\"reason\":\"2h off\"}");
            LiveRig.call(rig.routes(), "DELETE", silences, Map.of("id", "s-1"), null);
            assertThat(rig.notices).containsExactly(
                new NoticeCommand(NoticeCommand.Kind.ACKNOWLEDGE, "n-1", "", "mia", "on it"),
                new NoticeCommand(NoticeCommand.Kind.SILENCE, "", "binance", "mia", "30m 2h off"),
                new NoticeCommand(NoticeCommand.Kind.UNSILENCE, "s-1", "", "mia", ""));
            for (final String bad : List.of("{}", "{\"for\":\"30m x\"}", "{\"for\":\"30\",\"reason\":\"m\"}",
                "{\"scope\":\"binance\",\"for\":\"30m\"}",
                "{\"scope\":\"nowhere\",\"for\":\"30m\"}"))
            {
                assertThat(catchThrowableOfType(ApiProblem.class, () -> LiveRig.call(rig.routes(), "POST", silences, Map.of(), bad)))
                    .as(bad).isNotNull();
            }
            assertThat(rig.notices).hasSize(3);
        }
    }

    @Test
    void shouldLetAReporterAndAViewerCheckAndNobodyElseBelowThem()
    {
        final ApiRoute check = route("GET", BREAKER + "check");
        assertThat(List.of(check.admits(Role.REPORTER), check.admits(Role.VIEWER), check.admits(Role.OPERATOR), check.admits(null)))
            .containsExactly(true, true, true, false);
        final ApiRoute status = route("GET", BREAKER + "status");
        assertThat(List.of(status.admits(Role.REPORTER), status.admits(Role.VIEWER), status.admits(null)))
            .containsExactly(false, true, false);
        assertThat(route("GET", "/health").admits(null)).isTrue();
    }

    /** A misspelt name costs the breaker thread nothing, and tells a reporter no other. */
    @Test
    void shouldAnswerAnUnknownScopeWithoutTheBreakerThread()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            rig.scope("binance");
            final Map<String, String> query = Map.of("scope", "binanc", "intent", "OPEN");
            final ApiProblem viewer = catchThrowableOfType(ApiProblem.class,
                () -> LiveRig.call(rig.routes(), Role.VIEWER, "GET " + BREAKER + "check", query, null));
            final ApiProblem reporter = catchThrowableOfType(ApiProblem.class,
                () -> LiveRig.call(rig.routes(), Role.REPORTER, "GET " + BREAKER + "check", query, null));
            final ApiProblem command = catchThrowableOfType(ApiProblem.class, () -> rig.command("kill", "{\"scope\":\"binanc\"}"));
            final ApiProblem silence = catchThrowableOfType(ApiProblem.class, () -> LiveRig.call(
                rig.routes(), "POST", "/api/notifications/silences", Map.of(), "{\"scope\":\"binanc\",\"for\":\"30m\"}"));
            for (final ApiProblem problem : List.of(viewer, command, silence))
            {
                assertThat(problem.status()).isEqualTo(404);
                assertThat((List<?>)problem.more().get("nearest")).first().isEqualTo("binance");
            }
            assertThat(reporter.status()).isEqualTo(404);
            assertThat(reporter.getMessage() + reporter.more()).contains("binanc").doesNotContain("binance").doesNotContain("root");
            assertThat(rig.statuses).hasValue(0);
        }
    }

    private static ApiRoute route(final String method, final String template)
    {
        return ApiRoutes.of(new FixedView(), null).stream()
            .filter(route -> route.method().equals(method) && route.template().equals(template)).findFirst().orElseThrow();
    }
}
