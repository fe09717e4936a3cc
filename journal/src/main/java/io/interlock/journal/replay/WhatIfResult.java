package io.interlock.journal.replay;

import java.util.List;
import java.util.Map;

/**
 * What would have happened under another configuration, beside what did.
 *
 * @param fromMs   beginning of the recording, in milliseconds since 1970.
 * @param toMs     its end.
 * @param counts   of what was judged.
 * @param recorded timelines by scope under the recorded configuration.
 * @param other    the same scopes under the other.
 * @param orders   that were asked about.
 * @param notes    for people: why the answer is not exact.
 */
public record WhatIfResult(
    long fromMs, long toMs, Counts counts, Map<String, Timeline> recorded, Map<String, Timeline> other, Orders orders, List<String> notes)
{
    /** Copies the notes. */
    public WhatIfResult
    {
        notes = List.copyOf(notes);
    }

    /**
     * What was judged.
     *
     * @param events   inputs.
     * @param lives    of the engine.
     * @param gaps     after which both sides went on from a snapshot.
     * @param unrolled summaries that had to be taken apart, in an order that nobody recorded.
     */
    public record Counts(long events, long lives, long gaps, long unrolled)
    {
    }

    /**
     * Orders that a gate was asked about.
     *
     * @param asked        in all.
     * @param lost         that found no room in the ring and are missing in the recording.
     * @param refused      as it was.
     * @param otherRefused under the other configuration.
     * @param newlyRefused that passed, and would have been refused.
     * @param newlyAllowed that were refused, and would have passed.
     * @param newlyCut     that passed whole, and would have been cut.
     * @param quantity     of the newly refused, and what would have been cut off.
     */
    public record Orders(
        long asked, long lost, long refused, long otherRefused, long newlyRefused, long newlyAllowed, long newlyCut, double quantity)
    {
    }

    /**
     * If no scope took another course, and no order another answer.
     *
     * @return true where nothing differs.
     */
    public boolean isSame()
    {
        return orders.newlyRefused() + orders.newlyAllowed() + orders.newlyCut() == 0 && recorded.entrySet().stream().allMatch(
            side -> side.getValue().count() == other.get(side.getKey()).count()
                && side.getValue().changes().equals(other.get(side.getKey()).changes()));
    }
}
