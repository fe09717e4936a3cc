package io.interlock.core.engine;

import io.interlock.core.gate.GateWords;
import io.interlock.core.gate.GuardWord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The engine's threads that are to live as long as it does: without one of them nobody judges, watches, journals, tells or cancels any
 * more, and most of them would be missed by nobody until they are needed. Each catches what its work throws; one that ends all the same was
 * interrupted by the host, or something threw where nothing catches.
 *
 * <p>Threading: any.
 */
final class ThreadRoll
{
    private final GateWords words;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    ThreadRoll(final GateWords words)
    {
        this.words = words;
    }

    /** One that was started, or is about to be. */
    void add(final Thread thread)
    {
        threads.add(thread);
    }

    /** Names of those that have ended; empty once the engine is being closed, which is when they are meant to end. */
    List<String> ended()
    {
        final List<String> ended = new ArrayList<>();
        for (final Thread thread : threads)
        {
            if (thread.getState() == Thread.State.TERMINATED)
            {
                ended.add(thread.getName());
            }
        }
        // After the look: a close says that it has begun before it ends any.
        return (words.ownGuard(0) & GuardWord.CLOSED) == 0 ? ended : List.of();
    }
}
