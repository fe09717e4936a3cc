package io.interlock.core.dump;

import io.interlock.core.machine.ScopeView;
import io.interlock.core.machine.WindowVisitor;

/**
 * Room for the seconds of all windows together. What finds none is left out and counted, of the scopes that come last.
 *
 * <p>Threading: filled by the breaker thread, then read by the one that writes.
 */
final class WindowCapture implements WindowVisitor
{
    private final int[] scope;
    private final boolean[] equity;
    private final long[] second;
    private final long[] first;
    private final long[] failures;
    private int size;
    private int current;
    private int leftOut;

    WindowCapture(final int rows)
    {
        scope = new int[rows];
        equity = new boolean[rows];
        second = new long[rows];
        first = new long[rows];
        failures = new long[rows];
    }

    void clear()
    {
        size = 0;
    }

    /** Takes a scope's; returns how many rows found no room. */
    int take(final int scopeId, final ScopeView view)
    {
        current = scopeId;
        leftOut = 0;
        view.windows(this);
        return leftOut;
    }

    @Override
    public void results(final long atSecond, final long orders, final long failed)
    {
        add(atSecond, false, orders, failed);
    }

    @Override
    public void equity(final long atSecond, final double value)
    {
        add(atSecond, true, Double.doubleToRawLongBits(value), 0);
    }

    private void add(final long atSecond, final boolean ofEquity, final long value, final long failed)
    {
        if (size == scope.length)
        {
            leftOut++;
            return;
        }
        scope[size] = current;
        second[size] = atSecond;
        equity[size] = ofEquity;
        first[size] = value;
        failures[size] = failed;
        size++;
    }

    int size()
    {
        return size;
    }

    int scopeId(final int row)
    {
        return scope[row];
    }

    boolean isEquity(final int row)
    {
        return equity[row];
    }

    long second(final int row)
    {
        return second[row];
    }

    double equity(final int row)
    {
        return Double.longBitsToDouble(first[row]);
    }

    long orders(final int row)
    {
        return first[row];
    }

    long failures(final int row)
    {
        return failures[row];
    }
}
