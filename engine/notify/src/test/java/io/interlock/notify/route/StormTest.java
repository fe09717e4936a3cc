package io.interlock.notify.route;

import static io.interlock.core.model.Level.CLOSED;
import static io.interlock.core.model.Level.HALT;
import static io.interlock.notify.route.Scene.HOUR;
import static io.interlock.notify.route.Scene.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ChannelConfig;
import io.interlock.config.NotificationsConfig;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.testing.Runs;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StormTest
{
    private static final List<Level> STRICT = List.of(Level.ALERT, Level.THROTTLE, HALT);

    private static final ChannelConfig[] CHANNELS = {
        Scene.limited("mail", "WARNING", 30), Scene.limited("chat", "CRITICAL", 10), Scene.limited("all", "INFO", 30)};

    @Test
    void shouldBoundTenThousandFlapsOfOneScopeAndSayThemInOneSummary()
    {
        final Scene scene = new Scene(Scene.config(CHANNELS));
        for (int i = 0; i < 10_000; i++)
        {
            scene.at(i * 6L);
            flap(scene, "a", i);
        }
        // One for each group wait, and the four in a minute that may pass by the group.
        assertThat(scene.sent("mail")).hasSizeLessThanOrEqualTo(13 + 4);
        scene.at(HOUR);

        assertThat(scene.sent("mail", Kind.SUMMARY)).hasSize(1);
        assertThat(scene.sent("mail")).hasSizeLessThanOrEqualTo(15 + 4);
        assertThat(scene.sent("log", Kind.TRANSITION)).hasSize(5_000);
        assertThat(scene.sent("mail")).allSatisfy(draft -> assertThat(draft.extras().joined()).hasSizeLessThanOrEqualTo(21));
    }

    @Test
    void shouldBoundTenThousandFlapsOfManyScopes()
    {
        final Scene scene = new Scene(Scene.config(CHANNELS));
        for (int i = 0; i < 10_000; i++)
        {
            scene.at(i * 6L);
            flap(scene, "s" + i / 2 % 100, i);
        }
        for (final ChannelConfig channel : CHANNELS)
        {
            assertThat(scene.sent(channel.name())).hasSizeLessThanOrEqualTo(channel.route().ratePerMinute());
        }
        scene.at(24 * HOUR);

        assertThat(scene.sent("mail", Kind.SUMMARY)).hasSize(1);
        assertThat(scene.router.open()).isEmpty();
        assertThat(scene.router.nextDueMs()).isEqualTo(Long.MAX_VALUE);
    }

    private static void flap(final Scene scene, final String scope, final int step)
    {
        final Level strict = STRICT.get(step / 2 % STRICT.size());
        if (step % 2 == 0)
        {
            scene.up(scope, CLOSED, strict);
        }
        else
        {
            scene.down(scope, strict, CLOSED);
        }
    }

    @Test
    void shouldLoseNoLoudOneOfAThousandOverAHundredScopes()
    {
        for (long seed = 1; seed <= Runs.of(2, 5); seed++)
        {
            final Random random = new Random(seed);
            final Scene scene = new Scene(Scene.config(CHANNELS));
            final Level[] levels = new Level[100];
            java.util.Arrays.fill(levels, CLOSED);
            for (int i = 0; i < 1_000; i++)
            {
                final int which = random.nextInt(levels.length);
                final Level from = levels[which];
                final Level to = from == Level.SHUTDOWN ? CLOSED : Level.of(from.ordinal() + 1);
                levels[which] = to;
                scene.at(i * 20L).change("s" + which, from, to, to == CLOSED ? Cause.RESET : Cause.LOSS);
            }
            scene.at(12 * HOUR);
            final Fates fates = new Fates(scene.got);
            for (final Draft draft : scene.sent("log", Kind.TRANSITION))
            {
                if (draft.priority().name().equals("CRITICAL") || draft.priority().name().equals("EMERGENCY"))
                {
                    for (final ChannelConfig channel : CHANNELS)
                    {
                        final String fate = fates.end(channel.name(), draft.id());
                        assertThat(fate.equals(Fates.SENT) || fate.startsWith("inhibited by ")).as("seed %d: %s: %s", seed, draft, fate)
                            .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void shouldHoldNothingOfWhatIsOver()
    {
        final long[] now = {Scene.START_MS};
        final long[] sent = {0};
        final Outbox counting = new Outbox()
        {
            @Override
            public void send(final String channel, final Draft draft)
            {
                sent[0]++;
            }

            @Override
            public void suppressed(final String channel, final Draft draft, final String why)
            {
                // Not kept.
            }

            @Override
            public void record(final io.interlock.core.port.NoticeRecord record)
            {
                // Not kept.
            }
        };
        final NotificationsConfig config = Scene.config(CHANNELS);
        final Router router = new Router(config, Map.of(), counting, () -> "id-" + sent[0], () -> "");
        flap(router, now, 20_000);
        final long before = used();
        flap(router, now, Runs.of(60_000, 150_000));

        assertThat(used() - before).as("bytes").isLessThan(4L << 20);
        assertThat(router.open()).isEmpty();
    }

    private static void flap(final Router router, final long[] now, final int count)
    {
        for (int i = 0; i < count; i++)
        {
            final boolean up = i % 2 == 0;
            final long number = now[0]++;
            router.transition(new TransitionEvent(number, "boot-" + number, 0, now[0], "s" + i / 2 % 10_000,
                new TransitionEvent.Change(up ? CLOSED : HALT, up ? HALT : CLOSED),
                new TransitionEvent.Why(up ? Cause.LOSS : Cause.RECOVERY, Cause.NO_NUMBER, Cause.NO_NUMBER)), now[0]);
        }
        for (long due = router.nextDueMs(); due != Long.MAX_VALUE; due = router.nextDueMs())
        {
            now[0] = Math.max(now[0], due);
            router.tick(now[0]);
        }
        now[0] += MINUTE;
    }

    private static long used()
    {
        for (int i = 0; i < 3; i++)
        {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
