package io.interlock.notify;

import java.time.Duration;

/** A message was not taken. Its text is for a person and holds no secret; it has no cause, since others' texts may hold one. */
public final class DeliveryException extends Exception
{
    private static final long serialVersionUID = 1;

    private final boolean permanent;
    private final Duration retryAfter;

    private DeliveryException(final String message, final boolean permanent, final Duration retryAfter)
    {
        super(message);
        this.permanent = permanent;
        this.retryAfter = retryAfter;
    }

    /**
     * It may go better later.
     *
     * @param message what went wrong.
     * @return never null.
     */
    public static DeliveryException passing(final String message)
    {
        return new DeliveryException(message, false, null);
    }

    /**
     * The receiver says when to come again.
     *
     * @param message    what it said.
     * @param retryAfter from now.
     * @return never null.
     */
    public static DeliveryException later(final String message, final Duration retryAfter)
    {
        return new DeliveryException(message, false, retryAfter);
    }

    /**
     * It will not go better without a person: wrong credentials, a refused recipient.
     *
     * @param message what went wrong and what to do.
     * @return never null.
     */
    public static DeliveryException permanent(final String message)
    {
        return new DeliveryException(message, true, null);
    }

    /**
     * Whether a person must mend something first. What is urgent is then tried again now and then all the same, the rest is given up.
     *
     * @return true for wrong credentials and the like.
     */
    public boolean isPermanent()
    {
        return permanent;
    }

    /**
     * When the receiver wants to be asked again.
     *
     * @return null where it did not say.
     */
    public Duration retryAfter()
    {
        return retryAfter;
    }
}
