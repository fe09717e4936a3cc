package io.interlock.core.engine;

import io.interlock.core.gate.GateWords;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.model.Level;
import io.interlock.core.port.DeadManSwitch;
import io.interlock.core.text.FaultText;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Refreshes the venue's dead man's switch once a second while the engine can be believed: the root is below SHUTDOWN, nothing guards it
 * (stale, without ticks, at fault, closed), and the breaker thread's last sign of life is younger than the stale limit, which is
 * looked at here too: where breaker and watchdog are both dead nobody is left to set a guard. A refresh that does not return is reported
 * once; it is not called again meanwhile, so that the venue, which hears nothing, cancels.
 *
 * <p>Threading: its own thread; {@link #look} the watchdog.
 */
final class DeadManPulse implements AutoCloseable
{
    private static final String TYPE = "DEAD_MAN_SWITCH";
    private static final String GOES_ON = EngineLog.goesOn("interlock-deadman");
    private static final long PERIOD_MS = 1_000;
    private static final String WHERE = EngineLog.held("OutOfMemoryError in the dead man's switch");
    private static final long NOT_CALLED = Long.MIN_VALUE;

    private final EngineParts parts;
    private final DeadManSwitch deadMan;
    private final long deadlineNs;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private boolean failing;
    private volatile long calledNs = NOT_CALLED;
    private volatile boolean late;
    /** The watchdog's: from when on the deadline runs where this process stood still during the call. */
    private long againNs = NOT_CALLED;

    DeadManPulse(final EngineParts parts, final ThreadFactory factory, final DeadManSwitch deadMan, final long deadlineNs)
    {
        this.parts = parts;
        this.deadMan = deadMan;
        this.deadlineNs = deadlineNs;
        thread = deadMan == DeadManSwitch.NONE ? null : factory.newThread(this::run);
    }

    void start()
    {
        if (thread != null)
        {
            thread.setName("interlock-deadman");
            thread.start();
            parts.threads().add(thread);
        }
    }

    private void run()
    {
        do
        {
            pulse();
            // The host's own: an interrupt that is left there must not be the last that the venue hears of this engine.
            Thread.interrupted();
        }
        while (!isClosedWithinPeriod());
    }

    private boolean isClosedWithinPeriod()
    {
        try
        {
            return closed.await(PERIOD_MS, TimeUnit.MILLISECONDS);
        }
        catch (final InterruptedException stray)
        {
            return false;
        }
    }

    /** Refreshes it, where the engine can be believed. On its own thread, or by turns. */
    void pulse()
    {
        if (!isBelieved())
        {
            return;
        }
        try
        {
            calledNs = parts.clock().nanoTime();
            deadMan.refresh();
            failing = false;
        }
        catch (final Throwable thrown)
        {
            parts.hostErrors().thrown(thrown, WHERE);
            failed(thrown);
        }
        finally
        {
            calledNs = NOT_CALLED;
            late = false;
        }
    }

    /** Where there is no memory to tell it, the next pulse does: this thread must not end. */
    private void failed(final Throwable thrown)
    {
        try
        {
            if (!failing)
            {
                parts.raise(TYPE, "", "the dead man's switch could not be refreshed: " + FaultText.of(thrown));
                failing = true;
            }
        }
        catch (final Throwable untold)
        {
            EngineLog.error(GOES_ON, untold);
        }
    }

    private boolean isBelieved()
    {
        final GateWords words = parts.words();
        // A kill that nobody has judged yet is a SHUTDOWN by its gate.
        return (words.ownGuard(0) & GuardWord.ANY_STALE) == 0
            && parts.clock().nanoTime() - words.heartbeatNs() <= parts.staleLimitNs()
            && parts.registry().find("").level() != Level.SHUTDOWN;
    }

    /** Looks whether a refresh hangs. Watchdog thread; it takes no memory unless one does, and throws nothing. */
    void look(final long nowNs)
    {
        final long called = calledNs;
        if (called == NOT_CALLED || late || nowNs - Math.max(called, againNs) <= deadlineNs)
        {
            return;
        }
        late = true;
        try
        {
            parts.raise(TYPE, "", "the dead man's switch has not been refreshed: the call has not returned within "
                + TimeUnit.NANOSECONDS.toMillis(deadlineNs) + " ms, and the venue cancels unless it does");
        }
        catch (final Throwable untold)
        {
            EngineLog.error(GOES_ON, untold);
        }
    }

    /** This process stood still: no call's time ran meanwhile. Watchdog thread. */
    void stoodStill(final long nowNs)
    {
        againNs = nowNs;
    }

    @Override
    public void close()
    {
        closed.countDown();
    }
}
