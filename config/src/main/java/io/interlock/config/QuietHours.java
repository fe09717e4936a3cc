package io.interlock.config;

import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Hours in which a channel is silent, but for EMERGENCY. Where {@code from} is after {@code to} they reach over midnight. Immutable.
 *
 * @param from the first minute, local time.
 * @param to   the first minute that is not quiet any more.
 * @param zone whose local time.
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone)
{
}
