package io.interlock.console.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.console.access.AttemptLog;
import io.interlock.console.access.Persons;
import io.interlock.console.access.Principal;
import io.interlock.console.access.Role;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.status.Situation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What one person asks for is done once, by the second who asks for the same in time, and by nobody else. */
class TwoPersonRuleTest
{
    private static final Principal ANN = new Principal("ann", Role.ADMIN, "sha256:a1");
    private static final Principal BOB = new Principal("bob", Role.ADMIN, "sha256:b1");
    private static final Principal EVE = new Principal("eve", Role.ADMIN, "sha256:e1");
    private static final Subject SUBJECT = new Subject("recover", "binance", "");
    private static final Situation HALTED =
        new Situation(Level.HALT, Level.HALT, Cause.LOSS, 50, Map.of(Cause.LOSS, 1L), Set.of(Cause.LOSS));

    private final List<Principal> tokens = new CopyOnWriteArrayList<>(List.of(ANN, BOB, EVE));
    private final List<String> steps = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong nowNs = new AtomicLong(Long.MAX_VALUE - 10);
    private final AtomicLong wallMs = new AtomicLong(1_795_737_600_000L);
    private final TwoPersonRule rule = rule((who, what, outcome) -> steps.add(who + ": " + outcome));

    private TwoPersonRule rule(final AttemptLog log)
    {
        return new TwoPersonRule(new Persons()
        {
            @Override
            public Principal find(final String token)
            {
                throw new AssertionError("who asks is known before");
            }

            @Override
            public boolean holds(final Principal principal)
            {
                return tokens.contains(principal);
            }

            @Override
            public List<String> admins()
            {
                return tokens.stream().map(Principal::name).toList();
            }
        }, nowNs::get, wallMs::get, log);
    }

    private Ruling.Kind ask(final Principal who)
    {
        return rule.ask(SUBJECT, who, "why", HALTED).kind();
    }

    private void pass(final long ms)
    {
        nowNs.addAndGet(ms * 1_000_000);
        wallMs.addAndGet(ms);
    }

    @Test
    void shouldCarryOutWithTheSecondPersonAndTellEachStep()
    {
        final Ruling first = rule.ask(SUBJECT, ANN, "the venue is back", HALTED);
        assertThat(first.kind()).isEqualTo(Ruling.Kind.ASKED);
        assertThat(first.message()).contains("nothing is changed yet").contains("bob, eve").contains("by 00:05:00Z").doesNotContain("ann");
        assertThat(rule.pending()).containsExactly(first.pending());
        pass(299_999);
        final Ruling second = rule.ask(SUBJECT, BOB, "", HALTED);
        assertThat(second.kind()).isEqualTo(Ruling.Kind.APPROVED);
        assertThat(second.pending()).isEqualTo(first.pending());
        assertThat(rule.pending()).isEmpty();
        rule.done(second.pending(), BOB, "carried out: CLOSED");
        assertThat(steps).containsExactly(
            "ann: recover of \"binance\": asked for, until 2026-11-27T00:05:00Z, at HALT: the venue is back",
            "ann + bob: recover of \"binance\": approved by bob, asked for by ann",
            "ann + bob: recover of \"binance\": carried out: CLOSED");
        assertThat(ask(EVE)).as("nothing is left of it").isEqualTo(Ruling.Kind.ASKED);
    }

    @Test
    void shouldBeOverAtFiveMinutesExactly()
    {
        ask(ANN);
        pass(300_000);
        assertThat(rule.pending()).isEmpty();
        assertThat(steps.get(1)).isEqualTo("console: recover of \"binance\": expired: no second person came; it was asked for by ann");
        assertThat(ask(BOB)).as("another first").isEqualTo(Ruling.Kind.ASKED);
    }

    @Test
    void shouldBeOverAfterFiveMinutesThoughTheWallClockIsSetBack()
    {
        ask(ANN);
        wallMs.addAndGet(-3_600_000);
        nowNs.addAndGet(TwoPersonRule.WINDOW_NS - 1);
        assertThat(rule.pending()).hasSize(1);
        nowNs.addAndGet(1);
        assertThat(ask(BOB)).isEqualTo(Ruling.Kind.ASKED);
    }

    /** The monotonic clock stands still while a machine sleeps. */
    @Test
    void shouldBeOverWhereTheMachineSlept()
    {
        ask(ANN);
        wallMs.addAndGet(TwoPersonRule.WINDOW_MS);
        assertThat(ask(BOB)).isEqualTo(Ruling.Kind.ASKED);
    }

