package io.interlock.config;

import java.util.Set;

/**
 * Everything that the law needs to judge one scope, fully resolved: each value is the scope's own or, where its section says nothing,
 * the nearest configured ancestor's (SEMANTICS 2). Tags alone are the scope's own: the gate joins them along the path.
 *
 * @param latency     API_LATENCY.
 * @param slippage    SLIPPAGE.
 * @param failures    CONSECUTIVE_FAILURES.
 * @param failureRate FAILURE_RATE.
 * @param loss        LOSS.
 * @param recovery    how and after how long a level is left.
 * @param policy      what the levels mean for this scope's orders, and its tags.
 */
public record ScopeConfig(
    LatencyConfig latency,
    SlippageConfig slippage,
    FailuresConfig failures,
    FailureRateConfig failureRate,
    LossConfig loss,
    RecoveryPolicy recovery,
    OrderPolicy policy)
{
    /**
     * The three parts of recovery.
     *
     * @param cooldown per level.
     * @param rule     mode and evidence.
     * @param halt     whether HALT waits for a confirm.
     */
    public record RecoveryPolicy(CooldownConfig cooldown, RecoveryConfig rule, HaltConfig halt)
    {
    }

    /**
     * What the levels mean for orders.
     *
     * @param throttle what THROTTLE lets through.
     * @param shutdown what SHUTDOWN does to positions.
     * @param tags     the scope's own tags, for example {@link ScopeConfig#AGGRESSIVE}.
     */
    public record OrderPolicy(ThrottleConfig throttle, ShutdownConfig shutdown, Set<String> tags)
    {
        /** Copies the tags, so that the policy cannot change. */
        public OrderPolicy
        {
            tags = Set.copyOf(tags);
        }
    }

    /** The tag whose scopes are refused every OPEN in THROTTLE. */
    public static final String AGGRESSIVE = "aggressive";

    /**
     * Whether this scope itself carries the tag {@link #AGGRESSIVE}; the gate joins its ancestors'.
     *
     * @return true when tagged.
     */
    public boolean aggressive()
    {
        return policy.tags().contains(AGGRESSIVE);
    }
}
