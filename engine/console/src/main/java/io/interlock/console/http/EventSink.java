package io.interlock.console.http;

/**
 * A client that listens. What it is slow to take is kept for it up to a bound; beyond that it is ended, and never waited for.
 *
 * <p>Threading: any thread; never waits.
 */
public interface EventSink
{
    /**
     * Sends an event as soon as the client takes it.
     *
     * @param event shared by all who get it.
     * @return false where it is not sent: the client is gone, or has just been ended for being slow.
     */
    boolean offer(StreamEvent event);

    /**
     * Whether it still listens.
     *
     * @return false once it is ended, by whomever.
     */
    boolean isOpen();

    /**
     * Whether all that it was given has left.
     *
     * @return false while something waits: what is of the moment alone need not wait behind it.
     */
    boolean isIdle();

    /**
     * Whether there is room for more that can be put off.
     *
     * @return true while less than half of its bound waits.
     */
    boolean hasRoom();
}
