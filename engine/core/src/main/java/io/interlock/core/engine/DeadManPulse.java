package io.interlock.core.engine;

import io.interlock.core.gate.GateWords;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.model.Level;
import io.interlock.core.port.DeadManSwitch;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Refreshes the venue's dead man's switch once a second while the engine can be believed: the root is below SHUTDOWN, nothing guards it
 * (stale, without ticks, at fault, closed), and the breaker thread's last sign of life is younger than the stale limit, which is
 * looked at here too: where breaker and watchdog are both dead nobody is left to set a guard.
 *
 * <p>Threading: its own thread.
 */
final class DeadManPulse implements AutoCloseable
{
    private static final long PERIOD_MS = 1_000;
    private static final String GOES_ON = EngineLog.goesOn("interlock-deadman");
    private static final String WHERE = EngineLog.held("OutOfMemoryError in the dead man's switch");

    private final EngineParts parts;
    private final DeadManSwitch deadMan;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private boolean failing;

    DeadManPulse(final EngineParts parts, final ThreadFactory factory, final DeadManSwitch deadMan)
    {
        this.parts = parts;
        this.deadMan = deadMan;
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
        try
        {
            do
            {
                pulse();
            }
            while (!closed.await(PERIOD_MS, TimeUnit.MILLISECONDS));
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }

    /** Refreshes it, where the engine can be believed. */
    void pulse()
    {
        if (!isBelieved())
        {
            return;
        }
        try
        {
            deadMan.refresh();
            failing = false;
        }
        catch (final Throwable thrown)
        {
            parts.hostErrors().thrown(thrown, WHERE);
            tell(thrown);
        }
    }

    /** Where there is no memory to tell it, the next pulse does: this thread must not end. */
    private void tell(final Throwable thrown)
    {
        try
        {
            if (!failing)
            {
                parts.raise("DEAD_MAN_SWITCH", "", "the dead man's switch could not be refreshed: " + thrown);
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

    @Override
    public void close()
    {
        closed.countDown();
    }
}
