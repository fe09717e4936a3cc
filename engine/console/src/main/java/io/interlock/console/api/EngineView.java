package io.interlock.console.api;

import io.interlock.console.approval.Pending;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.CommandRecord;
import io.interlock.core.port.GatewayView;
import io.interlock.core.port.HistorySource;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.EngineVitals;
import io.interlock.core.status.IssueList;
import io.interlock.notify.delivery.ChannelStatus;
import io.interlock.notify.route.OpenNotice;
import io.interlock.notify.route.Silence;
import java.time.Duration;
import java.util.List;

/**
 * What an engine tells, in this process or of another.
 *
 * <p>Threading: several threads of the server at once; each call blocks for a bounded time.
 */
public interface EngineView
{
    /** The {@link #source()} of an engine of this process. */
    String ENGINE = "engine";
    /** The {@link #source()} of an engine of another process, of which its files are read and nothing is asked. */
    String ATTACHED = "attached";

    /**
     * Where the answers come from. Each says it, since an attached console knows less; what it does not know is null.
     *
     * @return {@link #ENGINE} or {@link #ATTACHED}.
     */
    default String source()
    {
        return ENGINE;
    }

    /**
     * How everything is, or was a moment ago: one answer may be shared by all who ask at about the same time.
     *
     * @return never null; stale where the breaker thread did not answer; never from before the last {@link #commanded()}.
     */
    EngineStatus status();

    /**
     * Scopes that there are. The breaker thread is not asked, so a misspelt name costs it nothing.
     *
     * @return paths; {@code ""} is the root.
     */
    default List<String> scopes()
    {
        return List.of();
    }

    /** Something was commanded: a status that is told from now on is none from before. */
    default void commanded()
    {
    }

    /**
     * What is beside the machine: rings, journal, build.
     *
     * @return never null.
     */
    ServiceStatus service();

    /**
     * How the engine's own parts are. The breaker thread is not asked, so anybody may.
     *
     * @return never null.
     */
    default EngineVitals vitals()
    {
        return EngineVitals.NONE;
    }

    /**
     * How the process of the engine is. The breaker thread is not asked.
     *
     * @return null where it is not known: of an engine in another process, or before the first look.
     */
    default HealthStatus health()
    {
        return null;
    }

    /**
     * Issues of late.
     *
     * @param back how far back.
     * @return never null; says whether it reaches back that far.
     */
    IssueList issues(Duration back);

    /**
     * Transitions of all lives by the sequence under which they are kept, the oldest first.
     *
     * @param afterSequence those above this one; 0: from the first that is known.
     * @param limit         at most so many, 1 to 1,000.
     * @return never null.
     */
    HistorySource.Page transitions(long afterSequence, int limit);

    /**
     * Who last commanded something in a scope, and why.
     *
     * @param scope path.
     * @param what  which commands are asked for.
     * @return one that was carried out; null where none is known.
     */
    default CommandRecord lastCommand(final String scope, final HistorySource.Commanded what)
    {
        return null;
    }

    /**
     * Where a recovery or a confirm would lead a scope (SEMANTICS 4).
     *
     * @param scope path.
     * @param own   its own level.
     * @return null at CLOSED and SHUTDOWN, and where it is not known.
     */
    default Level recoversTo(final String scope, final Level own)
    {
        return null;
    }

    /**
     * The end of those transitions.
     *
     * @return a sequence that none of them is above.
     */
    default long lastSequence()
    {
        return service().journalSequence();
    }

    /**
     * What a person must know of the journal before believing transitions and issues.
     *
     * @return null where there is nothing.
     */
    default String journalNote()
    {
        return null;
    }

    /**
     * Notification channels.
     *
     * @return in the order of the configuration; null where they are not known.
     */
    List<ChannelStatus> channels();

    /**
     * Notices that are open.
     *
     * @return the oldest first; null where they are not known.
     */
    List<OpenNotice> notices();

    /**
     * Silences that hold.
     *
     * @return the oldest first; null where they are not known.
     */
    List<Silence> silences();

    /**
     * What waits for a second person.
     *
     * @return the oldest first; empty without the two-person rule, null where it is not known.
     */
    default List<Pending> pending()
    {
        return List.of();
    }

    /**
     * Safety actions that were started and have not ended.
     *
     * @return the last word of each, the oldest first; null where they are not known.
     */
    default List<ActionEvent> actions()
    {
        return List.of();
    }

    /**
     * What the gateway tells.
     *
     * @return null where there is none, or it did not answer.
     */
    default GatewayView.Gateway gateway()
    {
        return null;
    }

    /**
     * Asks a scope's gate, as the gateway itself does.
     *
     * @param scope      path; {@code ""} is the root.
     * @param intent     what the order would do.
     * @param confidence null where none is stated.
     * @return null where there is no such scope: none is made.
     */
    default Checked check(final String scope, final Intent intent, final Double confidence)
    {
        return null;
    }

    /**
     * Whether the host acts on what is decided: cancels, disconnects, stops. Then a SHUTDOWN of any scope may stop it.
     *
     * @return null where that is not known: then it may.
     */
    default Boolean hasTradingActions()
    {
        return null;
    }
}
