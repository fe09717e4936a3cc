package io.interlock.core.status;

import java.util.Map;

/**
 * What the engine has counted since it started. Immutable.
 *
 * @param reports      reports by the way they took.
 * @param byKind       events judged and reports gathered in lanes, by name of {@code InputKind}.
 * @param lanesByKind  of those, the reports gathered in lanes.
 * @param transitions  decided.
 * @param rejected     bad samples.
 * @param faults       things that threw where nothing may.
 * @param auditLost    issues that found no room on their way to listeners; below 0 where they are not known.
 */
public record CounterStatus(
    Reports reports, Map<String, Long> byKind, Map<String, Long> lanesByKind, long transitions, long rejected, long faults,
    long auditLost)
{
    /** Nothing is known. */
    public static final CounterStatus NONE = new CounterStatus(new Reports(0, 0, 0), Map.of(), Map.of(), 0, 0, 0, 0);

    /**
     * Reports by the way they took; together all that were offered.
     *
     * @param judged as events; where the lanes are not known, with those.
     * @param folded from overflow counters.
     * @param lanes  gathered in lanes; below 0 where they are not known.
     */
    public record Reports(long judged, long folded, long lanes)
    {
    }

    /** Copies the maps. */
    public CounterStatus
    {
        byKind = Map.copyOf(byKind);
        lanesByKind = Map.copyOf(lanesByKind);
    }

    /**
     * Reports judged as events.
     *
     * @return since the start.
     */
    public long judged()
    {
        return reports.judged();
    }

    /**
     * Reports judged from overflow counters.
     *
     * @return since the start.
     */
    public long folded()
    {
        return reports.folded();
    }

    /**
     * Reports gathered in lanes.
     *
     * @return since the start.
     */
    public long lanes()
    {
        return reports.lanes();
    }
}
