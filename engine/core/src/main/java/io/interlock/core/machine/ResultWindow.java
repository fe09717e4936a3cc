package io.interlock.core.machine;

import java.util.Arrays;

/**
 * Order results of the last seconds (SEMANTICS 3): one entry for each second that had any, oldest first, in a ring that grows to at most
 * the window's length. A result leaves at the start of the window's last second after its own.
 *
 * <p>Threading: breaker thread only. Allocates only while it grows.
 */
final class ResultWindow
{
    private final int seconds;
    private long[] second = new long[8];
    private long[] orders = new long[8];
    private long[] failed = new long[8];
    private int head;
    private int size;
    private long totalOrders;
    private long totalFailed;

    ResultWindow(final int seconds)
    {
        this.seconds = seconds;
    }

    void add(final long nowSecond, final long successes, final long failures)
    {
        int last = (head + size - 1) % second.length;
        if (size == 0 || second[last] != nowSecond)
        {
            if (size == second.length)
            {
                grow();
            }
            last = (head + size) % second.length;
            size++;
            second[last] = nowSecond;
            orders[last] = 0;
            failed[last] = 0;
        }
        orders[last] += successes + failures;
        failed[last] += failures;
        totalOrders += successes + failures;
        totalFailed += failures;
    }

    /** Lets go of what has left by this second; says whether anything has. */
    boolean expire(final long nowSecond)
    {
        boolean any = false;
        while (size > 0 && second[head] <= nowSecond - seconds)
        {
            totalOrders -= orders[head];
            totalFailed -= failed[head];
            head = (head + 1) % second.length;
            size--;
            any = true;
        }
        return any;
    }

    void clear()
    {
        head = 0;
        size = 0;
        totalOrders = 0;
        totalFailed = 0;
    }

    boolean isEmpty()
    {
        return size == 0;
    }

    /** The second at whose start the oldest entry leaves; only where there is one. */
    long nextExpirySecond()
    {
        return second[head] + seconds;
    }

    long orders()
    {
        return totalOrders;
    }

    long failures()
    {
        return totalFailed;
    }

    private void grow()
    {
        second = unrolled(second);
        orders = unrolled(orders);
        failed = unrolled(failed);
        head = 0;
    }

    private long[] unrolled(final long[] ring)
    {
        final long[] larger = Arrays.copyOfRange(ring, head, head + ring.length * 2);
        System.arraycopy(ring, 0, larger, ring.length - head, head);
        return larger;
    }
}
