package io.interlock.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.gate.GuardWord;
import io.interlock.core.mapped.HeartbeatReader.Found;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What counts as a sign of life, what as an incident, and when one is over; in virtual time. */
class VigilTest
{
    private static final long MS = 1_000_000L;
    private static final long LIMIT = 100 * MS;
    private static final long START = 7_000 * MS;
    private static final long SEED = Long.getLong("interlock.seed", 9_105L);

    private final Vigil vigil = new Vigil(LIMIT);
    private long nowNs = START;

    private Turn alive(final long life)
    {
        return vigil.sound(nowNs, true, life, nowNs, 0);
    }

    private Turn quiet(final long life, final long beatNs)
    {
        return vigil.sound(nowNs, true, life, beatNs, 0);
    }

    private void pass(final long ms)
    {
        nowNs += ms * MS;
    }

    private void armed()
    {
        assertThat(alive(1)).isEqualTo(Turn.ARMED);
    }

    @Test
    void shouldArmAtTheFirstSignAndFireOnceTheLastIsOlderThanTheLimit()
    {
        armed();
        final long beatNs = nowNs;
        pass(100);
        assertThat(quiet(1, beatNs)).isEqualTo(Turn.NONE);
        nowNs++;
        assertThat(quiet(1, beatNs)).isEqualTo(Turn.STALE);
        assertThat(vigil.why()).isEqualTo(Why.STALE);
        assertThat(vigil.ageNs(nowNs)).isEqualTo(LIMIT + 1);
        pass(5_000);
        assertThat(quiet(1, beatNs)).as("once an incident").isEqualTo(Turn.NONE);
    }

    @Test
    void shouldCountASignFromWhenItWasGivenAndNotFromWhenItWasSeen()
    {
        armed();
        pass(90);
        assertThat(quiet(1, nowNs - 80 * MS)).isEqualTo(Turn.NONE);
        pass(21);
        assertThat(quiet(1, nowNs - 101 * MS)).as("the same sign").isEqualTo(Turn.STALE);
    }

    @Test
    void shouldBeNoIncidentThatTheWatchItselfWasHeldUp()
    {
        armed();
        final long beforeNs = nowNs;
        pass(10_000);
        // The look began before the pause, and read what is written now.
        assertThat(vigil.sound(beforeNs + MS, true, 1, nowNs, 0)).isEqualTo(Turn.NONE);
        assertThat(alive(1)).isEqualTo(Turn.NONE);
    }

    @Test
    void shouldDoubtWhatWasNotLookedForByItsPath()
    {
        armed();
        final long beatNs = nowNs;
        pass(200);
        assertThat(vigil.sound(nowNs, false, 1, beatNs, 0)).isEqualTo(Turn.DOUBT);
        assertThat(alive(2)).as("a new engine was behind it").isEqualTo(Turn.RESTARTED);
    }

    @Test
    void shouldBeArmedAgainOnceItHasLivedForAsLongAsTheLimit()
    {
        armed();
        final long beatNs = nowNs;
        pass(101);
        assertThat(quiet(1, beatNs)).isEqualTo(Turn.STALE);
        pass(10);
        assertThat(alive(1)).isEqualTo(Turn.NONE);
        final long lastNs = nowNs;
        pass(150);
        assertThat(quiet(1, lastNs)).as("gone again: the same incident").isEqualTo(Turn.NONE);
        assertThat(alive(1)).isEqualTo(Turn.NONE);
        pass(99);
        assertThat(alive(1)).isEqualTo(Turn.NONE);
        pass(1);
        assertThat(alive(1)).isEqualTo(Turn.BACK);
        final long againNs = nowNs;
        pass(101);
        assertThat(quiet(1, againNs)).as("another incident").isEqualTo(Turn.STALE);
    }

    @Test
    void shouldTakeAnEngineThatIsDeadAtTheBeginningForAnIncident()
    {
        assertThat(quiet(1, nowNs - LIMIT - 1)).isEqualTo(Turn.STALE);
    }

    @Test
    void shouldGiveANewEngineTheLimitForItsFirstSign()
    {
        assertThat(quiet(1, 0)).isEqualTo(Turn.NONE);
        pass(100);
        assertThat(quiet(1, 0)).isEqualTo(Turn.NONE);
        pass(1);
        assertThat(quiet(1, 0)).isEqualTo(Turn.STALE);
        assertThat(vigil.hasSign()).isFalse();
        assertThat(quiet(2, 0)).isEqualTo(Turn.NONE);
        assertThat(alive(2)).isEqualTo(Turn.NONE);
        pass(100);
        assertThat(alive(2)).isEqualTo(Turn.BACK);
    }

    @Test
    void shouldNotCallAPlannedStopStale()
    {
        armed();
        pass(1);
        assertThat(vigil.sound(nowNs, true, 1, nowNs, GuardWord.CLOSED)).isEqualTo(Turn.STOPPED);
        pass(100_000);
        assertThat(vigil.sound(nowNs, true, 1, START, GuardWord.CLOSED)).isEqualTo(Turn.NONE);
        assertThat(quiet(2, 0)).as("the next one starts").isEqualTo(Turn.NONE);
        pass(50);
        assertThat(alive(2)).isEqualTo(Turn.ARMED);
    }

