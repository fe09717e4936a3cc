package io.interlock.core.engine;

import java.util.concurrent.ThreadFactory;
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

    private void run(final Agent agent, final IdleStrategy idle)
    {
        while (running)
        {
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
        try
        {
            thread.join(JOIN_MS);
            if (thread.isAlive())
            {
                LOG.warn("{} does not end: it is stuck", thread.getName());
            }
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }
}
