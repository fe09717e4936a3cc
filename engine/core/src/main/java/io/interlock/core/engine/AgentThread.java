package io.interlock.core.engine;

import io.interlock.core.port.EngineClock;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.IdleStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an agent on a thread of its own until it is closed. What the agent throws is logged and handed to it, and the thread goes on.
 *
 * <p>Threading: {@link #close()} from any thread but its own.
 */
final class AgentThread implements AutoCloseable
{
    private static final Logger LOG = LoggerFactory.getLogger(AgentThread.class);
    private static final long JOIN_MS = 1_000;

    private final Thread thread;
    private final String goesOn;
    private volatile boolean running = true;
    /** How often it threw; the first, second, fourth time and so on is logged. */
    private long faults;

    AgentThread(final ThreadFactory factory, final Agent agent, final IdleStrategy idle)
    {
        thread = factory.newThread(() -> run(agent, idle));
        thread.setName(agent.roleName());
        goesOn = EngineLog.goesOn(agent.roleName());
    }

    AgentThread start()
    {
        thread.start();
        return this;
    }

    /**
     * A file that was cut under its mapping throws an InternalError some instructions after the access, and so also while the one before is
     * being told. What is thrown there is caught by a loop that does nothing but begin again.
     */
    private void run(final Agent agent, final IdleStrategy idle)
    {
        while (running)
        {
            try
            {
                rounds(agent, idle);
            }
            catch (final Throwable late)
            {
                faults++;
            }
        }
    }

    private void rounds(final Agent agent, final IdleStrategy idle)
    {
        while (running)
        {
            // Whoever left it there: a thread that is interrupted does not park, and would take a core for good.
            Thread.interrupted();
            try
            {
                idle.idle(agent.doWork());
            }
            catch (final Throwable thrown)
            {
                faults++;
                if (Long.bitCount(faults) == 1)
                {
                    EngineLog.error(goesOn, thrown);
                }
                idle.idle(0);
            }
        }
    }

    Thread thread()
    {
        return thread;
    }

    boolean isAlive()
    {
        return thread.isAlive();
    }

    boolean isCurrent()
    {
        return Thread.currentThread() == thread;
    }

    @Override
    public void close()
    {
        running = false;
        if (isCurrent())
        {
            return;
        }
        join();
        if (thread.isAlive())
        {
            LOG.warn("{} does not end: it is stuck", thread.getName());
        }
    }

    /** Also where the closing thread is interrupted: what follows relies on this one having ended. */
    private void join()
    {
        final long endNs = EngineClock.SYSTEM.nanoTime() + TimeUnit.MILLISECONDS.toNanos(JOIN_MS);
        boolean interrupted = false;
        for (long left = JOIN_MS; left > 0 && thread.isAlive(); left = TimeUnit.NANOSECONDS.toMillis(endNs - EngineClock.SYSTEM.nanoTime()))
        {
            try
            {
                thread.join(left);
            }
            catch (final InterruptedException again)
            {
                interrupted = true;
            }
        }
        if (interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether nothing of it runs beside the caller any more. */
    boolean hasEnded()
    {
        return isCurrent() || !thread.isAlive();
    }
}
