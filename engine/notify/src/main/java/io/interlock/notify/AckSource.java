package io.interlock.notify;

import java.time.Duration;

/**
 * Tells whether a person has taken something at the receiver itself, for example by a button of its app. A host's channel may have one too.
 *
 * <p>Threading: one thread of its channel's, which is neither the dispatch nor the one that delivers; it may wait up to its timeout.
 */
public interface AckSource
{
    /**
     * How long to wait from one look to the next.
     *
     * @return the same at each call; positive.
     */
    Duration every();

    /**
     * Looks once, without telling anybody anything.
     *
     * @param incident what the receiver knows it by: the episode of the messages that it took.
     * @param now      since when an acknowledgement counts, and what time it is.
     * @param timeout  in which there must be an answer.
     * @return null: nobody has taken it.
     * @throws DeliveryException    when it cannot be known; permanent where a person must mend something first. No secret.
     * @throws InterruptedException when it was given up.
     */
    Taken look(String incident, Times now, Duration timeout) throws DeliveryException, InterruptedException;

    /**
     * Times of one clock of this machine; a receiver whose clock differs is reckoned with by {@code nowMs}.
     *
     * @param sinceMs what was acknowledged before is of a level that was less strict, and does not count; milliseconds since 1970.
     * @param nowMs   now, milliseconds since 1970.
     */
    record Times(long sinceMs, long nowMs)
    {
    }

    /**
     * Somebody has taken it. Immutable.
     *
     * @param actor who, with the receiver before the name; one clean line, never empty, no secret.
     * @param words when and how, one clean line, no secret.
     */
    record Taken(String actor, String words)
    {
    }
}
