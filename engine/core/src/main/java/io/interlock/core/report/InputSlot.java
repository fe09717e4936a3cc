package io.interlock.core.report;

import io.interlock.core.machine.InputEvent;

/**
 * A slot of the input ring: an event, and for commands and queries whoever waits for the answer.
 *
 * <p>Threading: the thread that claimed the slot until it is published, then the breaker thread alone.
 */
public final class InputSlot
{
    private final InputEvent event = new InputEvent();
    private Object request;
    private Lane lane;

    /** Made by the ring. */
    public InputSlot()
    {
        // A ring fills itself with these once.
    }

    /**
     * The event.
     *
     * @return the slot's own, reused for ever.
     */
    public InputEvent event()
    {
        return event;
    }

    /**
     * Who waits for an answer.
     *
     * @return null for a report.
     */
    public Object request()
    {
        return request;
    }

    /**
     * Sets who waits for an answer, and that no lane belongs to it.
     *
     * @param newRequest null for a report.
     */
    public void request(final Object newRequest)
    {
        request = newRequest;
        lane = null;
    }

    /**
     * The lane of the reporter that published it, to be judged first.
     *
     * @return null where there is none.
     */
    public Lane lane()
    {
        return lane;
    }

    /**
     * Sets the lane of the reporter that publishes it.
     *
     * @param newLane null for none.
     */
    public void lane(final Lane newLane)
    {
        lane = newLane;
    }
}
