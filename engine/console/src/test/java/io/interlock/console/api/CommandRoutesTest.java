package io.interlock.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.console.http.ApiProblem;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import io.interlock.core.port.CommandRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators command over HTTP is judged by the engine alone, and answered with the level that it leads to. */
class CommandRoutesTest
{
    @TempDir
    private Path directory;

    private static ApiProblem problem(final LiveRig rig, final String command, final String body)
    {
        final ApiProblem problem = catchThrowableOfType(ApiProblem.class, () -> rig.command(command, body));
        assertThat(problem).as(command + ' ' + body).isNotNull();
        return problem;
    }

    private static void throttle(final LiveRig rig, final String scope)
    {
        rig.scope(scope).reporter().apiLatency(2_000_000_000L);
        rig.engine().drain();
        assertThat(rig.scope(scope).ownLevel()).isEqualTo(Level.THROTTLE);
    }

    private static void halt(final LiveRig rig, final String scope)
    {
        rig.scope(scope).reporter().slippage(Side.BUY, 100.0, 102.0);
        rig.engine().drain();
    }

    @Test
    void shouldAnswerARecoverWithTheLevelAfterIt()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            throttle(rig, "binance");

            final JsonNode answer = rig.command("recover", "{\"scope\":\"binance\",\"reason\":\"seen\"}");

