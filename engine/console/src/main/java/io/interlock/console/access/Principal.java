package io.interlock.console.access;

/**
 * Who asks. Immutable.
 *
 * @param name of the token; journaled as the actor.
 * @param role what it may.
 */
public record Principal(String name, Role role)
{
}
