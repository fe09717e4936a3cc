package io.interlock.core.engine;

import io.interlock.core.gate.GuardWord;
import io.interlock.core.model.Level;
import io.interlock.core.port.DeadManSwitch;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Refreshes the venue's dead man's switch once a second while the root is below SHUTDOWN and the breaker thread makes progress.
 *
 * <p>Threading: its own thread.
 */
final class DeadManPulse implements AutoCloseable
{
    private static final long PERIOD_MS = 1_000;

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

    /** On its own thread, or by turns. */
    void pulse()
    {
        final boolean stale = (parts.words().ownGuard(0) & (GuardWord.STALE | GuardWord.FAULT)) != 0;
        if (stale || parts.registry().find("").level() == Level.SHUTDOWN)
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
            if (!failing)
            {
                failing = true;
                parts.raise("DEAD_MAN_SWITCH", "", "the dead man's switch could not be refreshed: " + thrown);
            }
        }
    }

    @Override
    public void close()
    {
        closed.countDown();
    }
}