            assertThat(answer.get("accepted").booleanValue()).isTrue();
            assertThat(answer.get("dry_run").booleanValue()).isFalse();
            assertThat(answer.get("own_level").textValue()).isEqualTo("CLOSED");
            assertThat(answer.get("level").textValue()).isEqualTo("CLOSED");
            assertThat(rig.scope("binance").level()).isEqualTo(Level.CLOSED);
            LiveRig.await("the journal has it", () -> !rig.commands.isEmpty());
            final CommandRecord kept = rig.commands.get(0);
            assertThat(List.of(kept.command(), kept.scope(), kept.actor(), kept.reason()))
                .containsExactly("FORCE_RECOVERY", "binance", "mia", "seen");
        }
    }

    @Test
    void shouldTakeARecoverOfTheRootWithoutABody()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            throttle(rig, "");
            assertThat(rig.command("recover", null).get("own_level").textValue()).isEqualTo("CLOSED");
        }
    }

    @Test
    void shouldSayBothLevelsWhereAnAncestorIsStricter()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            throttle(rig, "");
            throttle(rig, "binance");
            final JsonNode dry = rig.command("recover", "{\"scope\":\"binance\",\"dry_run\":true}");
            final JsonNode live = rig.command("recover", "{\"scope\":\"binance\"}");
            for (final JsonNode answer : List.of(dry, live))
            {
                assertThat(answer.get("own_level").textValue()).isEqualTo("CLOSED");
                assertThat(answer.get("level").textValue()).isEqualTo("THROTTLE");
            }
        }
    }

    @Test
    void shouldRefuseWithAllThatIsMissing()
    {
        try (LiveRig rig = new LiveRig(null, "halt: { confirm: true }"))
        {
            final ApiProblem problem = problem(rig, "confirm", "{}");
            assertThat(problem.status()).isEqualTo(409);
            assertThat(problem.type()).isEqualTo("refused");
            assertThat(problem.getMessage()).contains("CLOSED").contains("only HALT is confirmed");
            assertThat(problem.more()).containsEntry("own_level", "CLOSED").containsEntry("command", "confirm")
                .containsEntry("dry_run", false);
        }
    }

    @Test
    void shouldKillWithoutAReasonAndTellEachScopeBelow()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            rig.scope("binance/maker-1");
            final JsonNode answer = rig.command("kill", "{\"scope\":\"binance\"}");
            assertThat(answer.get("level").textValue()).isEqualTo("SHUTDOWN");
            assertThat(rig.scope("binance/maker-1").level()).isEqualTo(Level.SHUTDOWN);
            assertThat(rig.scope("").level()).isEqualTo(Level.CLOSED);
        }
    }

    @Test
    void shouldResetOnlyAfterARestart()
    {
        try (LiveRig rig = new LiveRig(directory, ""))
        {
            rig.command("kill", "{}");
            final String reset = "{\"reason\":\"looked at it\"}";
            final ApiProblem dry = problem(rig, "reset", reset.replace("}", ",\"dry_run\":true}"));
            final ApiProblem live = problem(rig, "reset", reset);
            assertThat(List.of(dry.status(), live.status())).containsExactly(409, 409);
            assertThat(dry.getMessage()).isEqualTo(live.getMessage()).contains("only after a restart");
        }
        try (LiveRig rig = new LiveRig(directory, ""))
        {
            assertThat(problem(rig, "reset", "{}").status()).isEqualTo(400);
            assertThat(problem(rig, "reset", "{\"reason\":\"  \"}").getMessage()).contains("a reset needs one");
            assertThat(rig.command("reset", "{\"reason\":\"looked at it\",\"dry_run\":true}").get("level").textValue()).isEqualTo("CLOSED");
            assertThat(rig.scope("").level()).isEqualTo(Level.SHUTDOWN);
            assertThat(rig.command("reset", "{\"reason\":\"looked at it\"}").get("level").textValue()).isEqualTo("CLOSED");
        }
    }

    @Test
    void shouldNameTheNearestScopesAndMakeNone()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            rig.scope("binance");
            rig.scope("kraken");
            for (final String body : List.of("{\"scope\":\"binanse\"}", "{\"scope\":\"binanse\",\"dry_run\":true}"))
            {
                final ApiProblem problem = problem(rig, "recover", body);
                assertThat(problem.status()).isEqualTo(404);
                assertThat((List<?>)problem.more().get("nearest")).first().isEqualTo("binance");
                assertThat(problem.getMessage()).contains("binanse").contains("binance");
            }
            assertThat(rig.engine().find("binanse")).isNull();
        }
    }

    @Test
    void shouldReadBodiesStrictly()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            final Map<String, String> wrong = Map.ofEntries(
                Map.entry("{\"scop\":\"\"}", "\"scop\""), Map.entry("{\"enabled\":true,\"scope\":7}", "\"scope\" is a text, not a number"),
                Map.entry("{\"enabled\":\"yes\"}", "\"enabled\" is true or false, not a text"), Map.entry("{}", "\"enabled\" is missing"),
                Map.entry("{\"enabled\":true,\"reason\":[]}", "\"reason\" is a text, not a list"),
                Map.entry("{\"enabled\":true,\"dry_run\":1}", "\"dry_run\" is true or false, not a number"),
                Map.entry("{\"enabled\":true,\"reason\":\"" + "x".repeat(129) + "\"}", "129 bytes; at most 128"),
                Map.entry("{\"enabled\":true,\"reason\":\"a\\nb\"}", "control character at 1"));
            wrong.forEach((body, words) ->
            {
                final ApiProblem problem = problem(rig, "override", body);
                assertThat(problem.status()).as(body).isEqualTo(400);
                assertThat(problem.getMessage()).as(body).contains(words);
            });
            assertThat(problem(rig, "accept", "{\"cause\":\"LOSS\"}").getMessage()).contains("JOURNAL_DAMAGE or RESTARTS");
            assertThat(problem(rig, "accept", "{\"cause\":\"JOURNAL\",\"scope\":\"\"}").getMessage()).contains("no field \"scope\"");
            assertThat(rig.engine().status().scope("").levels().override()).isFalse();
        }
    }

    /** In each state a dry run says what the command then does, and changes nothing. */
    @Test
    void shouldSayInADryRunWhatTheCommandThenDoes()
    {
        try (LiveRig rig = new LiveRig(null, "halt: { confirm: true }\ncooldown: { halt: 1ms }\n"))
        {
            same(rig, "override", "{\"enabled\":true}");
            same(rig, "override", "{\"enabled\":true}");
            same(rig, "override", "{\"enabled\":false}");
            LiveRig.await("it is durably off", () -> !rig.engine().status().scope("").levels().override());
            same(rig, "confirm", "{\"scope\":\"\"}");
            rig.scope("a").reporter().exchange(ExchangeStatus.DOWN);
            halt(rig, "a");
            same(rig, "confirm", "{\"scope\":\"a\"}");
            assertThat(problem(rig, "confirm", "{\"scope\":\"a\",\"dry_run\":true}").getMessage())
                .contains("missing are EXCHANGE stands").as("it is one").doesNotContain("operator's confirm");
            rig.scope("a").reporter().exchange(ExchangeStatus.UP);
            rig.engine().drain();
            LiveRig.await("it waits for a confirm", () -> rig.engine().status().scope("a").recovery().awaitingConfirmation());
            same(rig, "confirm", "{\"scope\":\"a\"}");
            throttle(rig, "a");
            same(rig, "recover", "{\"scope\":\"a\"}");
            same(rig, "accept", "{\"cause\":\"JOURNAL\"}");
            rig.journalFails = true;
            throttle(rig, "a");
            LiveRig.await("the journal has failed", () -> rig.scope("").ownLevel() == Level.THROTTLE);
            rig.journalFails = false;
            same(rig, "recover", "{\"scope\":\"\"}");
            same(rig, "accept", "{\"cause\":\"JOURNAL\"}");
            same(rig, "recover", "{\"scope\":\"\"}");
            same(rig, "kill", "{\"scope\":\"a\"}");
            same(rig, "recover", "{\"scope\":\"a\"}");
            same(rig, "reset", "{\"scope\":\"a\",\"reason\":\"why\"}");
        }
    }

    private static void same(final LiveRig rig, final String command, final String body)
    {
        rig.engine().drain();
        final String before = state(rig);
        final String dry = outcome(rig, command, body.replace("}", ",\"dry_run\":true}"));
        assertThat(state(rig)).as(command + ' ' + body).isEqualTo(before);
        assertThat(outcome(rig, command, body)).as(command + ' ' + body).isEqualTo(dry);
    }

    /** But for times, which are worked out anew by each status. */
    private static String state(final LiveRig rig)
    {
        return rig.engine().status().scopes().stream().map(
            scope -> scope.path() + scope.levels() + scope.last().cause() + scope.samples().streak() + scope.causes().size()).toList()
            .toString();
    }

    private static String outcome(final LiveRig rig, final String command, final String body)
    {
        try
        {
            final JsonNode answer = rig.command(command, body);
            return "accepted " + answer.get("own_level").textValue() + ' ' + answer.get("level").textValue();
        }
        catch (final ApiProblem problem)
        {
            return problem.status() + " " + problem.more().get("own_level");
        }
    }

    @Test
    void shouldSayThatACommandMayStillBeCarriedOut()
    {
        try (LiveRig rig = LiveRig.impatient())
        {
            rig.clock.stallNow();
            final ApiProblem late = problem(rig, "override", "{\"enabled\":true}");
            assertThat(late.status()).isEqualTo(504);
            assertThat(late.getMessage()).contains("may still be carried out");
            final ApiProblem dry = problem(rig, "override", "{\"enabled\":true,\"dry_run\":true}");
            assertThat(dry.status()).isEqualTo(503);
            assertThat(dry.getMessage()).contains("nothing was changed");
            rig.clock.goOn();
            LiveRig.await("it was carried out", () -> rig.engine().status().scope("").levels().override());
        }
    }

    /** Who commands over HTTP finds it done in the next status; who only asks what a command would do makes nobody's status anew. */
    @Test
    void shouldLetNoStatusFromBeforeACommandBeShown()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            rig.command("kill", "{\"dry_run\":true}");
            assertThat(rig.commanded).hasValue(0);
            rig.command("kill", "{}");
            assertThat(rig.commanded).hasValue(1);
        }
    }
}
