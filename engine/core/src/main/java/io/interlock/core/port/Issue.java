package io.interlock.core.port;

/**
 * Something that a person may want to know of, whether or not it changed a level. Immutable.
 *
 * @param timestampMs wall time, milliseconds since 1970.
 * @param issueType   the name of a cause, or what failed inside the engine.
 * @param scope       path; {@code ""} is the root.
 * @param value       as people read it; NaN where there is none.
 * @param threshold   as people read it; NaN where there is none.
 * @param details     for a person; never null.
 */
public record Issue(long timestampMs, String issueType, String scope, double value, double threshold, String details)
{
}
