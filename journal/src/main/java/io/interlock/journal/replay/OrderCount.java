package io.interlock.journal.replay;

import io.interlock.core.model.Reason;

/**
 * Counts what two gates answered to the same orders.
 *
 * <p>Threading: one thread.
 */
final class OrderCount
{
    private long asked;
    private long lost;
    private long refused;
    private long otherRefused;
    private long newlyRefused;
    private long newlyAllowed;
    private long newlyCut;
    private double quantity;

    void lost(final long count)
    {
        lost += count;
    }

    long lost()
    {
        return lost;
    }

    void add(final Reason was, final Reason would, final double size, final double factor, final double otherFactor)
    {
        asked++;
        refused += was.allowed() ? 0 : 1;
        otherRefused += would.allowed() ? 0 : 1;
        newlyRefused += was.allowed() && !would.allowed() ? 1 : 0;
        newlyAllowed += !was.allowed() && would.allowed() ? 1 : 0;
        newlyCut += was.allowed() && would.allowed() && otherFactor < factor ? 1 : 0;
        if (was.allowed() && otherFactor < factor && size > 0 && size < Double.MAX_VALUE)
        {
            quantity += size * (factor - otherFactor);
        }
    }

    WhatIfResult.Orders result()
    {
        return new WhatIfResult.Orders(asked, lost, refused, otherRefused, newlyRefused, newlyAllowed, newlyCut, quantity);
    }
}
