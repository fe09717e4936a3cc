package io.interlock.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.console.access.Principal;
import io.interlock.console.access.Role;
import io.interlock.console.http.ApiProblem;
import io.interlock.console.http.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A configuration over HTTP: shown without secrets, judged by the loader, tightened by an operator and loosened by an admin. */
class ConfigRoutesTest
{
    private static final String ROUTE = "POST /api/circuit-breaker/config";
    private static final String BASE = "engine: { stale-limit: 30s }\n";

    private final LiveRig rig = new LiveRig(null, "");

    @AfterEach
    void close()
    {
        rig.close();
    }

    private JsonNode reload(final Role role, final String yaml, final String more)
    {
        return LiveRig.json(LiveRig.call(rig.routes(), role, ROUTE, Map.of(), body(yaml, more)));
    }

    private static String body(final String yaml, final String more)
    {
        return LiveRig.JSON.createObjectNode().put("yaml", yaml).toString().replaceFirst("}$", more + "}");
    }

    private ApiProblem problem(final Role role, final String yaml)
    {
        final ApiProblem problem = catchThrowableOfType(ApiProblem.class, () -> reload(role, yaml, ""));
        assertThat(problem).as(yaml).isNotNull();
        return problem;
    }

    private long alertMs()
    {
        return rig.engine().desk().config().scope("").latency().alertNs() / 1_000_000;
    }

    @Test
    void shouldLetAnOperatorTighten()
    {
        final JsonNode answer = reload(Role.OPERATOR, BASE + "latency.alert: 300ms\n", ",\"reason\":\"slow\"");

        assertThat(answer.get("accepted").booleanValue()).isTrue();
        assertThat(answer.get("loosens").booleanValue()).isFalse();
        assertThat(answer.get("changes")).hasSize(1);
        assertThat(answer.get("changes").get(0).toString()).isEqualTo("{\"key\":\"latency.alert\",\"scope\":\"\",\"before\":\"500ms\","
            + "\"after\":\"300ms\",\"direction\":\"TIGHTER\"}");
        assertThat(alertMs()).isEqualTo(300);
        LiveRig.await("the journal has it", () -> rig.commands.size() == 1);
        assertThat(List.of(rig.commands.get(0).command(), rig.commands.get(0).actor(), rig.commands.get(0).reason()))
            .containsExactly("RELOAD", "mia", "slow");
    }

    /** As {@code config check} has it: every default holds. */
    @Test
    void shouldTakeAnEmptyFile()
    {
        assertThat(problem(Role.ADMIN, "").getMessage()).as("it is read, and differs from the rig's")
            .contains("engine.stale-limit cannot change while the engine runs");
    }

    @Test
    void shouldLetAnAdminAloneLoosen()
    {
        final String yaml = BASE + "latency.alert: 300ms\nloss.halt: 7%\n";

        final ApiProblem refused = problem(Role.OPERATOR, yaml);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.getMessage()).contains("loss.halt would loosen").contains("admin");
        assertThat(alertMs()).isEqualTo(500);

