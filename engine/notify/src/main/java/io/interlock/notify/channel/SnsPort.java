package io.interlock.notify.channel;

import io.interlock.notify.DeliveryException;
import java.time.Duration;

/** What {@link SnsChannel} needs of AWS, without a class of the SDK in it: the jars may be absent. Threading: any thread. */
interface SnsPort extends AutoCloseable
{
    /**
     * Publishes.
     *
     * @param target  a topic's ARN, or a phone number.
     * @param message text, and the subject that mails of a topic have.
     * @param timeout of all of it.
     * @return the message's id.
     * @throws DeliveryException    when it was not taken.
     * @throws InterruptedException when it was given up.
     */
    String publish(String target, Message message, Duration timeout) throws DeliveryException, InterruptedException;

    /**
     * Looks whether it could publish, without telling anybody anything.
     *
     * @param topic   its ARN; empty: credentials alone are looked at.
     * @param timeout of all of it.
     * @return what was found.
     * @throws DeliveryException    what is wrong.
     * @throws InterruptedException when it was given up.
     */
    String check(String topic, Duration timeout) throws DeliveryException, InterruptedException;

    @Override
    void close();

    /**
     * A message.
     *
     * @param id      of the notification.
     * @param subject ASCII, shorter than 100 characters; empty: none.
     * @param text    at most 1,600 UTF-16 units.
     */
    record Message(String id, String subject, String text)
    {
    }
}
