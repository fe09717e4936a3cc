package io.interlock.core.mapped;

import io.interlock.core.gate.GateWord;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.TransitionEvent;
import java.util.Map;

/**
 * What a gate file says of one scope. Immutable.
 *
 * @param path         {@code ""} is the root.
 * @param vital        own level, own override, standing statuses: what recovery takes.
 * @param killed       whether a kill was not yet judged: counts as SHUTDOWN.
 * @param words    what its gate reads.
 * @param why          of its last transition, raw; null before the first.
 * @param sinceMs      wall time of its last transition; 0 before the first.
 * @param samples      what was reported lately, and what is missing until it comes back.
 */
public record MappedScope(
    String path,
    RestoredScope vital,
    boolean killed,
    Words words,
    TransitionEvent.Why why,
    long sinceMs,
    Samples samples)
{
    /**
     * What a gate reads, as the file has it: checked by no checksum.
     *
     * @param gate  see {@link GateWord}; 0: not written yet, in the moment after the scope was made.
     * @param guard its own, see {@link GuardWord}; up to a tenth of a second old.
     */
    public record Words(long gate, long guard)
    {
    }

    /**
     * What was reported lately, and what is missing.
     *
     * @param streak               failures in a row.
     * @param windowOrders         results in the window of the failure rate.
     * @param windowFailures       failures in that window.
     * @param evidence             healthy samples since the recovery clock started.
     * @param cooldownEndMs        wall time; 0 where there is none.
     * @param awaitingConfirmation whether an operator's confirm is all that is missing.
     * @param waitingForEvidence   whether healthy samples are all that is missing.
     * @param resettable           whether a reset is possible.
     * @param lastReportMs         wall time of the last report by name of its kind.
     */
    public record Samples(
        long streak,
        long windowOrders,
        long windowFailures,
        long evidence,
        long cooldownEndMs,
        boolean awaitingConfirmation,
        boolean waitingForEvidence,
        boolean resettable,
        Map<String, Long> lastReportMs)
    {
    }

    /**
     * The level that its gate answers with.
     *
     * @return SHUTDOWN where a kill was not yet judged.
     */
    public Level effective()
    {
        return killed ? Level.SHUTDOWN : GateWord.effective(words.gate());
    }

    /**
     * Whether its own or an ancestor's override is on.
     *
     * @return true: OPEN is refused.
     */
    public boolean override()
    {
        return GateWord.override(words.gate());
    }

    /**
     * Its own guard bits.
     *
     * @return names of those that are set, separated by spaces.
     */
    public String guard()
    {
        return GuardWord.describe(words.guard());
    }

    /**
     * The cause of its last transition.
     *
     * @return null before the first.
     */
    public Cause cause()
    {
        return why == null ? null : why.cause();
    }

    /**
     * What was judged, as people read it.
     *
     * @return NaN where there is none.
     */
    public double value()
    {
        return why == null ? Double.NaN : why.cause().forPeople(why.value());
    }

    /**
     * The threshold, as people read it.
     *
     * @return NaN where there is none.
     */
    public double threshold()
    {
        return why == null ? Double.NaN : why.cause().forPeople(why.threshold());
    }

    /**
     * Its own level as recovery would take it.
     *
     * @return SHUTDOWN where a kill was not yet judged.
     */
    public Level own()
    {
        return killed ? Level.SHUTDOWN : vital.level();
    }
}
