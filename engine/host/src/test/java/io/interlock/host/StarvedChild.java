package io.interlock.host;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.TradingActions;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionListener;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;

/**
 * A gateway whose memory runs out, in a process of its own. Nothing in it reports a critical error but Interlock. It says {@code armed} on
 * standard output once all is there, does what its second argument says, and stays until it is killed.
 */
final class StarvedChild
{
    private static final int CHUNK = 1 << 14;
    private static final int SMALL = 64;
    private static final long PAUSE_NS = 200_000_000L;

    private static volatile Node kept;
    private static volatile boolean armed;
    private static final List<ByteBuffer> DIRECT = new ArrayList<>();

    private record Node(byte[] bytes, Node next)
    {
    }

    private StarvedChild()
    {
    }

    /** What runs out where. */
    enum Kind
    {
        /** The heap is full to the last byte, and stays so. */
        HEAP,
        /** The heap is over its limit, and nothing is thrown. */
        LIMIT,
        /** A listener asks for direct memory that is not there. */
        DIRECT,
        /** A listener throws. */
        LISTENER,
        /** A safety action throws. */
        ACTION,
        /** Something throws on the breaker thread. */
        BREAKER,
        /** A thread of the host's ends. */
        THREAD
    }

    /** Throws once, on the breaker thread. */
    private static final class FailingClock implements EngineClock
    {
        @Override
        public long nanoTime()
        {
            if (armed && Thread.currentThread().getName().equals("interlock-breaker"))
            {
                armed = false;
                throw new OutOfMemoryError("planted");
            }
            return System.nanoTime();
        }

        @Override
        public long wallMs()
        {
            return System.currentTimeMillis();
        }
    }

    /** Of one kind each. */
    private record Host(Kind kind) implements TransitionListener, TradingActions
    {
        @Override
        public void onTransition(final TransitionEvent event)
        {
            if (kind == Kind.LISTENER)
            {
                throw new OutOfMemoryError("planted");
            }
            while (kind == Kind.DIRECT)
            {
                DIRECT.add(ByteBuffer.allocateDirect(1 << 20));
            }
        }

        @Override
        public CompletionStage<String> cancelAll(final ActionContext context)
        {
            if (kind == Kind.ACTION)
            {
                throw new OutOfMemoryError("planted");
            }
            return TradingActions.super.cancelAll(context);
        }
    }

    /** One look is enough, so that the test is short. */
    static BreakerConfig config(final Kind kind)
    {
        return ConfigLoader.load("test", "engine: { stale-limit: 30s, max-scopes: 16 }\nhealth: { looks: 1, heap-issue: off, "
            + (kind == Kind.LIMIT ? "heap: 50%, out-of-memory: off }" : "heap: off }"));
    }

    /** A directory and a kind. */
    public static void main(final String[] args)
    {
        final Kind kind = Kind.valueOf(args[1]);
        final Host host = new Host(kind);
        final EngineContext context = new EngineContext().addTransitionListener(host).actions(host).commandDeadline(Duration.ofSeconds(30));
        final Interlock interlock =
            Interlock.launch(config(kind), Path.of(args[0]), kind == Kind.BREAKER ? context.clock(new FailingClock()) : context);
        Thread.setDefaultUncaughtExceptionHandler(new UncaughtErrors(interlock, (thread, thrown) -> LockSupport.unpark(thread)));
        interlock.ownsProcess();
        final Runnable halting = () -> interlock.scope("venue").reporter().apiLatency(HostRig.HALTING_NS);
        interlock.scope("venue");
        interlock.drain();
        System.out.println("armed");
        System.out.flush();
        switch (kind)
        {
            case HEAP -> full();
            case LIMIT -> over();
            case BREAKER -> armed = true;
            case THREAD -> new Thread(StarvedChild::end).start();
            default -> halting.run();
        }
        while (true)
        {
            LockSupport.park(StarvedChild.class);
        }
    }

    private static void end()
    {
        throw new OutOfMemoryError("planted");
    }

    /** Of what anybody gives back it takes every byte, now and then: each attempt is a collection of all. */
    private static void full()
    {
        int from = 1 << 20;
        while (true)
        {
            int size = from;
            from = SMALL;
            while (size >= 16)
            {
                try
                {
                    kept = new Node(new byte[size], kept);
                }
                catch (final OutOfMemoryError none)
                {
                    size /= 2;
                }
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    /** Half of the heap and what the engine has are in use; collections come now and then. */
    private static void over()
    {
        final long wanted = Runtime.getRuntime().maxMemory() / 2;
        for (long bytes = 0; bytes < wanted; bytes += CHUNK)
        {
            kept = new Node(new byte[CHUNK], kept);
        }
        while (true)
        {
            System.gc();
            LockSupport.parkNanos(PAUSE_NS);
        }
    }
}
