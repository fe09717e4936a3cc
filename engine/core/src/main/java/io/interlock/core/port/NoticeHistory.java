package io.interlock.core.port;

import java.util.List;

/**
 * What former lives left of notifications, as a launch finds it in the journal. Immutable.
 *
 * @param open     each transition to THROTTLE or above, the oldest first, with what became of it; before it the ALERT that it went on from,
 *                 after it each step down to CLOSED; at last each ALERT that lasts. What ended before the time that is looked at is left
 *                 out; what has not ended is not, but for the oldest of more than ten thousand changes.
 * @param silences SILENCED records without an UNSILENCED of the same id after them; whether they have ended is for the reader to see.
 * @param incidents what receivers were told and not the end of; what was told last is last. The oldest of very many are left out, and so is
 *                  what nobody knows to have ended.
 */
public record NoticeHistory(List<Past> open, List<NoticeRecord> silences, List<Incident> incidents)
{
    /** Nothing is known. */
    public static final NoticeHistory NOTHING = new NoticeHistory(List.of(), List.of());

    /** Copies the lists. */
    public NoticeHistory
    {
        open = List.copyOf(open);
        silences = List.copyOf(silences);
        incidents = List.copyOf(incidents);
    }

    /**
     * One where no receiver is known to have anything open.
     *
     * @param open     see above.
     * @param silences see above.
     */
    public NoticeHistory(final List<Past> open, final List<NoticeRecord> silences)
    {
        this(open, silences, List.of());
    }

    /**
     * What a receiver was told, and not the end of.
     *
     * @param scope   path; {@code ""} is the root.
     * @param channel by which it was told.
     * @param id      by which the receiver has it: {@link NoticeIncident#id()}.
     * @param event   the latest that it was told of it.
     */
    public record Incident(String scope, String channel, String id, TransitionEvent event)
    {
    }

    /**
     * One transition of the past.
     *
     * @param event   as it was; {@link TransitionEvent#id()} as then.
     * @param records what became of it, in order.
     * @param ended   its scope has stepped down to ALERT or CLOSED since.
     * @param failed  its safety actions that failed or did not answer, also those that a restart asked for; in order.
     */
    public record Past(TransitionEvent event, List<NoticeRecord> records, boolean ended, List<ActionEvent> failed)
    {
        /** Copies the lists. */
        public Past
        {
            records = List.copyOf(records);
            failed = List.copyOf(failed);
        }

        /**
         * One of which no action failed.
         *
         * @param event   see above.
         * @param records see above.
         * @param ended   see above.
         */
        public Past(final TransitionEvent event, final List<NoticeRecord> records, final boolean ended)
        {
            this(event, records, ended, List.of());
        }
    }
}
