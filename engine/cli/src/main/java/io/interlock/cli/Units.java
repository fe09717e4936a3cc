package io.interlock.cli;

import io.interlock.core.model.Cause;

/** How many decimals stand between a cause's raw number and the unit that people read, so that numbers are written exactly. */
public final class Units
{
    private static final int[] DECIMALS = new int[Cause.values().length];

    static
    {
        for (final Cause cause : Cause.values())
        {
            DECIMALS[cause.ordinal()] = (int)Math.round(Math.log10(cause.unit().divisor()));
        }
    }

    private Units()
    {
    }

    /**
     * Decimals of a cause.
     *
     * @param cause any.
     * @return from 0.
     */
    public static int decimals(final Cause cause)
    {
        return DECIMALS[cause.ordinal()];
    }
}
