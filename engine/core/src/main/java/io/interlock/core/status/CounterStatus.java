package io.interlock.core.status;

import java.util.Map;

/**
 * What the engine has counted since it started. Immutable.
 *
 * @param judged       reports judged as events.
 * @param folded       reports judged from overflow counters; offered reports = judged + folded.
 * @param byKind       events judged, by name of {@code InputKind}.
 * @param transitions  decided.
 * @param rejected     bad samples.
 * @param faults       things that threw where nothing may.
 * @param auditLost    issues that found no room on their way to listeners.
 */
public record CounterStatus(
    long judged, long folded, Map<String, Long> byKind, long transitions, long rejected, long faults, long auditLost)
{
    /** Nothing is known. */
    public static final CounterStatus NONE = new CounterStatus(0, 0, Map.of(), 0, 0, 0, 0);

    /** Copies the map. */
    public CounterStatus
    {
        byKind = Map.copyOf(byKind);
    }
}
