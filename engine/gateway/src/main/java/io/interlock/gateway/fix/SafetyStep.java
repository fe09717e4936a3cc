package io.interlock.gateway.fix;

import io.interlock.core.port.EngineClock;
import io.interlock.core.port.SafetyToken;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import quickfix.Message;
import quickfix.SessionID;

/**
 * What the safety actions share: one tap, a deadline, and the wait for something to change.
 *
 * <p>Threading: one worker; {@link #run()} of the signal from any thread.
 */
final class SafetyStep implements Runnable, AutoCloseable
{
    /** A look without a signal: for what comes due by time alone. */
    private static final long LONGEST_WAIT_MS = 50;

    private final FixTap tap;
    private final SafetyToken token;
    private final long endNs;
    private final Object lock = new Object();
    private boolean changed;

    SafetyStep(final FixTap tap, final SafetyToken token, final long endNs)
    {
        this.tap = tap;
        this.token = token;
        this.endNs = endNs;
        tap.addListener(this);
    }

    FixTap tap()
    {
        return tap;
    }

    long nowNs()
    {
        return EngineClock.SYSTEM.nanoTime();
    }

    /** Sends where there is a session to send on. False: not logged on, or refused by the tap. */
    boolean send(final Message message)
    {
        return tap.loggedOn() && tap.sendSafety(message, session(), token);
    }

    private SessionID session()
    {
        final Set<SessionID> sessions = tap.sessions();
        if (sessions.size() != 1)
        {
            throw new IllegalStateException("the tap of scope \"" + tap.scope().path() + "\" has " + sessions.size()
                + " sessions: safety actions need a tap for each, to know where an order is");
        }
        return sessions.iterator().next();
    }

    /** Until something changed, or for a moment. */
    void await(final String what)
    {
        final long leftNs = endNs - nowNs();
        if (leftNs <= 0)
        {
            throw new SafetyException(what + (tap.loggedOn() ? "" : ": not logged on; it is done after the next logon"));
        }
        synchronized (lock)
        {
            try
            {
                if (!changed)
                {
                    TimeUnit.NANOSECONDS.timedWait(lock, Math.min(leftNs, TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MS)));
                }
                changed = false;
            }
            catch (final InterruptedException interrupted)
            {
                Thread.currentThread().interrupt();
                throw new SafetyException("interrupted: " + what);
            }
        }
    }

    @Override
    public void run()
    {
        synchronized (lock)
        {
            changed = true;
            lock.notifyAll();
        }
    }

    @Override
    public void close()
    {
        tap.removeListener(this);
    }
}
