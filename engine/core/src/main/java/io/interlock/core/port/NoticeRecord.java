package io.interlock.core.port;

/**
 * What became of a notification on one channel, or what an operator said of it, as it is journaled. Immutable.
 *
 * <p>Every outcome is in one, and says how many attempts stood behind it. Of the attempts that failed on the way there a message has a
 * RETRIED for the first, and for later ones whose reason is another. In a storm one record stands for many: {@link NoticeDigest}.
 *
 * @param wallMs  wall time, milliseconds since 1970.
 * @param id      of the notification; for a transition's it is {@link TransitionEvent#id()}, so a retry after a restart carries the same;
 *                {@link NoticeDigest#ID} where it stands for many.
 * @param scope   path; {@code ""} is the root.
 * @param channel its name; empty for what an operator said.
 * @param outcome what became of it.
 * @param attempt how many attempts there were by then, 1 for the first; 0 where nothing was attempted.
 * @param words   who, and what was answered or asked for.
 */
public record NoticeRecord(long wallMs, String id, String scope, String channel, Outcome outcome, int attempt, Words words)
{
    /**
     * Who, and what.
     *
     * @param actor   who; empty where no person did it.
     * @param details for a person; no secret.
     */
    public record Words(String actor, String details)
    {
    }

    /** What became of it. The code is the ordinal and fixed. */
    public enum Outcome
    {
        /** The receiver has taken it. */
        DELIVERED,
        /** An attempt failed and is made again; those for the same reason have no record of their own. */
        RETRIED,
        /** It failed for good on this channel. */
        FAILED,
        /** It was not sent on this channel, by a rule that the details name. */
        SUPPRESSED,
        /** A person has acknowledged it. */
        ACKNOWLEDGED,
        /** A silence begins; the details say until when and of what. */
        SILENCED,
        /** A silence was ended before its time. */
        UNSILENCED
    }
}
