package io.interlock.core.machine;

import java.util.Arrays;

/**
 * The highest equity of the last seconds (SEMANTICS 3). Keeps only those entries that can still become the highest: falling from the
 * oldest, which is the highest now, to the last equity reported. So a report costs the same however long the window is.
 *
 * <p>Threading: breaker thread only. Allocates only while it grows.
 */
final class EquityWindow
{
    private static final int FIRST_ENTRIES = 4;
    private static final long[] NONE = {};

    private final int seconds;
    private long[] second = NONE;
    private double[] equity = {};
    private int head;
    private int size;

    EquityWindow(final int seconds)
    {
        this.seconds = seconds;
    }

    void add(final long nowSecond, final double value)
    {
        while (size > 0 && equity[index(size - 1)] <= value)
        {
            size--;
        }
        if (size == second.length)
        {
            grow();
        }
        final int at = index(size);
        second[at] = nowSecond;
        equity[at] = value;
        size++;
        dropSameSecond(nowSecond, value);
    }

    /** Within one second only the highest and the last can matter: both leave together, and the last one is what is judged. */
    private void dropSameSecond(final long nowSecond, final double value)
    {
        if (size >= 3 && second[index(size - 2)] == nowSecond && second[index(size - 3)] == nowSecond)
        {
            equity[index(size - 2)] = value;
            size--;
        }
    }

    /** Lets go of what has left by this second; says whether anything has. */
    boolean expire(final long nowSecond)
    {
        boolean any = false;
        while (size > 0 && second[head] <= nowSecond - seconds)
        {
            head = index(1);
            size--;
            any = true;
        }
        return any;
    }

    void clear()
    {
        head = 0;
        size = 0;
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

    /** NaN where the window is empty. */
    double highest()
    {
        return size == 0 ? Double.NaN : equity[head];
    }

    /** NaN where the window is empty. */
    double last()
    {
        return size == 0 ? Double.NaN : equity[index(size - 1)];
    }

    void show(final WindowVisitor visitor)
    {
        for (int offset = 0; offset < size; offset++)
        {
            visitor.equity(second[index(offset)], equity[index(offset)]);
        }
    }

    /** All of it, for a snapshot. */
    void save(final StateSink out)
    {
        out.number("equities", size);
        for (int offset = 0; offset < size; offset++)
        {
            out.number("equity_second", second[index(offset)]);
            out.number("equity", Double.doubleToRawLongBits(equity[index(offset)]));
        }
    }

    /** As it was saved. */
    void load(final StateSource in)
    {
        clear();
        final int entries = in.count();
        for (int entry = 0; entry < entries; entry++)
        {
            if (size == second.length)
            {
                grow();
            }
            second[index(size)] = second(in);
            equity[index(size)] = Double.longBitsToDouble(in.number());
            size++;
        }
    }

    private static long second(final StateSource in)
    {
        final long value = in.number();
        if (Math.abs(value / 2) > Seconds.of(StateSource.FURTHEST_NS) / 2)
        {
            throw new IllegalArgumentException("an equity of second " + value + ", which no engine's time comes to");
        }
        return value;
    }

    private int index(final int offset)
    {
        // Their number is a power of two.
        return head + offset & second.length - 1;
    }

    private void grow()
    {
        if (second == NONE)
        {
            second = new long[FIRST_ENTRIES];
            equity = new double[FIRST_ENTRIES];
            return;
        }
        final int old = second.length;
        final long[] seconds2 = Arrays.copyOfRange(second, head, head + old * 2);
        System.arraycopy(second, 0, seconds2, old - head, head);
        final double[] equity2 = Arrays.copyOfRange(equity, head, head + old * 2);
        System.arraycopy(equity, 0, equity2, old - head, head);
        second = seconds2;
        equity = equity2;
        head = 0;
    }
}
