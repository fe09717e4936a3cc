package io.interlock.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import io.interlock.core.testing.QuietEffects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Another configuration under a machine that goes on: what stays, what is judged at once, and what never gets lower by it. */
class MachineReloadTest
{
    private static final long SECOND = 1_000_000_000L;
    private static final long MS = 1_000_000L;
    private static final long START = 1_000 * SECOND;

    private static final Map<String, BreakerConfig> CONFIGS = new ConcurrentHashMap<>();

    private final InputEvent event = new InputEvent();
    private final Told told = new Told();
    private BreakerStateMachine machine = new BreakerStateMachine(config(""));

    /** What the effects were told, in words. */
    private static final class Told extends QuietEffects
    {
        private final List<String> words = new ArrayList<>();

        @Override
        public void onTransition(final Transition moved)
        {
            words.add(moved.from() + ">" + moved.to() + " " + moved.cause() + " at " + (moved.timeNs() - START) + " " + moved.value()
                + "/" + moved.threshold());
        }

        @Override
        public void onReload(final boolean applied, final String message, final long timeNs)
        {
            words.add((applied ? "reload " : "announced ") + message);
        }

        private List<String> take()
        {
            final List<String> taken = List.copyOf(words);
            words.clear();
            return taken;
        }
    }

    private static BreakerConfig config(final String yaml)
    {
        return CONFIGS.computeIfAbsent(yaml, text -> ConfigLoader.load("test", text, variable -> null));
    }

    private List<String> reload(final String yaml, final long atNs)
    {
        machine.reload(Reconfiguration.of(config(yaml), "r", List.of()), START + atNs, told);
        return told.take();
    }

    private void apply(final InputEvent input, final long atNs)
    {
        machine.apply(input, START + atNs, told);
    }

    private List<String> tick(final long atNs)
    {
        apply(event.plain(InputKind.TICK, 0), atNs);
        return told.take();
    }

    private static List<String> saved(final BreakerStateMachine of)
    {
        final List<String> all = new ArrayList<>();
        of.save(new StateSink()
        {
            @Override
            public void number(final String name, final long value)
            {
                all.add(name + "=" + value);
            }

            @Override
            public void text(final String name, final String value)
            {
                all.add(name + "=" + value);
            }
        });
        return all;
    }

    @Test
    void shouldJudgeTheNextSampleByTheNewThresholds()
    {
        apply(event.apiLatency(0, 400 * MS), 0);
        assertThat(reload("latency.alert: 300ms", 0)).containsExactly("reload r");
        assertThat(machine.scope(0).level()).isEqualTo(Level.CLOSED);

        apply(event.apiLatency(0, 300 * MS), 0);

        assertThat(told.take()).containsExactly("CLOSED>ALERT API_LATENCY at 0 300000000/300000000");
        assertThat(machine.scope(0).definition().config().latency().alertNs()).isEqualTo(300 * MS);
    }

    @Test
    void shouldTripAtOnceForAStreakThatIsNowTooLong()
    {
        for (int i = 0; i < 4; i++)
        {
            apply(event.plain(InputKind.ORDER_FAILURE, 0), i);
        }
        told.take();

        assertThat(reload("failures: {alert: 2, throttle: 3, halt: 4}", 5))
            .containsExactly("reload r", "THROTTLE>HALT CONSECUTIVE_FAILURES at 5 4/4");
    }

    @Test
    void shouldTripAtOnceForADrawdownThatIsNowTooDeep()
    {
        apply(event.equity(0, 100_000), 0);
        apply(event.equity(0, 96_000), 1);

        assertThat(reload("loss.halt: 3%", 2)).containsExactly("reload r", "CLOSED>HALT LOSS at 2 40000000/30000000");
        assertThat(machine.scope(0).stands(Cause.LOSS)).isTrue();
    }

    @Test
    void shouldTripAtOnceForAFailureRateThatIsNowTooHigh()
    {
        for (int i = 0; i < 16; i++)
        {
            apply(event.plain(i % 4 == 3 ? InputKind.ORDER_FAILURE : InputKind.ORDER_SUCCESS, 0), i);
        }
        assertThat(told.take()).isEmpty();

        assertThat(reload("failure-rate.throttle: 25%", 20))
            .containsExactly("reload r", "CLOSED>THROTTLE FAILURE_RATE at 20 250000000/250000000");
    }

    @Test
    void shouldMoveNoClockForWhatStoodBefore()
    {
        for (int i = 0; i < 3; i++)
        {
            apply(event.plain(InputKind.ORDER_FAILURE, 0), i);
        }
        told.take();
        final long endNs = machine.scope(0).cooldownEndNs();

        reload("latency.alert: 300ms", SECOND);

        assertThat(machine.scope(0).cooldownEndNs()).isEqualTo(endNs);
        assertThat(machine.scope(0).breaches(Cause.CONSECUTIVE_FAILURES)).isEqualTo(2);
    }

    @Test
    void shouldLowerNothingByItselfAndRecoverNoSoonerThanTheTimeAfter()
    {
        apply(event.apiLatency(0, 600 * MS), 0);
        apply(event.apiLatency(0, 1 * MS), 1);
        told.take();

        assertThat(reload("cooldown.alert: 1s", 30 * SECOND)).containsExactly("reload r");
        assertThat(machine.scope(0).level()).isEqualTo(Level.ALERT);
        assertThat(tick(30 * SECOND)).isEmpty();
        assertThat(tick(31 * SECOND)).containsExactly("ALERT>CLOSED RECOVERY at 30000000001 -1/-1".replace("-1/-1",
            Cause.NO_NUMBER + "/" + Cause.NO_NUMBER));
    }

