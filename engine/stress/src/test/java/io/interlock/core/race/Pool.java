package io.interlock.core.race;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Lends what a race is run on. Off-heap memory takes longer to make than a race takes, so it is used again once the race has been judged.
 *
 * <p>Threading: any.
 *
 * @param <T> what is lent.
 */
public final class Pool<T>
{
    private final Queue<T> free = new ConcurrentLinkedQueue<>();
    private final Supplier<T> maker;

    /**
     * Empty.
     *
     * @param maker makes one where none is free.
     */
    public Pool(final Supplier<T> maker)
    {
        this.maker = maker;
    }

    /**
     * Takes one.
     *
     * @return as it was left.
     */
    public T take()
    {
        final T taken = free.poll();
        return taken == null ? maker.get() : taken;
    }

    /**
     * Gives one back.
     *
     * @param given used by nobody any more.
     */
    public void give(final T given)
    {
        free.add(given);
    }
}
