package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.testing.Await;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.junit.jupiter.api.Test;

/**
 * The breaker thread and the watchdog end only when they are closed.
 *
 * <p>Threading: the tests' own.
 */
class AgentThreadTest
{
    /** As the fault of a mapped file that was cut, which comes late and anywhere. */
    @Test
    void shouldGoOnThoughWhatFollowsAFaultFailsToo()
    {
        final AtomicInteger rounds = new AtomicInteger();
        final AtomicInteger idled = new AtomicInteger();
        final Agent agent = new Agent()
        {
            @Override
            public int doWork()
            {
                if (rounds.incrementAndGet() < 3)
                {
                    throw new InternalError("planted");
                }
                return 0;
            }

            @Override
            public String roleName()
            {
                return "test-agent";
            }
        };
        final IdleStrategy sleeping = new SleepingMillisIdleStrategy(1);
        final IdleStrategy idle = new IdleStrategy()
        {
            @Override
            public void idle(final int work)
            {
                if (idled.incrementAndGet() < 3)
                {
                    throw new InternalError("planted, outside of the round");
                }
                sleeping.idle(work);
            }

            @Override
            public void idle()
            {
                idle(0);
            }

            @Override
            public void reset()
            {
                sleeping.reset();
            }
        };
        try (AgentThread thread = new AgentThread(EngineThreads::daemon, agent, idle).start())
        {
            Await.until("it goes on", () -> rounds.get() > 5);
            assertThat(thread.isAlive()).isTrue();
        }
    }
}
