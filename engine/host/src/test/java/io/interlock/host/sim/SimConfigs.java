package io.interlock.host.sim;

import io.interlock.config.BreakerConfig;
import io.interlock.config.CooldownConfig;
import io.interlock.config.EngineConfig;
import io.interlock.config.FailureRateConfig;
import io.interlock.config.FailuresConfig;
import io.interlock.config.HaltConfig;
import io.interlock.config.JournalConfig;
import io.interlock.config.LatencyConfig;
import io.interlock.config.LossConfig;
import io.interlock.config.RecoveryConfig;
import io.interlock.config.RecoveryMode;
import io.interlock.config.ScopeConfig;
import io.interlock.config.WaitMode;
import io.interlock.core.machine.twin.LawConfigs;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Configurations whose cooldowns and windows are a few seconds long, so that all of the law happens in a short simulation. */
final class SimConfigs
{
    static final int SCOPES = 8;

    private static final long SECOND = LawConfigs.SECOND;
    private static final long MS = LawConfigs.MS;
    private static final int WINDOW_S = 20;

    private SimConfigs()
    {
    }

    /** Of a seed. */
    static BreakerConfig of(final SplittableRandom random)
    {
        final ScopeConfig root = root(random);
        final Map<String, ScopeConfig> sections = new HashMap<>();
        sections.put("", root);
        sections.put("fast", LawConfigs.tagged(LawConfigs.with(root, new FailuresConfig(2, 2, 3, 10))));
        sections.put("a/b", LawConfigs.with(root, new LatencyConfig(300 * MS, 600 * MS, 2 * SECOND, 1 + random.nextInt(2))));
        final EngineConfig engine = new EngineConfig(
            new long[] {200 * MS, SECOND, SECOND, 30 * SECOND}[random.nextInt(4)], 64 << random.nextInt(2), SCOPES, WaitMode.ADAPTIVE,
            random.nextInt(5) != 0);
        return with(LawConfigs.config(
            sections, random.nextBoolean() ? JournalConfig.OnFailure.HALT : JournalConfig.OnFailure.THROTTLE), engine, sections);
    }

    private static ScopeConfig root(final SplittableRandom random)
    {
        ScopeConfig root = random.nextBoolean() ? LawConfigs.standard() : LawConfigs.production();
        root = LawConfigs.with(root, new CooldownConfig(3 * SECOND, 5 * SECOND, 8 * SECOND));
        root = LawConfigs.with(root, new FailureRateConfig(
            300_000_000, random.nextBoolean() ? FailureRateConfig.OFF : 600_000_000, WINDOW_S, 10));
        root = LawConfigs.with(root, new LossConfig(50_000_000, WINDOW_S));
        root = LawConfigs.with(root, new RecoveryConfig(
            random.nextBoolean() ? RecoveryMode.DIRECT : RecoveryMode.STEPWISE, 1 + random.nextInt(3)));
        return LawConfigs.with(root, new HaltConfig(random.nextInt(3) == 0));
    }

    /** The same with other thresholds and cooldowns, as a reload may change them. */
    static BreakerConfig changed(final BreakerConfig from, final SplittableRandom random)
    {
        final Map<String, ScopeConfig> sections = new HashMap<>(from.sections());
        final String path = new String[] {"", "fast", "a/b"}[random.nextInt(3)];
        final ScopeConfig old = sections.get(path);
        final Record part = switch (random.nextInt(4))
        {
            case 0 -> new LatencyConfig(
                (200 + 100 * random.nextInt(5)) * MS, SECOND, 3 * SECOND, old.latency().confirmations());
            case 1 -> new FailuresConfig(2, 2 + random.nextInt(3), 5 + random.nextInt(2), 10);
            case 2 -> new CooldownConfig((2 + random.nextInt(3)) * SECOND, 5 * SECOND, (6 + random.nextInt(4)) * SECOND);
            default -> new RecoveryConfig(old.recovery().rule().mode(), 1 + random.nextInt(3));
        };
        sections.put(path, LawConfigs.with(old, part));
        return with(from, from.engine(), sections);
    }

    /** What the engine runs with: the law's own, unless it is broken on purpose. */
    static BreakerConfig mutated(final BreakerConfig law, final Mutation mutation)
    {
        final Map<String, ScopeConfig> sections = new HashMap<>(law.sections());
        if (mutation == Mutation.COOLDOWN_TOO_SHORT)
        {
            sections.replaceAll((path, scope) -> LawConfigs.with(scope, new CooldownConfig(
                scope.recovery().cooldown().alertNs(), scope.recovery().cooldown().throttleNs(),
                scope.recovery().cooldown().haltNs() - SECOND)));
        }
        else if (mutation == Mutation.THRESHOLD_TOO_HIGH)
        {
            sections.replaceAll((path, scope) -> LawConfigs.with(scope, new FailuresConfig(
                scope.failures().alert(), scope.failures().throttle(), scope.failures().halt() + 1, scope.failures().shutdown())));
        }
        else
        {
            return law;
        }
        return with(law, law.engine(), sections);
    }

    private static BreakerConfig with(final BreakerConfig base, final EngineConfig engine, final Map<String, ScopeConfig> sections)
    {
        return new BreakerConfig(base.preset(), engine, base.journal(), base.gateway(), sections);
    }
}
