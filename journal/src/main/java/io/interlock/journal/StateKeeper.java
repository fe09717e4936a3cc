package io.interlock.journal;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.port.ScopeVital;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.state.ScopeVitals;
import io.interlock.journal.state.StateDirectory;
import io.interlock.journal.state.StateFile;
import io.interlock.journal.state.StateSnapshot;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a restart would bring back of each scope, and the state file that keeps it beside the journal.
 *
 * <p>Threading: the journal's thread, and the launching and closing ones before and after it.
 */
final class StateKeeper
{
    private final StateDirectory directory;
    private final long generation;
    private final Map<String, RestoredScope> vitals = new LinkedHashMap<>();
    private UUID boot;
    private StateFile file;
    private boolean changed;

    /** Continues from the generation of the state file that is there; 0 for none. */
    StateKeeper(final StateDirectory directory, final long generation)
    {
        this.directory = directory;
        this.generation = generation;
    }

    /** A life begins; nothing is written before. */
    void begin(final UUID bootId)
    {
        boot = bootId;
        changed = true;
    }

    void put(final ScopeVital scope)
    {
        vitals.put(scope.scope(), scope.vital());
        changed = true;
    }

    /** To be written next time though no scope has changed: for the record that it names. */
    void touch()
    {
        changed = true;
    }

    /** All that are not as new ones. */
    List<ScopeVitals> scopes()
    {
        return vitals.entrySet().stream().filter(entry -> !entry.getValue().equals(RestoredScope.NEW))
            .map(entry -> new ScopeVitals(entry.getKey(), entry.getValue())).toList();
    }

    /** Durably, where something changed; the journal up to the head is durable already. */
    void write(final ChainHead head) throws IOException
    {
        if (!changed || boot == null)
        {
            return;
        }
        final StateSnapshot snapshot = new StateSnapshot(boot, head, scopes());
        if (file == null)
        {
            file = StateFile.create(directory, snapshot, generation);
        }
        else
        {
            file.write(snapshot);
        }
        changed = false;
    }

    void close()
    {
        if (file != null)
        {
            file.close();
        }
    }
}
