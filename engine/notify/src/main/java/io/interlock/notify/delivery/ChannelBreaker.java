package io.interlock.notify.delivery;

/**
 * A channel's own breaker: five failures in a row open it for 30 s, then one message is tried; each trial that fails doubles the time, up
 * to 10 minutes. Failsafe's has one fixed time and the machine's clock, so this is ours.
 *
 * <p>Threading: under the lock of its worker. Times are monotonic nanoseconds.
 */
final class ChannelBreaker
{
    static final int FAILURES = 5;
    static final long SHORTEST_NS = 30_000_000_000L;
    static final long LONGEST_NS = 600_000_000_000L;

    private int failures;
    private boolean open;
    private long lastsNs;
    private long untilNs;

    /**
     * An attempt failed.
     *
     * @param nowNs now.
     * @return true when this opened it: not when a trial failed.
     */
    boolean failed(final long nowNs)
    {
        failures++;
        if (open)
        {
            lastsNs = Math.min(LONGEST_NS, lastsNs * 2);
            untilNs = nowNs + lastsNs;
            return false;
        }
        if (failures < FAILURES)
        {
            return false;
        }
        open = true;
        lastsNs = SHORTEST_NS;
        untilNs = nowNs + lastsNs;
        return true;
    }

    /** The receiver answered, whatever it said: it is there. */
    void answered()
    {
        failures = 0;
        open = false;
    }

    /** Something has changed: a trial may go now. */
    void tryNow(final long nowNs)
    {
        untilNs = nowNs;
    }

    boolean isOpen()
    {
        return open;
    }

    /** How long an attempt must wait; 0 or less: it may go, as a trial when the breaker is open. */
    long waitNs(final long nowNs)
    {
        return open ? untilNs - nowNs : 0;
    }

    long lastsNs()
    {
        return lastsNs;
    }
}
