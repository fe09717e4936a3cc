package io.interlock.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.console.access.Principal;
import io.interlock.console.access.Role;
import io.interlock.console.approval.Subject;
import io.interlock.console.approval.TwoPersonRule;
import io.interlock.console.http.ApiProblem;
import io.interlock.console.http.ApiResponse;
import io.interlock.core.mapped.CommandSlot;
import io.interlock.core.mapped.CommandSlotClient;
import io.interlock.core.mapped.SlotCommand;
import io.interlock.core.mapped.SlotToken;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.CommandRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under the two-person rule what skips the law's conditions is done by two, over HTTP and the command slot, and nothing else is held. */
class TwoPersonRoutesTest
{
    private static final String BREAKER = "/api/circuit-breaker/";
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final TwoPersons persons = TwoPersons.at(() -> FixedView.AT_MS, "ann", "bob", "eve");

    private LiveRig rig(final Path at)
    {
        final LiveRig rig = new LiveRig(at, "");
        rig.second = persons.second();
        return rig;
    }

    private static Principal admin(final String name)
    {
        return new Principal(name, Role.ADMIN);
    }

    private static ApiResponse post(final LiveRig rig, final String name, final String command, final String body)
    {
        return LiveRig.call(rig.routes(), admin(name), "POST " + BREAKER + command, Map.of(), body);
    }

    private static ApiProblem refused(final LiveRig rig, final String name, final String command, final String body)
    {
        final ApiProblem problem = catchThrowableOfType(ApiProblem.class, () -> post(rig, name, command, body));
        assertThat(problem).as(name + ' ' + command + ' ' + body).isNotNull();
        return problem;
    }

    private static void throttle(final LiveRig rig, final String scope)
    {
        rig.scope(scope).reporter().apiLatency(2_000_000_000L);
        rig.engine().drain();
        assertThat(rig.scope(scope).ownLevel()).isEqualTo(Level.THROTTLE);
    }

    @Test
    void shouldRecoverWithTheSecondPersonAlone()
    {
        try (LiveRig rig = rig(null))
        {
            throttle(rig, "binance");
            final ApiResponse first = post(rig, "ann", "recover", "{\"scope\":\"binance\",\"reason\":\"seen\"}");
            assertThat(first.status()).isEqualTo(202);
            final JsonNode waiting = LiveRig.json(first);
            assertThat(waiting.get("accepted").booleanValue()).isFalse();
            assertThat(waiting.get("pending").booleanValue()).isTrue();
            assertThat(waiting.get("asked_by").textValue()).isEqualTo("ann");
            assertThat(waiting.get("expires_at").textValue()).isEqualTo("2026-11-27T00:05:00Z");
            assertThat(waiting.get("message").textValue()).contains("bob, eve");
            final ApiResponse again = post(rig, "ann", "recover", "{\"scope\":\"binance\",\"reason\":\"seen\"}");
            assertThat(again.status()).isEqualTo(202);
            assertThat(LiveRig.json(again).get("id")).isEqualTo(waiting.get("id"));
            assertThat(rig.scope("binance").level()).as("nothing is changed").isEqualTo(Level.THROTTLE);
            for (final JsonNode shown : List.of(rig.get(BREAKER + "pending"), rig.get(BREAKER + "status")))
            {
                assertThat(shown.get("pending")).singleElement().satisfies(one -> assertThat(one.get("asked_by").textValue())
                    .isEqualTo("ann"));
            }

            final ApiResponse second = post(rig, "bob", "recover", "{\"scope\":\"binance\"}");

            assertThat(second.status()).isEqualTo(200);
            assertThat(LiveRig.json(second).get("own_level").textValue()).isEqualTo("CLOSED");
            assertThat(rig.scope("binance").level()).isEqualTo(Level.CLOSED);
            assertThat(rig.get(BREAKER + "pending").get("pending")).isEmpty();
            LiveRig.await("the journal has it", () -> !rig.commands.isEmpty());
            final CommandRecord kept = rig.commands.get(0);
            assertThat(List.of(kept.command(), kept.scope(), kept.actor(), kept.reason()))
                .containsExactly("FORCE_RECOVERY", "binance", "ann + bob", "seen");
            assertThat(rig.commands).hasSize(1);
            assertThat(persons.steps).hasSize(4).last().asString().startsWith(
                "ann + bob|two-person rule|recover of \"binance\": carried out");
        }
    }

