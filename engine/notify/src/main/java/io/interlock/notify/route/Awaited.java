package io.interlock.notify.route;

/**
 * What a channel was told of, is open, and nobody has acknowledged. Immutable.
 *
 * @param channel  its name.
 * @param id       of the last transition that made the scope stricter: what an acknowledgement names.
 * @param incident the episode that the channel's receiver joins by.
 * @param sinceMs  when that transition was, milliseconds since 1970: who acknowledged before it does not know of it.
 */
public record Awaited(String channel, String id, String incident, long sinceMs)
{
}