        final JsonNode answer = reload(Role.ADMIN, yaml, "");
        assertThat(answer.get("loosens").booleanValue()).isTrue();
        assertThat(alertMs()).isEqualTo(300);
        LiveRig.await("the journal has both", () -> rig.commands.size() == 2);
        assertThat(rig.commands.get(0).outcome().message()).startsWith("announced");
    }

    @Test
    void shouldLoosenWithTheSecondPersonAloneAndTightenWithOne()
    {
        final TwoPersons persons = TwoPersons.at(() -> FixedView.AT_MS, "ann", "bob");
        rig.second = persons.second();
        final String looser = BASE + "loss.halt: 7%\nlatency.alert: 300ms\n";

        reload(Role.ADMIN, BASE + "latency.alert: 300ms\n", "");
        assertThat(persons.second().pending()).as("what tightens waits for nobody").isEmpty();

        assertThat(LiveRig.json(sent("ann", looser, ",\"dry_run\":true")).get("message").textValue()).contains("a second person must ask");
        final ApiResponse first = sent("ann", looser, "");
        assertThat(first.status()).isEqualTo(202);
        assertThat(LiveRig.json(first).get("command").textValue()).isEqualTo("config");
        assertThat(sent("ann", looser, "").status()).isEqualTo(202);
        assertThat(sent("bob", BASE + "loss.halt: 9%\n", "").status()).as("another configuration is another request").isEqualTo(202);
        assertThat(rig.engine().desk().config().scope("").loss().haltPpb()).isEqualTo(50_000_000);

        assertThat(sent("bob", looser, "").status()).isEqualTo(200);
        assertThat(rig.engine().desk().config().scope("").loss().haltPpb()).isEqualTo(70_000_000);
        LiveRig.await("the journal has all", () -> rig.commands.size() == 3);
        assertThat(rig.commands.get(2).actor()).isEqualTo("ann + bob");
        assertThat(sent("ann", BASE + "loss.halt: 9%\n", "").status()).as("it starts from another one now").isEqualTo(202);
    }

    /** An operator tightens one thing while an admin's tightening of another comes into force: to take that back is for no operator. */
    @Test
    void shouldNotUndoWhatCameIntoForceAfterTheJudgement()
    {
        final BreakerConfig stricter = ConfigLoader.load("test", "engine: { stale-limit: 30s, lanes: on }\nlatency.halt: 2s\n");
        rig.configs.meanwhile = () ->
        {
            rig.configs.meanwhile = () ->
            {
            };
            assertThat(rig.configs.reload(rig.engine().desk().config(), stricter, "ann", "").accepted()).isTrue();
        };

        final ApiProblem refused = problem(Role.OPERATOR, BASE + "latency.alert: 300ms\n");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.getMessage()).contains("another configuration came into force meanwhile");
        assertThat(rig.engine().desk().config().scope("").latency().haltNs()).isEqualTo(2_000_000_000L);
        assertThat(alertMs()).isEqualTo(500);
        assertThat(problem(Role.OPERATOR, BASE + "latency.alert: 300ms\n").status()).as("by what is in force it loosens").isEqualTo(403);
    }

    /** One of the two threads of commands is always free of them. */
    @Test
    void shouldLookAtOneAtATime()
    {
        final List<ApiProblem> others = new ArrayList<>();
        rig.configs.meanwhile = () -> others.add(problem(Role.ADMIN, BASE + "latency.alert: 200ms\n"));

        reload(Role.OPERATOR, BASE + "latency.alert: 300ms\n", "");

        assertThat(others).singleElement().satisfies(busy ->
        {
            assertThat(busy.status()).isEqualTo(503);
            assertThat(busy.type()).isEqualTo("busy");
        });
        assertThat(alertMs()).isEqualTo(300);
        rig.configs.meanwhile = () ->
        {
        };
        reload(Role.OPERATOR, BASE + "latency.alert: 200ms\n", "");
        assertThat(alertMs()).as("the turn was given back").isEqualTo(200);
    }

    private ApiResponse sent(final String name, final String yaml, final String more)
    {
        return LiveRig.call(rig.routes(), new Principal(name, Role.ADMIN), ROUTE, Map.of(), body(yaml, more));
    }

    @Test
    void shouldChangeNothingOnADryRun()
    {
        final JsonNode answer = reload(Role.ADMIN, BASE + "loss.halt: 7%\n", ",\"dry_run\":true");

        assertThat(answer.get("dry_run").booleanValue()).isTrue();
        assertThat(answer.get("message").textValue()).isEqualTo("would change: loss.halt 5% -> 7% (looser)");
        assertThat(answer.get("hash").textValue()).isNotEqualTo(answer.get("former_hash").textValue());
        assertThat(rig.engine().desk().config().scope("").loss().haltPpb()).isEqualTo(50_000_000);
        assertThat(rig.commands).isEmpty();
    }

    @Test
    void shouldNameWhatNeedsARestart()
    {
        final ApiProblem refused = problem(Role.ADMIN, "latency.alert: 300ms\n");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.getMessage()).contains("engine.stale-limit cannot change while the engine runs");
        assertThat(refused.more().get("changes").toString()).contains("engine.stale-limit 30s -> 100ms (needs a restart)");
        assertThat(alertMs()).isEqualTo(500);
    }

    @Test
    void shouldTellEveryErrorWithItsPlaceAndNoValueOfTheEnvironment()
    {
        final ApiProblem refused = problem(Role.ADMIN, "latency.alert: 300\nlatensy.halt: 3s\njournal.key-file: ${PATH}\n");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.type()).isEqualTo("invalid-configuration");
        final String errors = refused.more().get("errors").toString();
        assertThat(errors).contains("yaml:1:").contains("yaml:2:").contains("latensy.halt").contains("yaml:3:").contains("latency.alert");
        assertThat(errors).doesNotContain(System.getenv("PATH"));
    }

    @Test
    void shouldShowWhatIsInForceAndTakeItBack()
    {
        reload(Role.OPERATOR, BASE + "latency.alert: 300ms\n", "");

        final JsonNode shown = LiveRig.json(LiveRig.call(rig.routes(), Role.VIEWER, "GET /api/circuit-breaker/config", Map.of(), null));
        assertThat(shown.get("yaml").textValue()).contains("alert: 300ms");
        final JsonNode again = reload(Role.OPERATOR, shown.get("yaml").textValue(), "");

        assertThat(again.get("changed").intValue()).isZero();
        assertThat(again.get("message").textValue()).contains("nothing differs");
        assertThat(again.get("hash")).isEqualTo(shown.get("hash"));
    }
}
