package io.interlock.core.mapped;

import io.interlock.core.gate.GuardWord;
import io.interlock.core.port.JournalHead;
import java.util.Map;

/**
 * What a gate file says of its engine. Immutable.
 *
 * @param pid          of the process.
 * @param bootId       of this life of the engine.
 * @param startedMs    wall time.
 * @param heartbeatMs  wall time of the breaker thread's last sign.
 * @param heartbeatNs  the same by the system's monotonic clock, which all processes of this machine share; 0 before the first.
 * @param guardWord    guards all scopes, see {@link GuardWord}.
 * @param judged       reports judged as events.
 * @param folded       reports judged from overflow counters.
 * @param transitions  decided.
 * @param rejected     bad samples.
 * @param faults       things that threw where nothing may.
 * @param byKind       events judged, by name of their kind.
 * @param journal      its last durable record; {@link JournalHead#NONE} where there is no journal.
 */
public record MappedHeader(
    long pid,
    String bootId,
    long startedMs,
    long heartbeatMs,
    long heartbeatNs,
    long guardWord,
    long judged,
    long folded,
    long transitions,
    long rejected,
    long faults,
    Map<String, Long> byKind,
    JournalHead journal)
{
    /**
     * What guards all scopes.
     *
     * @return names of guard bits that are set, separated by spaces.
     */
    public String guard()
    {
        return GuardWord.describe(guardWord);
    }

    /**
     * Whether the process that wrote it still runs.
     *
     * @return by its pid; another process may have taken it.
     */
    public boolean isAlive()
    {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /**
     * How old the last sign of life is.
     *
     * @param wallMs now.
     * @return milliseconds, at least 0.
     */
    public long heartbeatAgeMs(final long wallMs)
    {
        return Math.max(0, wallMs - heartbeatMs);
    }
}
