package io.interlock.console.api;

import io.interlock.core.port.TransitionEvent;
import io.interlock.core.status.EngineStatus;
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
    /**
     * How everything is.
     *
     * @return never null; stale where the breaker thread did not answer.
     */
    EngineStatus status();

    /**
     * What is beside the machine: rings, journal, build.
     *
     * @return never null.
     */
    ServiceStatus service();

    /**
     * Issues of late.
     *
     * @param back how far back.
     * @return never null; says whether it reaches back that far.
     */
    IssueList issues(Duration back);

    /**
     * Transitions by sequence, the oldest first.
     *
     * @param afterSequence those above this one; 0: from the first that is kept.
     * @param limit         at most so many, 1 to 1,000.
     * @return never null.
     */
    List<TransitionEvent> transitions(long afterSequence, int limit);

    /**
     * Notification channels.
     *
     * @return in the order of the configuration; empty where they are not known.
     */
    List<ChannelStatus> channels();

    /**
     * Notices that are open.
     *
     * @return the oldest first.
     */
    List<OpenNotice> notices();

    /**
     * Silences that hold.
     *
     * @return the oldest first.
     */
    List<Silence> silences();
}
