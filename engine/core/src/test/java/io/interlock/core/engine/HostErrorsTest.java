package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.TradingActions;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionListener;
import io.interlock.core.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.IdleStrategy;
import org.junit.jupiter.api.Test;

/** Memory that ran out where the engine calls the host's code ends trading; none of the engine's threads ends. */
class HostErrorsTest
{
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    private static BreakerConfig config(final String outOfMemory)
    {
        return ConfigLoader.load("test", "engine: { stale-limit: 30s }\nhealth: { out-of-memory: " + outOfMemory + " }\n");
    }

    private EngineContext context(final String outOfMemory)
    {
        return new EngineContext().config(config(outOfMemory)).commandDeadline(Duration.ofSeconds(30)).threadFactory(work ->
        {
            final Thread thread = EngineThreads.daemon(work);
            threads.add(thread);
            return thread;
        });
    }

    private static TransitionListener throwing(final Throwable thrown)
    {
        return new TransitionListener()
        {
            @Override
            public void onTransition(final TransitionEvent event)
            {
                if (thrown instanceof Error error)
                {
                    throw error;
                }
                throw (RuntimeException)thrown;
            }
        };
    }

    private static void halt(final BreakerEngine engine)
    {
        engine.scope("venue").reporter().apiLatency(4 * TestConfigs.SECOND);
        engine.drain();
    }

    private static void failed(final BreakerEngine engine)
    {
        Await.until("told", () -> engine.issues(Duration.ofMinutes(1)).stream()
            .anyMatch(issue -> issue.issueType().equals("LISTENER_FAILED")));
        engine.drain();
    }

    @Test
    void shouldShutDownWhereAListenerRunsOutOfMemory()
    {
        try (BreakerEngine engine = BreakerEngine.launch(context("on").addTransitionListener(throwing(new OutOfMemoryError("planted")))))
        {
            halt(engine);
            Await.until("SHUTDOWN", () -> engine.root().ownLevel() == Level.SHUTDOWN);
            assertThat(engine.status().scope("").last().cause()).isEqualTo(Cause.MEMORY_ERROR);
        }
    }

    @Test
    void shouldFindTheErrorWhereItIsWrapped()
    {
        final RuntimeException wrapped = new IllegalStateException(new RuntimeException(new OutOfMemoryError("planted")));
        try (BreakerEngine engine = BreakerEngine.launch(context("on").addTransitionListener(throwing(wrapped))))
        {
            halt(engine);
            Await.until("SHUTDOWN", () -> engine.root().ownLevel() == Level.SHUTDOWN);
        }
    }

    @Test
    void shouldTakeAnythingElseForAFailureOfThatListener()
    {
        for (final Throwable thrown : List.of(new StackOverflowError("planted"), new IllegalStateException("planted")))
        {
            try (BreakerEngine engine = BreakerEngine.launch(context("on").addTransitionListener(throwing(thrown))))
            {
                halt(engine);
                failed(engine);
                assertThat(engine.root().ownLevel()).isEqualTo(Level.CLOSED);
            }
        }
    }

    @Test
    void shouldDoNoMoreThanSaySoWhereThatIsOff()
    {
        try (BreakerEngine engine = BreakerEngine.launch(context("off").addTransitionListener(throwing(new OutOfMemoryError("planted")))))
        {
            halt(engine);
            failed(engine);
            assertThat(engine.root().ownLevel()).isEqualTo(Level.CLOSED);
        }
    }

    @Test
    void shouldShutDownWhereAnActionRunsOutOfMemory()
    {
        final TradingActions actions = new TradingActions()
        {
            @Override
            public CompletionStage<String> cancelAll(final ActionContext context)
            {
                return CompletableFuture.failedFuture(new OutOfMemoryError("planted"));
            }
        };
        try (BreakerEngine engine = BreakerEngine.launch(context("on").actions(actions)))
        {
            halt(engine);
            Await.until("SHUTDOWN", () -> engine.root().ownLevel() == Level.SHUTDOWN);
            assertThat(engine.status().scope("").last().cause()).isEqualTo(Cause.MEMORY_ERROR);
        }
    }

    /** A host that interrupts all threads it finds does not mean the one that cancels. */
    @Test
    void shouldKeepItsThreadsWhereTheHostInterruptsThem()
    {
        final List<String> cancelled = new CopyOnWriteArrayList<>();
        final TradingActions actions = new TradingActions()
        {
            @Override
            public CompletionStage<String> cancelAll(final ActionContext context)
            {
                cancelled.add(context.scope());
                return CompletableFuture.completedFuture("all");
            }
        };
        try (BreakerEngine engine = BreakerEngine.launch(context("on").actions(actions)))
        {
            final List<String> names = List.of("interlock-dispatch", "interlock-actions");
            threads.stream().filter(thread -> names.contains(thread.getName())).forEach(Thread::interrupt);
            threads.stream().filter(thread -> names.contains(thread.getName())).forEach(thread ->
                Await.until(thread.getName() + " waits again", () -> thread.getState() == Thread.State.WAITING && !thread.isInterrupted()));
            halt(engine);
            Await.until("cancelled", () -> cancelled.contains("venue"));
            assertThat(engine.endedThreads()).isEmpty();
        }
    }

    /** As an InternalError of a file that was cut does, which comes some instructions late. */
    @Test
    void shouldGoOnAlsoWhereSomethingIsThrownWhileWhatWasThrownIsTold()
    {
        final AtomicLong rounds = new AtomicLong();
        final Agent agent = new Agent()
        {
            @Override
            public int doWork()
            {
                rounds.incrementAndGet();
                throw new InternalError("planted");
            }

            @Override
            public String roleName()
            {
                return "agent";
            }
        };
        final IdleStrategy idle = new IdleStrategy()
        {
            @Override
            public void idle(final int work)
            {
                idle();
            }

            @Override
            public void idle()
            {
                Thread.yield();
                throw new InternalError("planted late");
            }

            @Override
            public void reset()
            {
                // Nothing to be begun anew.
            }
        };
        try (AgentThread thread = new AgentThread(EngineThreads::daemon, agent, idle).start())
        {
            Await.until("it goes on", () -> rounds.get() > 3);
            assertThat(thread.isAlive()).isTrue();
        }
    }
}
