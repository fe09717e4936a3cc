package io.interlock.notify.route;

import io.interlock.core.port.NoticeDigest;
import io.interlock.core.port.NoticeRecord;
import io.interlock.notify.Draft;

/**
 * Where the router's decisions go. Threading: the router's thread. Must not block and must not call the router.
 */
public interface Outbox
{
    /**
     * To be delivered now. The same id may come again on the same channel after a restart.
     *
     * @param channel its name.
     * @param draft   what is told.
     */
    void send(String channel, Draft draft);

    /**
     * Not to be delivered, ever: it is over, or stands in another message. To be journaled as SUPPRESSED with these words, or as one of
     * several where there are very many: after a crash it is that record which keeps a CRITICAL or EMERGENCY from being sent.
     *
     * @param channel its name.
     * @param draft   what is not told.
     * @param why     the rule. Where it stands in another message: {@link #JOINED} and that message's id.
     */
    void suppressed(String channel, Draft draft, String why);

    /**
     * What an operator said, to be journaled: ACKNOWLEDGED, SILENCED or UNSILENCED.
     *
     * @param record as it is to be written.
     */
    void record(NoticeRecord record);

    /** How the reason begins of what stands in another message; that message's id follows. */
    String JOINED = NoticeDigest.JOINED;
    /** The reason of what found no room: no rule was against it, so a restart sends it where somebody waits for it. */
    String FULL = "queue full";
}
