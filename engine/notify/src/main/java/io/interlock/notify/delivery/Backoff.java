package io.interlock.notify.delivery;

import io.interlock.notify.DeliveryException;

/** How long to wait between the attempts of one message. Threading: one thread at a time. */
interface Backoff
{
    /**
     * After a failed attempt.
     *
     * @param failure why it failed.
     * @return nanoseconds until the next one; negative: there is no next one.
     */
    long afterFailure(DeliveryException failure);
}
