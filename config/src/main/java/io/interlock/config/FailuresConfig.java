package io.interlock.config;

/**
 * Lengths of a streak of failures (CONSECUTIVE_FAILURES, SEMANTICS 3) from which a level is demanded; each at least 1.
 *
 * @param alert    failures in a row that demand ALERT.
 * @param throttle failures in a row that demand THROTTLE.
 * @param halt     failures in a row that demand HALT.
 * @param shutdown failures in a row that demand SHUTDOWN.
 */
public record FailuresConfig(int alert, int throttle, int halt, int shutdown)
{
}
