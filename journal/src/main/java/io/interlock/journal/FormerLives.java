package io.interlock.journal;

import io.interlock.core.port.Recovered;
import io.interlock.core.port.ScopeVital;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.state.ScopeVitals;
import io.interlock.journal.state.StateFault;
import io.interlock.journal.state.StateRead;
import java.util.ArrayList;
import java.util.List;

/**
 * What journal and state file know of the lives before this one, together (DESIGN, after a crash). Immutable.
 *
 * <p>Threading: the launching thread, then the journal's.
 */
final class FormerLives
{
    /** SEMANTICS 3: three unplanned starts in ten minutes, this one among them. */
    private static final int TOO_MANY = 3;

    private final Replayed journal;
    /** Null where there is no file. */
    private final StateRead state;
    private final long nowMs;

    FormerLives(final Replayed journal, final StateRead state, final long nowMs)
    {
        this.journal = journal;
        this.state = state;
        this.nowMs = nowMs;
    }

    /** No record was ever written here. */
    boolean isFirst()
    {
        return journal.records() == 0;
    }

    /** A program of another version wrote the state file. */
    boolean isRefused()
    {
        return state != null && state.refused();
    }

    ChainHead head()
    {
        return journal.head();
    }

    long generation()
    {
        return state == null ? 0 : state.generation();
    }

    /** Damage in the middle that no record speaks of yet. */
    List<Replayed.Damage> damage()
    {
        return journal.damage().middle();
    }

    /** The torn tail; null where there is none. */
    Replayed.Damage torn()
    {
        return journal.damage().torn();
    }

    private boolean unplanned()
    {
        return journal.last() != null && !journal.last().planned();
    }

    Recovered recovered()
    {
        final List<ScopeVital> scopes = new ArrayList<>();
        journal.scopes().forEach(scope -> scopes.add(vital(scope)));
        if (state != null && state.snapshot() != null)
        {
            state.snapshot().scopes().forEach(scope -> scopes.add(vital(scope)));
        }
        final boolean tooMany = unplanned() && journal.starts().within(nowMs) + 1 >= TOO_MANY;
        final boolean damaged = !journal.damage().middle().isEmpty();
        return new Recovered(scopes, damaged, tooMany, findings(tooMany));
    }

    private static ScopeVital vital(final ScopeVitals scope)
    {
        return new ScopeVital(0, 0, scope.path(), scope.vital());
    }

    private List<String> findings(final boolean tooMany)
    {
        final List<String> findings = new ArrayList<>();
        if (unplanned())
        {
            findings.add("the last life (boot " + journal.last().bootId() + ") was not stopped as planned");
        }
        if (tooMany)
        {
            findings.add("three unplanned starts in ten minutes: HALT until an operator accepts RESTARTS");
        }
        if (journal.damage().torn() != null)
        {
            findings.add("torn tail in " + place(journal.damage().torn()) + ": passed over");
        }
        for (final Replayed.Damage damage : journal.damage().middle())
        {
            findings.add("damage in " + place(damage) + ": HALT until an operator accepts JOURNAL_DAMAGE");
        }
        for (final StateFault fault : state == null ? List.<StateFault>of() : state.faults())
        {
            findings.add("state file: " + fault.message());
        }
        return findings;
    }

    private static String place(final Replayed.Damage damage)
    {
        return damage.file() + ", frame " + damage.index() + " (" + damage.what() + ")";
    }
}
