package io.interlock.console.api;

import io.interlock.core.model.Verdict;

/**
 * What a gate answered. Immutable.
 *
 * @param timeMs  wall time, milliseconds since 1970.
 * @param verdict of the gate.
 * @param guard   names of guard bits that are set, separated by spaces.
 * @param stale   whether the engine is: then an OPEN is refused.
 */
public record Checked(long timeMs, Verdict verdict, String guard, boolean stale)
{
}
