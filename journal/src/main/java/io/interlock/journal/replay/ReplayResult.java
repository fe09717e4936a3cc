package io.interlock.journal.replay;

import java.util.List;
import java.util.UUID;

/**
 * What a replay found.
 *
 * @param lives      one after the other.
 * @param unrecorded lives that made decisions and have no recording, or none that can be read.
 * @param first      the first difference; null where all was equal.
 * @param differing  decisions and states that differ; behind the first they may follow from it.
 */
public record ReplayResult(List<Life> lives, List<Unrecorded> unrecorded, Difference first, long differing)
{
    /** Copies the lists. */
    public ReplayResult
    {
        lives = List.copyOf(lives);
        unrecorded = List.copyOf(unrecorded);
    }

    /**
     * A life that only the journal knows.
     *
     * @param bootId    of the life.
     * @param fromMs    when its first decision was made, in milliseconds since 1970.
     * @param toMs      its last.
     * @param decisions of it in the journal.
     */
    public record Unrecorded(UUID bootId, long fromMs, long toMs, long decisions)
    {
    }

    /**
     * A life of the engine.
     *
     * @param bootId     of the life.
     * @param build      version of the program that recorded it.
     * @param fromMs     when its recording begins, in milliseconds since 1970.
     * @param toMs       when it ends.
     * @param counts     of what was in it.
     * @param incomparable what could not be compared, in order.
     */
    public record Life(UUID bootId, String build, long fromMs, long toMs, Counts counts, List<Incomparable> incomparable)
    {
        /** Copies the list. */
        public Life
        {
            incomparable = List.copyOf(incomparable);
        }
    }

    /**
     * What was in a life.
     *
     * @param events    that were judged again.
     * @param equal     decisions that are equal in every field.
     * @param differing decisions or states that are not.
     * @param states    snapshots that the replay arrived at in the same state.
     */
    public record Counts(long events, long equal, long differing, long states)
    {
    }

    /**
     * A time that could not be compared.
     *
     * @param fromMs    when it begins, in milliseconds since 1970; 0 where nobody knows.
     * @param toMs      when it ends; 0 where it does not.
     * @param decisions of the journal, or of the replay, that are in it.
     * @param why       for people.
     */
    public record Incomparable(long fromMs, long toMs, long decisions, String why)
    {
    }

    /**
     * If nothing differs.
     *
     * @return also where parts could not be compared; not where there were decisions and none could.
     */
    public boolean isEqual()
    {
        return first == null && !isBlind();
    }

    /**
     * If there were decisions and none could be compared, as where recording and journal are not of one engine: that shows nothing.
     *
     * @return false where one was compared, or there was none.
     */
    public boolean isBlind()
    {
        return first == null && equal() == 0 && incomparable() > 0;
    }

    /**
     * Events in all lives.
     *
     * @return that were judged again.
     */
    public long events()
    {
        return lives.stream().mapToLong(life -> life.counts().events()).sum();
    }

    /**
     * Decisions in all lives that are equal.
     *
     * @return in every field.
     */
    public long equal()
    {
        return lives.stream().mapToLong(life -> life.counts().equal()).sum();
    }

    /**
     * Decisions in all lives that could not be compared.
     *
     * @return their number, those of lives without a recording among them.
     */
    public long incomparable()
    {
        return lives.stream().flatMap(life -> life.incomparable().stream()).mapToLong(Incomparable::decisions).sum()
            + unrecorded.stream().mapToLong(Unrecorded::decisions).sum();
    }
}