    @Test
    void shouldRenewNothingForTheSamePersonAndSayWhoIsAwaited()
    {
        final Pending first = rule.ask(SUBJECT, ANN, "why", HALTED).pending();
        pass(299_000);
        final Ruling again = rule.ask(SUBJECT, ANN, "hurry", HALTED);
        assertThat(again.kind()).isEqualTo(Ruling.Kind.AWAITED);
        assertThat(again.pending()).isEqualTo(first);
        assertThat(again.message()).contains("asked for by ann already").contains("bob, eve");
        pass(1_000);
        assertThat(ask(BOB)).as("it was not renewed").isEqualTo(Ruling.Kind.ASKED);
    }

    @Test
    void shouldTakeTwoTokensOfOnePersonForOne()
    {
        final Principal annsOther = new Principal("ann", Role.ADMIN, "sha256:a2");
        final Principal annShouts = new Principal("ANN", Role.ADMIN, "sha256:a3");
        final Principal renamed = new Principal("zoe", Role.ADMIN, "sha256:a1");
        tokens.addAll(List.of(annsOther, annShouts, renamed));
        ask(ANN);
        for (final Principal same : List.of(annsOther, annShouts, renamed))
        {
            assertThat(ask(same)).as(same.toString()).isEqualTo(Ruling.Kind.AWAITED);
        }
        assertThat(ask(BOB)).isEqualTo(Ruling.Kind.APPROVED);
    }

    @Test
    void shouldForgetWhatWasAskedForWithATokenThatNoLongerHolds()
    {
        ask(ANN);
        tokens.set(0, new Principal("ann", Role.ADMIN, "sha256:new"));
        assertThat(ask(BOB)).isEqualTo(Ruling.Kind.ASKED);
        assertThat(steps.get(1)).contains("the token of ann, who asked for it, no longer holds");
    }

    @Test
    void shouldRefuseWhatHasBecomeAnotherSituation()
    {
        final List<Situation> others = List.of(
            new Situation(Level.SHUTDOWN, Level.SHUTDOWN, Cause.OPERATOR_KILL, 60, Map.of(), Set.of()),
            new Situation(Level.HALT, Level.SHUTDOWN, Cause.LOSS, 50, Map.of(Cause.LOSS, 1L), Set.of(Cause.LOSS)),
            new Situation(Level.HALT, Level.HALT, Cause.NETWORK, 60, Map.of(), Set.of(Cause.NETWORK)),
            new Situation(Level.HALT, Level.HALT, Cause.LOSS, 60, Map.of(Cause.LOSS, 2L), Set.of(Cause.LOSS)),
            new Situation(Level.CLOSED, Level.CLOSED, Cause.RECOVERY, 60, Map.of(), Set.of()),
            new Situation(
                Level.HALT, Level.HALT, Cause.LOSS, 50, Map.of(Cause.LOSS, 1L, Cause.EXCHANGE, 1L), Set.of(Cause.LOSS, Cause.EXCHANGE)));
        for (final Situation other : others)
        {
            ask(ANN);
            final Ruling refused = rule.ask(SUBJECT, BOB, "", other);
            assertThat(refused.kind()).as(other.toString()).isEqualTo(Ruling.Kind.REFUSED);
            assertThat(refused.message()).contains("ask anew").contains("ann");
            assertThat(rule.pending()).as("it has to be asked for anew").isEmpty();
        }
        ask(ANN);
        final Situation worse = new Situation(Level.HALT, Level.HALT, Cause.LOSS, 50, Map.of(Cause.LOSS, 9L), Set.of(Cause.LOSS));
        assertThat(rule.ask(SUBJECT, BOB, "", worse).kind()).as("more of the same").isEqualTo(Ruling.Kind.APPROVED);
    }

    @Test
    void shouldKeepApartWhatIsNotTheSame()
    {
        ask(ANN);
        for (final Subject other : List.of(
            new Subject("recover", "", ""), new Subject("reset", "binance", ""), new Subject("recover", "binance", "x")))
        {
            assertThat(rule.ask(other, BOB, "", HALTED).kind()).as(other.toString()).isEqualTo(Ruling.Kind.ASKED);
        }
        assertThat(rule.pending()).hasSize(4);
    }

    @Test
    void shouldLetNothingElseInWhileItIsCarriedOut()
    {
        ask(ANN);
        final Ruling approved = rule.ask(SUBJECT, BOB, "", HALTED);
        for (final Principal who : List.of(ANN, BOB, EVE))
        {
            final Ruling refused = rule.ask(SUBJECT, who, "", HALTED);
            assertThat(refused.kind()).isEqualTo(Ruling.Kind.REFUSED);
            assertThat(refused.message()).contains("being carried out");
        }
        rule.done(approved.pending(), BOB, "refused: no");
        assertThat(ask(EVE)).isEqualTo(Ruling.Kind.ASKED);
    }

