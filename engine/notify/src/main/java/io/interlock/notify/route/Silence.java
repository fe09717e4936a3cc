package io.interlock.notify.route;

/**
 * Nothing below EMERGENCY is sent of a scope for a while. Immutable.
 *
 * @param id    to end it by.
 * @param scope path; all below it is silenced too.
 * @param endMs first moment at which it holds no more, milliseconds since 1970.
 * @param actor who asked for it.
 * @param why   may be empty.
 */
public record Silence(String id, String scope, long endMs, String actor, String why)
{
}