    @Test
    void shouldKeepTheDeadlineWhereItIsNotOverYet()
    {
        apply(event.apiLatency(0, 600 * MS), 0);
        apply(event.apiLatency(0, 1 * MS), 1);
        told.take();

        reload("cooldown.alert: 40s", 30 * SECOND);

        assertThat(tick(40 * SECOND - 1)).isEmpty();
        assertThat(tick(40 * SECOND)).hasSize(1);
    }

    @Test
    void shouldWantTheRestOfTheEvidenceAndTakeWhatWasCounted()
    {
        apply(event.apiLatency(0, 600 * MS), 0);
        apply(event.apiLatency(0, 1 * MS), 1);
        told.take();
        reload("recovery.evidence: 2", 2);

        assertThat(tick(60 * SECOND)).isEmpty();
        assertThat(machine.scope(0).waitingForEvidence(START + 60 * SECOND)).isTrue();
        reload("recovery.evidence: 1", 61 * SECOND);
        assertThat(machine.scope(0).level()).isEqualTo(Level.ALERT);
        assertThat(tick(62 * SECOND)).hasSize(1);
    }

    @Test
    void shouldStartTheClockAnewWhereWhatStoodEndsByIt()
    {
        apply(event.equity(0, 100_000), 0);
        apply(event.equity(0, 94_000), 1);
        apply(event.apiLatency(0, 1 * MS), 2);
        told.take();

        assertThat(reload("loss.halt: 7%", 10 * SECOND)).containsExactly("reload r");
        assertThat(machine.scope(0).level()).isEqualTo(Level.HALT);
        assertThat(machine.scope(0).stands(Cause.LOSS)).isFalse();
        assertThat(machine.scope(0).cooldownEndNs()).isEqualTo(START + 910 * SECOND);
    }

    @Test
    void shouldHaltForAFailedJournalWhereThatIsNowWanted()
    {
        apply(event.plain(InputKind.JOURNAL_FAILED, 0), 0);
        assertThat(told.take()).hasSize(1);

        assertThat(reload("journal.on-failure: halt", 1)).element(1).asString().startsWith("THROTTLE>HALT JOURNAL at 1");
    }

    @Test
    void shouldDoWhatFellDueUnderTheOldConfigurationFirst()
    {
        apply(event.apiLatency(0, 600 * MS), 0);
        apply(event.apiLatency(0, 1 * MS), 1);
        told.take();

        assertThat(reload("cooldown.alert: 2h", 61 * SECOND)).first().asString().startsWith("ALERT>CLOSED RECOVERY at 60000000000");
    }

    @Test
    void shouldChangeNothingByAnAnnouncement()
    {
        apply(event.apiLatency(0, 600 * MS), 0);
        told.take();
        final List<String> before = saved(machine);

        machine.reload(Reconfiguration.announcement("soon"), START, told);

        assertThat(told.take()).containsExactly("announced soon");
        assertThat(saved(machine)).isEqualTo(before);
    }

    @Test
    void shouldRefuseAnotherWindowBeforeAnythingChanges()
    {
        final List<String> before = saved(machine);

        assertThatThrownBy(() -> reload("loss.window: 10s\nlatency.alert: 1ms", 0)).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("window");

        assertThat(saved(machine)).isEqualTo(before);
        assertThat(machine.scope(0).definition().config().latency().alertNs()).isEqualTo(500 * MS);
    }

    /** Random streams: a reload of the same changes nothing at all, and no reload lowers a level or forgets a count. */
    @Test
    void shouldKeepWhatAMachineRemembers()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            final Random random = new Random(seed);
            final String[] yaml = {"", "preset: conservative", "preset: production", "preset: aggressive",
                "latency.confirmations: 3\ncooldown: {alert: 1s, throttle: 2s, halt: 3s}\nscopes:\n  a: {failures.halt: 3}"};
            String now = yaml[random.nextInt(yaml.length)];
            machine = new BreakerStateMachine(config(now));
            machine.addScope(new ScopeDefinition(1, 0, "a", config(now).scope("a")));
            long atNs = 0;
            for (int step = 0; step < 150; step++)
            {
                random(random, atNs);
                atNs += random.nextInt(4) == 0 ? random.nextLong(100 * SECOND) : random.nextLong(SECOND);
                if (random.nextInt(10) == 0)
                {
                    tick(atNs);
                    final Level root = machine.scope(0).level();
                    final Level below = machine.scope(1).level();
                    final int streak = machine.scope(0).streak();
                    final List<String> before = saved(machine);
                    told.take();
                    reload(now, atNs);
                    assertThat(saved(machine)).as("seed %d, step %d", seed, step).isEqualTo(before);
                    now = yaml[random.nextInt(yaml.length)];
                    reload(now, atNs);
                    assertThat(root.isAbove(machine.scope(0).level())).as("seed %d, step %d", seed, step).isFalse();
                    assertThat(below.isAbove(machine.scope(1).level())).as("seed %d, step %d", seed, step).isFalse();
                    assertThat(machine.scope(0).streak()).as("seed %d, step %d", seed, step).isEqualTo(streak);
                }
            }
        }
    }

    private void random(final Random random, final long atNs)
    {
        final int scope = random.nextInt(2);
        apply(switch (random.nextInt(8))
        {
            case 0 -> event.apiLatency(scope, random.nextLong(1_500) * MS);
            case 1, 2 -> event.plain(InputKind.ORDER_SUCCESS, scope);
            case 3 -> event.plain(InputKind.ORDER_FAILURE, scope);
            case 4 -> event.equity(scope, 100_000 - random.nextInt(6_000));
            case 5 -> event.slippage(scope, Side.BUY, 1_000, 1_000 + random.nextInt(6) / 2.0);
            default -> event.fill(scope, random.nextLong(600) * MS, Side.SELL, 1_000, 1_000);
        }, atNs);
    }
}
