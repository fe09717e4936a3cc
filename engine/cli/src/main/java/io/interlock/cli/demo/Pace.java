package io.interlock.cli.demo;

import java.util.concurrent.TimeUnit;

/**
 * How long the demo takes. What the venue's slowness and the cooldowns need is fixed; the rest is time to look on, and is stretched or cut.
 * A run of less than 50 s leaves HALT by the operator's desk instead of waiting for its cooldown.
 *
 * @param seconds wanted in all.
 */
record Pace(int seconds)
{
    static final int SHORTEST = 30;
    static final int LONGEST = 110;
    static final int USUAL = 70;

    private static final int PATIENT_FROM = 50;
    private static final double FIXED_PATIENT = 42;
    private static final double FIXED_SHORT = 29;
    /** What all steps linger at a share of 1. */
    private static final double LINGERED = 22;

    /** Whether there is time for HALT's cooldown. */
    boolean waitsForCooldowns()
    {
        return seconds >= PATIENT_FROM;
    }

    /** Time to look on. */
    long lingerNs(final double wanted)
    {
        final double left = seconds - (waitsForCooldowns() ? FIXED_PATIENT : FIXED_SHORT);
        return (long)(wanted * left / LINGERED * TimeUnit.SECONDS.toNanos(1));
    }
}