    @Test
    void shouldApproveOnceOfManyWhoComeAtOnce() throws Exception
    {
        final int threads = 4;
        final ExecutorService pool = Executors.newFixedThreadPool(threads);
        try
        {
            for (int round = 0; round < 200; round++)
            {
                final Subject subject = new Subject("recover", "s" + round, "");
                rule.ask(subject, ANN, "", HALTED);
                final CyclicBarrier together = new CyclicBarrier(threads);
                final AtomicInteger approved = new AtomicInteger();
                final List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < threads; i++)
                {
                    final Principal who = i % 2 == 0 ? BOB : EVE;
                    all.add(pool.submit(() ->
                    {
                        together.await();
                        if (rule.ask(subject, who, "", HALTED).kind() == Ruling.Kind.APPROVED)
                        {
                            approved.incrementAndGet();
                        }
                        return null;
                    }));
                }
                for (final Future<?> each : all)
                {
                    each.get();
                }
                assertThat(approved).as("round " + round).hasValue(1);
            }
        }
        finally
        {
            pool.shutdownNow();
        }
    }

    @Test
    void shouldBoundWhatWaitsOfOnePersonAndInAll()
    {
        tokens.clear();
        for (int person = 0; person < 6; person++)
        {
            final Principal who = new Principal("p" + person, Role.ADMIN);
            tokens.add(who);
            for (int i = 0; i < 1_000; i++)
            {
                rule.ask(new Subject("recover", person + "/" + i, ""), who, "", HALTED);
            }
            assertThat(rule.pending()).hasSize(Math.min(TwoPersonRule.MOST, (person + 1) * TwoPersonRule.MOST_OF_ONE));
        }
        final Ruling full = rule.ask(new Subject("recover", "x", ""), tokens.get(5), "", HALTED);
        assertThat(full.kind()).isEqualTo(Ruling.Kind.REFUSED);
        assertThat(full.message()).contains("32 requests wait").contains("cancel");
        assertThat(rule.ask(new Subject("recover", "x", ""), tokens.get(0), "", HALTED).message()).contains("8 requests of p0");
        assertThat(rule.ask(new Subject("recover", "0/0", ""), tokens.get(5), "", HALTED).kind()).as("who approves needs no room")
            .isEqualTo(Ruling.Kind.APPROVED);
    }

    @Test
    void shouldBeCancelledByAnAdmin()
    {
        final String id = rule.ask(SUBJECT, ANN, "", HALTED).pending().id();
        assertThat(rule.cancel("p-99", BOB)).isNull();
        assertThat(rule.cancel(id, BOB).asker()).isEqualTo(ANN);
        assertThat(rule.cancel(id, BOB)).isNull();
        assertThat(steps.get(1)).isEqualTo("bob: recover of \"binance\": cancelled; it was asked for by ann");
        assertThat(ask(BOB)).isEqualTo(Ruling.Kind.ASKED);
    }

    @Test
    void shouldGiveTheLongestNamesRoomInOneActor()
    {
        final Principal first = new Principal("a".repeat(64), Role.ADMIN);
        final Principal second = new Principal("b".repeat(64), Role.ADMIN);
        tokens.addAll(List.of(first, second));
        final Pending pending = rule.ask(SUBJECT, first, "", HALTED).pending();
        assertThat(TwoPersonRule.both(pending, second).getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(128);
        assertThat(TwoPersonRule.both(pending, second)).contains("aaa~ + bbb").endsWith("~");
    }

    @Test
    void shouldSayThatThereIsNobodyElse()
    {
        tokens.clear();
        tokens.add(ANN);
        assertThat(rule.ask(SUBJECT, ANN, "", HALTED).message()).contains("there is none").contains("console-tokens.json");
    }

    @Test
    void shouldDecideTheSameWhereNoStepCanBeKept()
    {
        final TwoPersonRule broken = rule((who, what, outcome) ->
        {
            throw new IllegalStateException("the test's log");
        });
        assertThat(broken.ask(SUBJECT, ANN, "", HALTED).kind()).isEqualTo(Ruling.Kind.ASKED);
        final Ruling approved = broken.ask(SUBJECT, BOB, "", HALTED);
        assertThat(approved.kind()).isEqualTo(Ruling.Kind.APPROVED);
        broken.done(approved.pending(), BOB, "done");
        assertThat(broken.ask(SUBJECT, BOB, "", HALTED).kind()).isEqualTo(Ruling.Kind.ASKED);
    }
}