    @Test
    void shouldResetAndAcceptWithTwoAlike()
    {
        try (LiveRig rig = rig(directory))
        {
            assertThat(post(rig, "ann", "kill", "{\"scope\":\"\"}").status()).as("a kill is never held").isEqualTo(200);
            assertThat(rig.scope("").level()).isEqualTo(Level.SHUTDOWN);
            assertThat(refused(rig, "ann", "reset", "{\"reason\":\"x\"}").getMessage()).contains("only after a restart");
            assertThat(persons.second().pending()).as("what the engine refuses is not asked for").isEmpty();
        }
        try (LiveRig rig = rig(directory))
        {
            assertThat(post(rig, "ann", "reset", "{\"reason\":\"x\"}").status()).isEqualTo(202);
            assertThat(rig.scope("").level()).isEqualTo(Level.SHUTDOWN);
            assertThat(post(rig, "bob", "reset", "{\"reason\":\"y\"}").status()).isEqualTo(200);
            assertThat(rig.scope("").level()).isEqualTo(Level.CLOSED);
            rig.journalFails = true;
            throttle(rig, "a");
            LiveRig.await("the journal has failed", () -> rig.scope("").ownLevel() == Level.THROTTLE);
            rig.journalFails = false;
            assertThat(post(rig, "ann", "accept", "{\"cause\":\"JOURNAL\"}").status()).isEqualTo(202);
            assertThat(refused(rig, "bob", "accept", "{\"cause\":\"RESTARTS\"}").status()).isEqualTo(409);
            assertThat(post(rig, "bob", "accept", "{\"cause\":\"JOURNAL\"}").status()).isEqualTo(200);
        }
    }

    /** Between asking and approving comes what nobody was asked about. */
    @Test
    void shouldRefuseTheApprovalOfWhatHasBecomeWorse()
    {
        try (LiveRig rig = rig(null))
        {
            throttle(rig, "a");
            post(rig, "ann", "recover", "{\"scope\":\"a\"}");
            rig.scope("a").reporter().apiLatency(4_000_000_000L);
            rig.engine().drain();
            final ApiProblem worse = refused(rig, "bob", "recover", "{\"scope\":\"a\"}");
            assertThat(worse.status()).isEqualTo(409);
            assertThat(worse.getMessage()).contains("HALT").contains("ask anew");
            assertThat(rig.scope("a").ownLevel()).isEqualTo(Level.HALT);
            assertThat(post(rig, "bob", "recover", "{\"scope\":\"a\"}").status()).isEqualTo(202);
            rig.scope("a").reporter().slippage(null, 100.0, 102.0);
            rig.engine().drain();
            assertThat(refused(rig, "ann", "recover", "{\"scope\":\"a\"}").getMessage()).contains(Cause.SLIPPAGE.name());
        }
    }

    /** The breaker thread itself compares: what comes between the look and the command counts too. */
    @Test
    void shouldCarryOutInNoOtherSituationThanTheOneAskedIn()
    {
        try (LiveRig rig = rig(null))
        {
            throttle(rig, "a");
            final var look = rig.engine().desk().look("a");
            rig.scope("a").reporter().apiLatency(4_000_000_000L);
            assertThat(rig.engine().desk().forceRecovery("a", "ann + bob", "", look.situation()).message())
                .contains("not as it was when this was asked for").contains("HALT");
            assertThat(rig.scope("a").ownLevel()).isEqualTo(Level.HALT);
            final var now = rig.engine().desk().look("a");
            assertThat(rig.engine().desk().forceRecovery("a", "ann + bob", "", now.situation()).accepted()).isTrue();
            assertThat(rig.engine().desk().look("nowhere")).isNull();
        }
    }

    @Test
    void shouldHoldNothingThatTightensNorWhatTheLawGuards()
    {
        try (LiveRig rig = rig(null))
        {
            assertThat(post(rig, "ann", "override", "{\"enabled\":true}").status()).isEqualTo(200);
            assertThat(post(rig, "ann", "override", "{\"enabled\":false}").status()).isEqualTo(200);
            assertThat(refused(rig, "ann", "confirm", "{}").getMessage()).contains("only HALT is confirmed");
            assertThat(post(rig, "ann", "kill", "{\"scope\":\"\"}").status()).isEqualTo(200);
            assertThat(persons.steps).isEmpty();
        }
    }

