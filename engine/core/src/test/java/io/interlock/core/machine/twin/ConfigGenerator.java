package io.interlock.core.machine.twin;

import static io.interlock.core.machine.twin.LawConfigs.MS;
import static io.interlock.core.machine.twin.LawConfigs.PERCENT;
import static io.interlock.core.machine.twin.LawConfigs.SECOND;

import io.interlock.config.BreakerConfig;
import io.interlock.config.CooldownConfig;
import io.interlock.config.FailureRateConfig;
import io.interlock.config.FailuresConfig;
import io.interlock.config.HaltConfig;
import io.interlock.config.JournalConfig;
import io.interlock.config.LatencyConfig;
import io.interlock.config.LossConfig;
import io.interlock.config.RecoveryConfig;
import io.interlock.config.RecoveryMode;
import io.interlock.config.ScopeConfig;
import io.interlock.config.ShutdownConfig;
import io.interlock.config.SlippageConfig;
import io.interlock.config.ThrottleConfig;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Makes valid configurations from a seed: the four presets, and anything else that SEMANTICS 6 allows, equal thresholds included.
 *
 * <p>Threading: one test thread.
 */
final class ConfigGenerator
{
    private final SplittableRandom random;

    ConfigGenerator(final SplittableRandom random)
    {
        this.random = random;
    }

    /**
     * The next configuration.
     *
     * @param paths of the scopes; some of them get a section.
     * @return a valid one.
     */
    BreakerConfig next(final List<String> paths)
    {
        final Map<String, ScopeConfig> sections = new HashMap<>();
        for (final String path : paths)
        {
            if (path.isEmpty() || random.nextInt(3) == 0)
            {
                sections.put(path, scope());
            }
        }
        final boolean halt = random.nextBoolean();
        return LawConfigs.config(sections, halt ? JournalConfig.OnFailure.HALT : JournalConfig.OnFailure.THROTTLE);
    }

    private ScopeConfig scope()
    {
        return switch (random.nextInt(12))
        {
            case 0 -> LawConfigs.standard();
            case 1 -> LawConfigs.conservative();
            case 2 -> LawConfigs.aggressive();
            case 3, 4 -> LawConfigs.production();
            default -> any();
        };
    }

    private ScopeConfig any()
    {
        final long[] latency = rising(3, 1, 4000);
        final long[] slippage = rising(3, 1, 1000);
        final long[] failures = rising(4, 1, 12);
        final long[] rate = rising(2, 1, 100);
        final boolean quick = random.nextBoolean();
        final int off = random.nextInt(8); // the rate, or only its HALT
        return new ScopeConfig(
            new LatencyConfig(latency[0] * MS, latency[1] * MS, latency[2] * MS, 1 + random.nextInt(4)),
            new SlippageConfig(slippage[0] * PERCENT / 100, slippage[1] * PERCENT / 100, slippage[2] * PERCENT / 100),
            new FailuresConfig((int)failures[0], (int)failures[1], (int)failures[2], (int)failures[3]),
            new FailureRateConfig(
                off > 6 ? FailureRateConfig.OFF : rate[0] * PERCENT, off > 3 ? FailureRateConfig.OFF : rate[1] * PERCENT, window(),
                1 + random.nextInt(20)),
            new LossConfig((1 + random.nextInt(200)) * PERCENT / 10, window()),
            new ScopeConfig.RecoveryPolicy(
                new CooldownConfig(cooldown(quick), cooldown(quick), cooldown(quick)),
                new RecoveryConfig(random.nextBoolean() ? RecoveryMode.STEPWISE : RecoveryMode.DIRECT, 1 + random.nextInt(5)),
                new HaltConfig(random.nextInt(3) == 0)),
            new ScopeConfig.OrderPolicy(
                new ThrottleConfig(random.nextInt(101) / 100.0, (1 + random.nextInt(100)) / 100.0),
                new ShutdownConfig(random.nextBoolean()),
                random.nextInt(4) == 0 ? Set.of(ScopeConfig.AGGRESSIVE) : Set.of("other")));
    }

    /** Never falling; now and then all the same. */
    private long[] rising(final int count, final int from, final int to)
    {
        final long[] numbers = random.longs(count, from, to + 1L).toArray();
        if (random.nextInt(6) == 0)
        {
            Arrays.fill(numbers, numbers[0]);
        }
        Arrays.sort(numbers);
        return numbers;
    }

    private int window()
    {
        return random.nextInt(4) == 0 ? 300 : random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1 + random.nextInt(600);
    }

    private long cooldown(final boolean quick)
    {
        return switch (random.nextInt(5))
        {
            case 0 -> 1 + random.nextLong(20 * MS);
            case 1 -> (1 + random.nextInt(900)) * MS;
            case 2 -> (1 + random.nextInt(quick ? 10 : 300)) * SECOND;
            case 3 -> SECOND;
            default -> (1 + random.nextInt(quick ? 5_000 : 600_000)) * MS;
        };
    }
}
