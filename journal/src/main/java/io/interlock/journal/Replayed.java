package io.interlock.journal;

import io.interlock.core.port.ScopeVital;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.state.ScopeVitals;
import io.interlock.journal.store.FileTail;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a journal says as of its end. Immutable.
 *
 * @param scopes  those that it knows, in the order in which it came to know them.
 * @param head    the last record: the next one follows it. The place before the first where there is none.
 * @param records how many there are.
 * @param last    the life that wrote last; null where there is none.
 * @param starts  unplanned starts.
 * @param damage  what is wrong and not yet recorded by a former recovery.
 * @param since   what moved a scope to its level, by path, where that is known.
 * @param end     the last record, where it is sealed with a key; else null.
 * @param notices what became of notifications.
 * @param transitions the latest.
 * @param tails   finished files without the mark of one, of which no start has told and behind which no record stands.
 * @param replaced records that files beside the journal name, and in whose place there are others.
 */
public record Replayed(
    List<ScopeVitals> scopes, ChainHead head, long records, Life last, Starts starts, Damages damage, Map<String, ScopeVital.Since> since,
    SealedEnd end, NoticeFold notices, TransitionShelf transitions, List<FileTail> tails, List<ChainHead> replaced)
{
    /**
     * A life of the engine.
     *
     * @param bootId       its id.
     * @param startWallMs  wall time of its start in milliseconds; of its first record where there is no STARTED.
     * @param lastWallMs   wall time of its last record in milliseconds.
     * @param lastDecision sequence of its last decision; 0 for none.
     * @param planned      whether it was stopped as planned.
     */
    public record Life(UUID bootId, long startWallMs, long lastWallMs, long lastDecision, boolean planned)
    {
    }

    /**
     * Unplanned starts: those that followed a life which was not stopped as planned (SEMANTICS 3, RESTARTS).
     *
     * @param wallMs wall times in milliseconds, the latest at most.
     */
    public record Starts(List<Long> wallMs)
    {
        /** The law's ten minutes, in milliseconds. */
        public static final long WINDOW_MS = 600_000;
        /** Starts that are remembered: more than the law counts. */
        static final int MOST = 16;

        /**
         * How many of them were in the last ten minutes. The start that asks is not among them: it has no record yet.
         *
         * @param nowMs wall time. A start that lies ahead of it counts: a clock that was set back must not hide one.
         * @return 0 to 16.
         */
        public int within(final long nowMs)
        {
            // In this form since a start ahead of the clock gives a negative age.
            return (int)wallMs.stream().filter(start -> nowMs - start < WINDOW_MS).count();
        }
    }

    /**
     * What is wrong.
     *
     * @param torn   the last frame where it is no record: a crash tore it; null where there is none.
     * @param middle damage before the end, oldest first, at most 100.
     */
    public record Damages(Damage torn, List<Damage> middle)
    {
    }

    /**
     * A place that is wrong.
     *
     * @param file  name of the file.
     * @param index of the frame within all, from 0.
     * @param mark  for the DAMAGE record that says so, see {@link io.interlock.journal.record.RecordLayout}.
     * @param what  for a person.
     */
    public record Damage(String file, long index, RecordContent.Numbers mark, String what)
    {
    }
}
