package io.interlock.config;

/**
 * How a scope comes back (SEMANTICS 4).
 *
 * @param mode     straight to CLOSED, or a level at a time.
 * @param evidence healthy samples wanted since the recovery clock started; at least 1, since no data is not health.
 */
public record RecoveryConfig(RecoveryMode mode, int evidence)
{
}