    @Test
    void shouldCallAnEngineStaleThatDiesBeforeItsFirstSignAfterAPlannedStop()
    {
        vigil.sound(nowNs, true, 1, nowNs, GuardWord.CLOSED);
        assertThat(quiet(2, 0)).isEqualTo(Turn.NONE);
        pass(101);
        assertThat(quiet(2, 0)).isEqualTo(Turn.STALE);
    }

    @Test
    void shouldWaitForAnEngineThatNeverWasThereOrWasStopped()
    {
        assertThat(vigil.unsound(nowNs, Found.MISSING)).isEqualTo(Turn.NONE);
        pass(100_000);
        assertThat(vigil.unsound(nowNs, Found.MISSING)).isEqualTo(Turn.NONE);
        assertThat(vigil.state()).isEqualTo(Vigil.State.WAITING);
        armed();
        vigil.sound(nowNs, true, 1, nowNs, GuardWord.CLOSED);
        assertThat(vigil.unsound(nowNs, Found.MISSING)).isEqualTo(Turn.GONE);
        assertThat(vigil.state()).isEqualTo(Vigil.State.WAITING);
    }

    @ParameterizedTest
    @EnumSource(value = Found.class, names = "SOUND", mode = EnumSource.Mode.EXCLUDE)
    void shouldCountWhatCannotBeReadAsNoSign(final Found found)
    {
        armed();
        pass(100);
        assertThat(vigil.unsound(nowNs, found)).isEqualTo(Turn.NONE);
        pass(1);
        assertThat(vigil.unsound(nowNs, found)).isEqualTo(Turn.STALE);
        assertThat(vigil.why()).isEqualTo(switch (found)
        {
            case MISSING -> Why.MISSING;
            case UNREADABLE -> Why.UNREADABLE;
            default -> Why.DAMAGED;
        });
        assertThat(alive(1)).isEqualTo(Turn.NONE);
        pass(100);
        assertThat(alive(1)).isEqualTo(Turn.BACK);
    }

    @ParameterizedTest
    @EnumSource(value = Found.class, names = {"CUT", "DAMAGED", "FOREIGN", "UNREADABLE"})
    void shouldFireAtAFileThatWasNeverSound(final Found found)
    {
        assertThat(vigil.unsound(nowNs, found)).isEqualTo(Turn.NONE);
        pass(101);
        assertThat(vigil.unsound(nowNs, found)).isEqualTo(Turn.STALE);
    }

    @Test
    void shouldNotBelieveASignOfAnotherClock()
    {
        armed();
        pass(50);
        // A machine that was started anew counts from 0 again: what it finds lies ahead.
        assertThat(quiet(2, nowNs + 1_000_000 * MS)).isEqualTo(Turn.NONE);
        pass(51);
        assertThat(quiet(2, nowNs + 1_000_001 * MS)).as("though it moves").isEqualTo(Turn.STALE);
        assertThat(vigil.why()).isEqualTo(Why.CLOCK);
    }

    @Test
    void shouldFireAtOnceAtAFaultAndStayThereForThatLife()
    {
        armed();
        pass(1);
        assertThat(vigil.sound(nowNs, true, 1, nowNs, GuardWord.FAULT)).isEqualTo(Turn.STALE);
        assertThat(vigil.why()).isEqualTo(Why.FAULT);
        pass(1_000);
        assertThat(vigil.sound(nowNs, true, 1, nowNs, GuardWord.FAULT)).isEqualTo(Turn.NONE);
        assertThat(vigil.state()).isEqualTo(Vigil.State.STALE);
    }

    @Test
    void shouldFireWhereTicksAreMissingForLongerThanTheLimit()
    {
        armed();
        for (int ms = 0; ms < 100; ms += 10)
        {
            pass(10);
            assertThat(vigil.sound(nowNs, true, 1, nowNs, GuardWord.TICKLESS)).isEqualTo(Turn.NONE);
        }
        pass(10);
        assertThat(alive(1)).as("they came").isEqualTo(Turn.NONE);
        vigil.sound(nowNs, true, 1, nowNs, GuardWord.TICKLESS);
        pass(101);
        assertThat(vigil.sound(nowNs, true, 1, nowNs, GuardWord.TICKLESS)).isEqualTo(Turn.STALE);
        assertThat(vigil.why()).isEqualTo(Why.TICKLESS);
    }

    @Test
    void shouldNeverBeQuietAboutAnEngineThatGivesNoSign()
    {
        final Random random = new Random(SEED);
        for (int run = 0; run < 2_000; run++)
        {
            final Vigil any = new Vigil(LIMIT);
            long now = START;
            long life = 1;
            for (int look = 0; look < 50; look++)
            {
                now += random.nextInt(150) * MS;
                life += random.nextInt(20) == 0 ? 1 : 0;
                final long beat = random.nextInt(8) == 0 ? 0 : now - random.nextInt(300) * MS + random.nextInt(2) * 500 * MS;
                final long guard = random.nextInt(10) == 0 ? 1L << random.nextInt(6) : 0;
                if (random.nextInt(6) == 0)
                {
                    any.unsound(now, Found.values()[1 + random.nextInt(5)]);
                }
                else
                {
                    any.sound(now, random.nextBoolean(), life, beat, guard);
                }
            }
            // Whatever was before: from here on there is no sign, and no planned stop.
            any.sound(now, true, life + 1, now, 0);
            now += LIMIT + MS;
            any.sound(now, true, life + 1, now - LIMIT - MS, 0);
            assertThat(any.state()).as("seed %d, run %d", SEED, run).isEqualTo(Vigil.State.STALE);
        }
    }
}
