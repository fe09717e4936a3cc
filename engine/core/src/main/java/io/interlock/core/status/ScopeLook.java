package io.interlock.core.status;

/**
 * One scope as the breaker thread has it at this moment: nothing of it is shared with who asked before. Immutable.
 *
 * @param status    for people.
 * @param situation for an approval later on.
 */
public record ScopeLook(ScopeStatus status, Situation situation)
{
}
