package io.interlock.console.access;

/**
 * Keeps attempts: what was refused, and each command with a right token (DESIGN, invariant 8). The host has the journal keep them.
 *
 * <p>Threading: several threads of the server at once; must not block, and what it throws is lost.
 */
@FunctionalInterface
public interface AttemptLog
{
    /** Keeps nothing. */
    AttemptLog NONE = (principal, what, outcome) ->
    {
    };

    /**
     * Keeps one.
     *
     * @param principal the token's name; the peer's address where no token was shown, or a wrong one.
     * @param what      the method and the route's template: never a text of the peer's.
     * @param outcome   for people.
     */
    void attempted(String principal, String what, String outcome);
}
