package io.interlock.core.port;

import java.util.List;

/**
 * What former lives left of notifications, as a launch finds it in the journal. Immutable.
 *
 * @param open     each transition to THROTTLE or above, the oldest first, with what became of it; before it the ALERT that it went on from,
 *                 after it each step down to CLOSED; at last each ALERT that lasts. What ended before the time that is looked at is left
 *                 out; what has not ended never is.
 * @param silences SILENCED records without an UNSILENCED of the same id after them; whether they have ended is for the reader to see.
 */
public record NoticeHistory(List<Past> open, List<NoticeRecord> silences)
{
    /** Nothing is known. */
    public static final NoticeHistory NOTHING = new NoticeHistory(List.of(), List.of());

    /** Copies the lists. */
    public NoticeHistory
    {
        open = List.copyOf(open);
        silences = List.copyOf(silences);
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
