package io.interlock.cli.demo;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.util.Locale;

/** One scene of the scenario: what happens to the venue, and what the breaker has to do about it. Threading: the scenario's thread. */
interface Step
{
    /** What is done, for a person. */
    String name();

    /** What the breaker has to do; null where a step promises no level. */
    Promise promise();

    /** Plays the step; its promise, and whatever else is expected, is told to the stage. */
    void play(Stage stage) throws InterruptedException;

    /** A level that has to be reached by a cause. */
    record Promise(Level level, Cause cause)
    {
        @Override
        public String toString()
        {
            return level + " by " + cause;
        }
    }

    /** A short name for machines. */
    default String id()
    {
        return name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }
}
