package io.interlock.notify;

import java.time.Duration;

/**
 * Brings a message to people. A host adds its own by implementing this.
 *
 * <p>Threading: {@link #deliver} from one worker of this channel alone; {@link #check} from any other. One that takes longer than its
 * timeout is interrupted and given up; one that throws anything but a {@link DeliveryException} is treated as having failed for a while.
 */
public interface NotificationChannel extends AutoCloseable
{
    /**
     * Its name, unique among the channels.
     *
     * @return never empty.
     */
    String name();

    /**
     * Delivers. The same id may come twice: after a crash, or when an answer was lost.
     *
     * @param notification what to tell.
     * @param timeout      in which it must have been taken.
     * @return what the receiver answered, short, for the journal: no secret.
     * @throws DeliveryException    when it was not taken.
     * @throws InterruptedException when it was given up.
     */
    String deliver(Notification notification, Duration timeout) throws DeliveryException, InterruptedException;

    /**
     * Whether this kind is for this channel at all.
     *
     * @param kind of a message.
     * @return true for all but {@link Kind#ACKNOWLEDGED}, unless a channel says otherwise.
     */
    default boolean wants(final Kind kind)
    {
        return kind != Kind.ACKNOWLEDGED;
    }

    /**
     * Looks whether it could deliver, without telling anybody anything: credentials are there, the host is known and answers.
     *
     * @param timeout in which it must answer.
     * @return what was found, for a person: no secret.
     * @throws DeliveryException what is wrong, and what to do.
     */
    default String check(final Duration timeout) throws DeliveryException
    {
        return "not looked at: this channel has no check";
    }

    /**
     * Where it can be seen that a person has acknowledged at the receiver itself.
     *
     * @return the same one at each call; null where the receiver tells nobody, or it is not asked.
     */
    default AckSource acknowledgements()
    {
        return null;
    }

    @Override
    default void close()
    {
    }
}