    @Test
    void shouldSayInADryRunThatASecondPersonIsNeeded()
    {
        try (LiveRig rig = rig(null))
        {
            throttle(rig, "a");
            final String dry = "{\"scope\":\"a\",\"dry_run\":true}";
            assertThat(LiveRig.json(post(rig, "ann", "recover", dry)).get("message").textValue())
                .startsWith("would recover it to CLOSED").contains("; a second person must ask for the same within five minutes");
            assertThat(persons.second().pending()).isEmpty();
            post(rig, "ann", "recover", "{\"scope\":\"a\"}");
            assertThat(LiveRig.json(post(rig, "bob", "recover", dry)).get("message").textValue())
                .contains("as the second person: ann has asked for it");
            assertThat(LiveRig.json(post(rig, "ann", "recover", dry)).get("message").textValue()).contains("a second person must");
            assertThat(rig.scope("a").ownLevel()).isEqualTo(Level.THROTTLE);
        }
    }

    @Test
    void shouldCancelByItsId()
    {
        try (LiveRig rig = rig(null))
        {
            throttle(rig, "a");
            final String id = LiveRig.json(post(rig, "ann", "recover", "{\"scope\":\"a\"}")).get("id").textValue();
            final String delete = "DELETE " + BREAKER + "pending";
            for (final Map<String, String> wrong : List.of(Map.<String, String>of(), Map.of("id", "p-0"), Map.of("id", "\u202Ep-1\"")))
            {
                assertThat(catchThrowableOfType(ApiProblem.class, () -> LiveRig.call(rig.routes(), admin("eve"), delete, wrong, null))
                    .status()).isEqualTo(wrong.isEmpty() ? 400 : 404);
            }
            LiveRig.call(rig.routes(), admin("eve"), delete, Map.of("id", id), null);
            assertThat(post(rig, "bob", "recover", "{\"scope\":\"a\"}").status()).as("asked for anew").isEqualTo(202);
        }
    }

    @Test
    void shouldCarryItOutOnceThoughTwoApproveAtOnce() throws Exception
    {
        try (LiveRig rig = rig(null))
        {
            final ExecutorService pool = Executors.newFixedThreadPool(2);
            for (int round = 1; round <= 20; round++)
            {
                throttle(rig, "a");
                post(rig, "ann", "recover", "{\"scope\":\"a\"}");
                final CyclicBarrier together = new CyclicBarrier(2);
                final List<Future<Integer>> all = new ArrayList<>();
                for (final String name : List.of("bob", "eve"))
                {
                    all.add(pool.submit(() ->
                    {
                        together.await();
                        try
                        {
                            return post(rig, name, "recover", "{\"scope\":\"a\"}").status();
                        }
                        catch (final ApiProblem late)
                        {
                            return late.status();
                        }
                    }));
                }
                final List<Integer> answers = List.of(all.get(0).get(), all.get(1).get());
                assertThat(answers).as("round " + round).containsOnlyOnce(200).containsAnyOf(202, 409);
                final int carriedOut = round;
                LiveRig.await("the journal has it", () -> rig.commands.size() >= carriedOut);
                assertThat(rig.commands).hasSize(round);
                // What the other left, if it came after: it asked for anew.
                persons.second().pending().forEach(left -> persons.second().cancel(left.id(), admin("ann")));
            }
            pool.shutdownNow();
        }
    }

    private static CommandSlot.Answer slot(final Path directory, final SlotCommand what, final Cause cause, final String token)
    {
        try (CommandSlotClient client = CommandSlotClient.open(directory))
        {
            return client.send(new CommandSlot.Command(what, cause, "", "root@host", "why", new SlotToken(token)), DEADLINE);
        }
    }

