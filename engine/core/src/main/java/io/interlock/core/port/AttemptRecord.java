package io.interlock.core.port;

/**
 * That somebody asked the console for something, allowed or refused, as it is journaled (DESIGN, invariant 8). Immutable.
 *
 * @param wallMs    wall time, milliseconds since 1970.
 * @param principal name of the token; the peer's address where there was none that holds.
 * @param what      the route.
 * @param outcome   what became of it, for people.
 */
public record AttemptRecord(long wallMs, String principal, String what, String outcome)
{
    /** The type of issue that stands for it in the journal. */
    public static final String TYPE = "CONSOLE";
}
