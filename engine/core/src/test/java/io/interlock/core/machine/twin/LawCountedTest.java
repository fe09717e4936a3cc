package io.interlock.core.machine.twin;

import static io.interlock.core.machine.twin.LawConfigs.config;
import static io.interlock.core.machine.twin.LawConfigs.standard;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * DESIGN, lanes 2: successes that a lane gathered enter the windows, here and above, and nothing else.
 *
 * <p>Threading: one test thread.
 */
@ParameterizedClass
@EnumSource(Judge.Kind.class)
final class LawCountedTest
{
    private final Judge.Kind judge;

    LawCountedTest(final Judge.Kind judge)
    {
        this.judge = judge;
    }

    private Scenario law(final String... scopes)
    {
        return new Scenario(judge, config(standard()), scopes);
    }

    @Test
    void shouldNotLetGatheredSuccessesEndAStreak()
    {
        law().orders("F").gathered(5).orders("F").says("0 . CLOSED>ALERT CONSECUTIVE_FAILURES 2/2");
        final Scenario standing = law().orders("FF").gathered(5);
        assertThat(standing.stands(Cause.CONSECUTIVE_FAILURES)).isTrue();
        standing.orders("S");
        assertThat(standing.stands(Cause.CONSECUTIVE_FAILURES)).isFalse();
    }

    @Test
    void shouldNotTakeGatheredSuccessesForEvidence()
    {
        law().latency(600).at(30_000).gathered(5).at(60_000).tick().gathered(5).says("0 . CLOSED>ALERT API_LATENCY 600ms/500ms")
            .at(61_000).orders("S").says("61000 . ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldJudgeTheRateOfGatheredSuccessesAtTheStartOfTheNextSecondOnly()
    {
        final Scenario ends = law("a").in("a").orders("SSFSSFSSSF").says(
            "0 a CLOSED>THROTTLE FAILURE_RATE 30%/30%", "0 . CLOSED>THROTTLE FAILURE_RATE 30%/30%").at(1_500).gathered(5);
        assertThat(ends.stands(Cause.FAILURE_RATE)).isTrue();
        ends.at(1_999).tick();
        assertThat(ends.stands(Cause.FAILURE_RATE)).isTrue();
        ends.at(2_000).tick();
        assertThat(ends.stands(Cause.FAILURE_RATE)).isFalse();
        assertThat(ends.in("").stands(Cause.FAILURE_RATE)).as("every ancestor's").isFalse();
        law("a").in("a").orders("SFSSFSSSF").at(1_500).gathered(1).at(1_999).tick().says().at(2_000).tick().says(
            "2000 . CLOSED>THROTTLE FAILURE_RATE 30%/30%", "2000 a CLOSED>THROTTLE FAILURE_RATE 30%/30%");
    }

    @Test
    void shouldCountGatheredSuccessesAtTheNextFailure()
    {
        law().orders("SSFSSFSSS").gathered(1).orders("F").says(); // 3 of 11
        law().orders("SSFSSFSSS").orders("F").gathered(1).says("0 . CLOSED>THROTTLE FAILURE_RATE 30%/30%");
    }

    @Test
    void shouldLetGatheredSuccessesLeaveWithTheirOwnSecond()
    {
        law().at(999).gathered(10).at(1_000).orders("FSFSFSSSSS").at(299_999).tick().says()
            .at(300_500).tick().says("300000 . CLOSED>THROTTLE FAILURE_RATE 30%/30%");
    }

    @Test
    void shouldLengthenAStreakByTheLongestFoldedRun()
    {
        law().orders("F").folded(20, 2, 1).says("0 . CLOSED>ALERT CONSECUTIVE_FAILURES 2/2");
        law().orders("F").folded(20, 2, 2).says("0 . CLOSED>THROTTLE CONSECUTIVE_FAILURES 3/3");
        law().orders("F").folded(20, 0, 0).orders("F").says("0 . CLOSED>ALERT CONSECUTIVE_FAILURES 2/2");
    }
}
