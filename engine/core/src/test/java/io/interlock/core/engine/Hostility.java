package io.interlock.core.engine;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.LangUtil;

/**
 * What a host's code does where the engine calls it.
 *
 * <p>Threading: any; a test sets it up before the launch.
 */
final class Hostility
{
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private volatile Kind kind;
    private volatile BreakerEngine engine;
    private volatile boolean interruptSeen;

    /** What it does. */
    enum Kind
    {
        /** Does not return, and takes no hint. */
        HANGS,
        /** A RuntimeException. */
        THROWS,
        /** An Error that is nobody's fault but the host's. */
        FAILS,
        /** Calls itself until there is no stack left. */
        OVERFLOWS,
        /** An exception that no signature speaks of. */
        SNEAKS,
        /** An exception whose text throws. */
        MUMBLES,
        /** Calls what the engine offers. */
        RECURSES,
        /** Returns with its thread interrupted. */
        INTERRUPTS,
        /** Closes the engine from where it is called. */
        CLOSES
    }

    /** Its text is of no use to anybody. */
    private static final class Mumbling extends RuntimeException
    {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage()
        {
            throw new IllegalStateException("no text");
        }
    }

    void kind(final Kind value)
    {
        kind = value;
    }

    /** From now on it can be called and closed. */
    void engine(final BreakerEngine value)
    {
        engine = value;
    }

    /** How often it did what it does. */
    int calls()
    {
        return calls.get();
    }

    /** Whether a call came on a thread that the one before had left interrupted. */
    boolean isInterruptSeen()
    {
        return interruptSeen;
    }

    void letGo()
    {
        never.countDown();
    }

    /** Called by the engine. */
    void act()
    {
        final BreakerEngine known = engine;
        if (known == null && (kind == Kind.RECURSES || kind == Kind.CLOSES))
        {
            return;
        }
        interruptSeen |= kind == Kind.INTERRUPTS && Thread.currentThread().isInterrupted();
        final int call = calls.incrementAndGet();
        switch (kind)
        {
            case HANGS -> hang();
            case THROWS -> throw new IllegalStateException("planted");
            case FAILS -> throw new AssertionError("planted");
            case OVERFLOWS -> overflow(0);
            case SNEAKS -> LangUtil.rethrowUnchecked(new IOException("planted"));
            case MUMBLES -> throw new Mumbling();
            case RECURSES -> recurse(known, call);
            case INTERRUPTS -> Thread.currentThread().interrupt();
            case CLOSES -> known.close();
            default -> throw new IllegalStateException(kind + " is not done here");
        }
    }

    private void hang()
    {
        while (never.getCount() > 0)
        {
            try
            {
                never.await();
            }
            catch (final InterruptedException ignored)
            {
                continue;
            }
        }
    }

    private static int overflow(final int depth)
    {
        return depth < 0 ? depth : overflow(depth + 1) + 1;
    }

    /** A few times: what it brings about calls it again. */
    private static void recurse(final BreakerEngine engine, final int call)
    {
        if (call > 5)
        {
            return;
        }
        engine.raise("HOST", "", "call " + call);
        engine.scope("made/" + call).reporter().success();
        engine.desk().override("made", true, "host", "call " + call);
        engine.addTransitionListener(event -> engine.status());
        engine.addIssueListener(issue -> engine.vitals());
        engine.drain();
        engine.root().gate().explain();
    }
}
