package io.interlock.core.machine.twin;

import io.interlock.config.BreakerConfig;
import io.interlock.config.CooldownConfig;
import io.interlock.config.EngineConfig;
import io.interlock.config.FailureRateConfig;
import io.interlock.config.FailuresConfig;
import io.interlock.config.GatewayConfig;
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
import io.interlock.config.WaitMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The presets of SEMANTICS 6, written down a second time, so that these tests depend on no loader; and small changes to them.
 *
 * <p>Threading: stateless.
 */
public final class LawConfigs
{
    /** One millisecond. */
    public static final long MS = 1_000_000L;
    /** One second. */
    public static final long SECOND = 1000 * MS;
    /** One percent, in parts per billion. */
    public static final long PERCENT = 10_000_000L;

    private LawConfigs()
    {
    }

    /**
     * The preset {@code default}.
     *
     * @return settings of the root.
     */
    public static ScopeConfig standard()
    {
        return new ScopeConfig(
            new LatencyConfig(500 * MS, 1000 * MS, 3000 * MS, 1),
            new SlippageConfig(PERCENT / 10, 3 * PERCENT / 10, 5 * PERCENT / 10),
            new FailuresConfig(2, 3, 5, 10),
            new FailureRateConfig(30 * PERCENT, FailureRateConfig.OFF, 300, 10),
            new LossConfig(5 * PERCENT, 300),
            new ScopeConfig.RecoveryPolicy(
                new CooldownConfig(60 * SECOND, 300 * SECOND, 900 * SECOND),
                new RecoveryConfig(RecoveryMode.DIRECT, 1),
                new HaltConfig(false)),
            new ScopeConfig.OrderPolicy(new ThrottleConfig(0.7, 0.5), new ShutdownConfig(false), Set.of()));
    }

    /**
     * The preset {@code conservative}.
     *
     * @return settings of the root.
     */
    public static ScopeConfig conservative()
    {
        return with(with(standard(), new LatencyConfig(300 * MS, 1000 * MS, 3000 * MS, 1)), new FailuresConfig(2, 2, 3, 10));
    }

    /**
     * The preset {@code aggressive}.
     *
     * @return settings of the root.
     */
    public static ScopeConfig aggressive()
    {
        return with(with(standard(), new LatencyConfig(1000 * MS, 1000 * MS, 3000 * MS, 1)), new FailuresConfig(2, 5, 8, 10));
    }

    /**
     * The preset {@code production}.
     *
     * @return settings of the root.
     */
    public static ScopeConfig production()
    {
        final ScopeConfig from = with(standard(), new FailureRateConfig(30 * PERCENT, 60 * PERCENT, 300, 10));
        return with(with(from, new RecoveryConfig(RecoveryMode.STEPWISE, 3)), new HaltConfig(true));
    }

    /**
     * Changes one part.
     *
     * @param from the rest.
     * @param part one of the records of {@link ScopeConfig}.
     * @return a copy.
     */
    public static ScopeConfig with(final ScopeConfig from, final Record part)
    {
        final ScopeConfig.RecoveryPolicy recovery = from.recovery();
        final ScopeConfig.OrderPolicy policy = from.policy();
        return new ScopeConfig(
            part instanceof LatencyConfig latency ? latency : from.latency(),
            part instanceof SlippageConfig slippage ? slippage : from.slippage(),
            part instanceof FailuresConfig failures ? failures : from.failures(),
            part instanceof FailureRateConfig rate ? rate : from.failureRate(),
            part instanceof LossConfig loss ? loss : from.loss(),
            new ScopeConfig.RecoveryPolicy(
                part instanceof CooldownConfig cooldown ? cooldown : recovery.cooldown(),
                part instanceof RecoveryConfig rule ? rule : recovery.rule(),
                part instanceof HaltConfig halt ? halt : recovery.halt()),
            new ScopeConfig.OrderPolicy(
                part instanceof ThrottleConfig throttle ? throttle : policy.throttle(), policy.shutdown(), policy.tags()));
    }

    /**
     * Tags a scope {@link ScopeConfig#AGGRESSIVE}.
     *
     * @param from the rest.
     * @return a copy.
     */
    public static ScopeConfig tagged(final ScopeConfig from)
    {
        final ScopeConfig.OrderPolicy policy = new ScopeConfig.OrderPolicy(
            from.policy().throttle(), from.policy().shutdown(), Set.of(ScopeConfig.AGGRESSIVE));
        return new ScopeConfig(
            from.latency(), from.slippage(), from.failures(), from.failureRate(), from.loss(), from.recovery(), policy);
    }

    /**
     * A configuration whose every scope has the root's settings.
     *
     * @param root settings.
     * @return the whole.
     */
    public static BreakerConfig config(final ScopeConfig root)
    {
        return config(Map.of("", root), JournalConfig.OnFailure.THROTTLE);
    }

    /**
     * A configuration where one scope has its own section.
     *
     * @param root    settings.
     * @param path    of the section.
     * @param section its settings.
     * @return the whole.
     */
    public static BreakerConfig config(final ScopeConfig root, final String path, final ScopeConfig section)
    {
        final Map<String, ScopeConfig> sections = new HashMap<>();
        sections.put("", root);
        sections.put(path, section);
        return config(sections, JournalConfig.OnFailure.THROTTLE);
    }

    /**
     * A configuration of any sections.
     *
     * @param sections  by path, the root among them.
     * @param onFailure what a failed journal demands.
     * @return the whole.
     */
    public static BreakerConfig config(final Map<String, ScopeConfig> sections, final JournalConfig.OnFailure onFailure)
    {
        return new BreakerConfig(
            "default",
            new EngineConfig(100 * MS, 65_536, 4096, WaitMode.ADAPTIVE, false),
            new JournalConfig(onFailure, false),
            new GatewayConfig(GatewayConfig.ThrottleMode.CUT, 9001, 9002),
            sections);
    }
}
