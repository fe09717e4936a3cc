package io.interlock.journal.state;

import java.util.List;

/**
 * What a state file says. Immutable.
 *
 * @param generation of the snapshot, rising by one with each write; 0 where there is none.
 * @param snapshot   of the newest whole slot; null where there is none.
 * @param faults     what is wrong. A torn slot beside a whole one is what a crash in the middle of a write leaves; the state is then the
 *                   last that was durable. It may also be a slot that was changed later, so take the journal's word too.
 */
public record StateRead(long generation, StateSnapshot snapshot, List<StateFault> faults)
{
    /**
     * Whether the file must be refused: a program of another version wrote to it.
     *
     * @return true where the snapshot is withheld for that.
     */
    public boolean refused()
    {
        return faults.stream().anyMatch(fault -> fault.kind() == StateFault.Kind.VERSION);
    }
}
