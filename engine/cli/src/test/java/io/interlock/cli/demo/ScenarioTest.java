package io.interlock.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.core.model.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScenarioTest
{
    private static List<Step> steps()
    {
        return Scenario.steps(null, new Tape.Fall(1, 2, 7.04), 0);
    }

    @Test
    void shouldGoFromCalmToARestart()
    {
        assertThat(steps()).extracting(Step::name).containsExactly("calm", "answers after 700 ms", "answers after 1500 ms",
            "answers after 3500 ms", "2 rejects in a row", "3 rejects in a row", "5 rejects in a row", "the tape's fall of 7.0 %",
            "the session drops", "an override", "a kill", "a restart");
        assertThat(Scenario.steps(null, new Tape.Fall(1, 2, 7.04), 60)).hasSize(steps().size() + 1).last()
            .extracting(Step::name).isEqualTo("it stays");
        assertThat(steps().stream().map(Step::promise).filter(Objects::nonNull).map(Step.Promise::toString)).containsExactly(
            "ALERT by API_LATENCY", "THROTTLE by API_LATENCY", "HALT by API_LATENCY", "ALERT by CONSECUTIVE_FAILURES",
            "THROTTLE by CONSECUTIVE_FAILURES", "HALT by CONSECUTIVE_FAILURES", "HALT by LOSS", "HALT by NETWORK",
            "SHUTDOWN by OPERATOR_KILL");
        assertThat(steps()).extracting(Step::id).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z0-9_]+"));
    }

    @Test
    void shouldShortenCooldownsAndKeepTheLawsThresholds()
    {
        final BreakerConfig config = Demo.config();

        assertThat(config.scope("").latency().haltNs()).isEqualTo(TimeUnit.SECONDS.toNanos(3));
        assertThat(config.scope("").latency().alertNs()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
        assertThat(config.scope("").policy().shutdown().flatten()).isTrue();
    }

    @Test
    void shouldLingerLongerInALongerRun()
    {
        final Pace shortest = new Pace(Pace.SHORTEST);
        final Pace usual = new Pace(Pace.USUAL);

        assertThat(shortest.waitsForCooldowns()).isFalse();
        assertThat(usual.waitsForCooldowns()).isTrue();
        assertThat(shortest.lingerNs(1)).isBetween(0L, usual.lingerNs(1));
        assertThat(new Pace(50).lingerNs(1)).isPositive();
        assertThat(Duration.ofNanos(new Pace(Pace.LONGEST).lingerNs(1))).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void shouldBeLongOrFlatAndSureOfWhatStandsOut()
    {
        final Strategy strategy = new Strategy();
        for (int i = 0; i < 100; i++)
        {
            strategy.price(new BigDecimal(1_000 + i % 3));
        }
        strategy.price(new BigDecimal("1100"));

        final Strategy.Decision first = strategy.decide(BigDecimal.ZERO);
        final Strategy.Decision full = strategy.decide(new BigDecimal("8"));

        assertThat(first.side()).isEqualTo(Side.BUY);
        assertThat(first.confidence()).isEqualTo(1);
        assertThat(first.price()).isEqualByComparingTo("1100");
        assertThat(full.side()).isEqualTo(Side.SELL);
        strategy.price(new BigDecimal("1000"));
        assertThat(strategy.decide(new BigDecimal("1")).side()).isEqualTo(Side.SELL);
        assertThat(strategy.decide(new BigDecimal("1")).quantity()).isEqualByComparingTo("1");
        assertThat(strategy.decide(BigDecimal.ZERO).side()).as("flat: nothing to sell").isEqualTo(Side.BUY);
    }
}
