package io.interlock.core.port;

/**
 * What an operator says of notifications. Immutable.
 *
 * @param kind  what is asked for.
 * @param id    of the notification for ACKNOWLEDGE (empty: all that are open), of the silence for UNSILENCE; empty for SILENCE.
 * @param scope what a silence is of, with all below it; {@code ""} is everything.
 * @param actor who; never empty.
 * @param words for SILENCE how long (for example {@code 2h}) and then why; else why, or empty.
 */
public record NoticeCommand(Kind kind, String id, String scope, String actor, String words)
{
    /** What is asked for. The code is the ordinal and fixed. */
    public enum Kind
    {
        /** A person has seen it: nobody further is called. */
        ACKNOWLEDGE,
        /** Nothing below EMERGENCY is sent for a while. */
        SILENCE,
        /** A silence ends now. */
        UNSILENCE
    }

    /**
     * What became of a command.
     *
     * @param accepted whether it was carried out.
     * @param message  what was done, or what is missing.
     */
    public record Answer(boolean accepted, String message)
    {
    }
}
