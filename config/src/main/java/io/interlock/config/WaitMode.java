package io.interlock.config;

/** How the breaker thread waits for input. */
public enum WaitMode
{
    /** Chosen from the cores present: yields where one can be spared, parks where not. */
    ADAPTIVE,
    /** Gives the core away between looks. */
    YIELD,
    /** Sleeps briefly between looks. */
    PARK,
    /** Burns a core; opt-in, for hosts that isolate one. */
    BUSY_SPIN
}
