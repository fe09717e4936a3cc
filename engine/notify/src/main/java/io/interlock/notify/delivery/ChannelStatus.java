package io.interlock.notify.delivery;

/**
 * How a channel is, for people. Immutable; no secret.
 *
 * @param name        of the channel.
 * @param type        the lower-case name of its type; {@code code} for one that a host wrote.
 * @param state       how it is.
 * @param sinceWallMs since when, milliseconds since 1970.
 * @param counts      since the start of this life.
 * @param lastError   why the latest attempt that failed did so; empty: none has.
 */
public record ChannelStatus(String name, String type, State state, long sinceWallMs, Counts counts, String lastError)
{
    /** How a channel is. */
    public enum State
    {
        /** Nothing has been sent yet. */
        STARTING,
        /** The latest that was sent was taken, or fewer than five in a row failed. */
        UP,
        /** It keeps failing: now and then one message is tried. */
        OPEN,
        /** It needs a person. */
        DOWN
    }

    /**
     * Counts since the start of this life.
     *
     * @param delivered  messages that were taken.
     * @param failed     attempts that failed.
     * @param suppressed messages that found no room or were not for it.
     * @param queued     messages that wait now.
     * @param abandoned  threads that hang in it now.
     */
    public record Counts(long delivered, long failed, long suppressed, int queued, int abandoned)
    {
    }
}