    @Test
    void shouldCountATokenOfTheSlotLikeOneOverHttp()
    {
        persons.all.add(new Principal("op", Role.OPERATOR));
        try (LiveRig rig = rig(directory))
        {
            throttle(rig, "");
            final CommandSlot.Answer nobody = slot(directory, SlotCommand.FORCE_RECOVERY, null, "");
            assertThat(nobody.accepted() || nobody.pending()).isFalse();
            assertThat(nobody.message()).contains("console.two-person").contains("--token-file FILE").contains("INTERLOCK_TOKEN_FILE")
                .hasSizeLessThanOrEqualTo(256);
            assertThat(slot(directory, SlotCommand.FORCE_RECOVERY, null, "guess").message()).contains("none of this engine's");
            assertThat(slot(directory, SlotCommand.FORCE_RECOVERY, null, "op").message()).contains("no admin's");
            assertThat(persons.refusals).containsExactly("command slot|recover of the command slot|refused: no token",
                "command slot|recover of the command slot|refused: wrong token",
                "command slot|recover of the command slot|refused: op has the role OPERATOR");
            final CommandSlot.Answer first = slot(directory, SlotCommand.FORCE_RECOVERY, null, "ann");
            assertThat(first.pending()).isTrue();
            assertThat(first.accepted()).isFalse();
            assertThat(first.level()).isEqualTo(Level.THROTTLE);
            assertThat(first.message()).contains("bob, eve");
            assertThat(slot(directory, SlotCommand.FORCE_RECOVERY, null, "ann").pending()).isTrue();
            assertThat(rig.scope("").ownLevel()).isEqualTo(Level.THROTTLE);
            assertThat(post(rig, "bob", "recover", "{}").status()).as("asked by the slot, approved over HTTP").isEqualTo(200);
            throttle(rig, "");
            post(rig, "bob", "recover", "{}");
            final CommandSlot.Answer second = slot(directory, SlotCommand.FORCE_RECOVERY, null, "eve");
            assertThat(second.accepted()).as("the other way round: " + second.message()).isTrue();
            LiveRig.await("the journal has both", () -> rig.commands.size() == 2);
            assertThat(rig.commands).extracting(CommandRecord::actor).containsExactly("ann + bob", "bob + eve");
        }
    }

    @Test
    void shouldHoldNothingOfTheSlotThatTightens()
    {
        try (LiveRig rig = rig(directory))
        {
            assertThat(slot(directory, SlotCommand.OVERRIDE_ENABLE, null, "").accepted()).isTrue();
            assertThat(slot(directory, SlotCommand.OVERRIDE_DISABLE, null, "").accepted()).isTrue();
            assertThat(slot(directory, SlotCommand.ACCEPT, Cause.LOSS, "").message()).contains("only JOURNAL");
            assertThat(slot(directory, SlotCommand.ACCEPT, Cause.RESTARTS, "").message()).contains("console.two-person");
            assertThat(slot(directory, SlotCommand.KILL, null, "").accepted()).isTrue();
            assertThat(rig.scope("").level()).isEqualTo(Level.SHUTDOWN);
        }
    }

    @Test
    void shouldAskForNothingWhereTheBreakerThreadDoesNotAnswer()
    {
        try (LiveRig rig = LiveRig.impatient())
        {
            rig.second = persons.second();
            throttle(rig, "a");
            rig.clock.stallNow();
            assertThat(refused(rig, "ann", "recover", "{\"scope\":\"a\"}").status()).isEqualTo(504);
            rig.clock.goOn();
            assertThat(persons.second().pending()).isEmpty();
        }
    }

    /** A configuration that loosens: permission once, for that one alone. */
    @Test
    void shouldPermitOnceWhatIsCarriedOutElsewhere()
    {
        final Subject subject = new Subject("config", "", "from aa to bb");
        final SecondPerson second = persons.second();
        assertThat(second.permission(subject, "", admin("ann"), true)).satisfies(dry ->
        {
            assertThat(dry.granted()).isTrue();
            assertThat(dry.message()).contains("a second person must");
        });
        assertThat(second.permission(subject, "", admin("bob"), false).granted()).isFalse();
        assertThat(second.permission(subject, "", admin("bob"), false).message()).contains("ann, eve");
        assertThat(second.permission(new Subject("config", "", "from aa to cc"), "", admin("ann"), false).granted()).isFalse();
        final SecondPerson.Permission granted = second.permission(subject, "", admin("ann"), false);
        assertThat(granted.granted()).isTrue();
        assertThat(granted.actor()).isEqualTo("bob + ann");
        assertThat(second.permission(subject, "", admin("eve"), false).granted()).as("once").isFalse();
        assertThat(SecondPerson.NOT_NEEDED.permission(subject, "", admin("ann"), false).granted()).isTrue();
    }

    /** Not by the clock of who asks: five minutes on the engine's own. */
    @Test
    void shouldBeOverAfterFiveMinutes()
    {
        try (LiveRig rig = rig(null))
        {
            throttle(rig, "a");
            post(rig, "ann", "recover", "{\"scope\":\"a\"}");
            persons.nowNs.addAndGet(TwoPersonRule.WINDOW_NS);
            assertThat(post(rig, "bob", "recover", "{\"scope\":\"a\"}").status()).isEqualTo(202);
            assertThat(rig.scope("a").ownLevel()).isEqualTo(Level.THROTTLE);
        }
    }
}
