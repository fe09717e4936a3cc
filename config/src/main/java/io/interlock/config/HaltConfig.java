package io.interlock.config;

/**
 * What is special about HALT.
 *
 * @param confirm whether leaving HALT waits for an operator's confirm (SEMANTICS 4).
 */
public record HaltConfig(boolean confirm)
{
}
