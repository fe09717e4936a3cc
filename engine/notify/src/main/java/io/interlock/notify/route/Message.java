package io.interlock.notify.route;

import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;

/** Something for one channel that its gate sends, keeps for later, or drops. Threading: the router's thread. */
interface Message
{
    /** Two with equal keys are not kept at once: the later one takes the place of the earlier. */
    Object key();

    String scope();

    Priority priority();

    /** Kept for later where it cannot be sent now; else dropped. */
    boolean mustArrive();

    /** Neither quiet hours nor a silence hold it: it only ends something at the receiver. */
    boolean calming();

    /**
     * Why it is of no use any more.
     *
     * @param muted whether quiet hours or a silence kept it, not the limit.
     * @return null where it is still wanted.
     */
    String pointless(boolean muted);

    /** As it stands now. */
    Draft draft();

    void sent(long nowMs);

    void dropped(long nowMs);
}
