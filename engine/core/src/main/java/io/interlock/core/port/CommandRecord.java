package io.interlock.core.port;

/**
 * An operator's command and what became of it, as it is journaled (DESIGN, invariant 8). Immutable.
 *
 * @param sequence  of the decision, in one row with the transitions.
 * @param wallMs    wall time, milliseconds since 1970.
 * @param command   its name, for example {@code KILL}.
 * @param scope     path; {@code ""} is the root.
 * @param actor     who.
 * @param reason    why; empty where none was given.
 * @param outcome   whether it was carried out, and the words.
 */
public record CommandRecord(long sequence, long wallMs, String command, String scope, String actor, String reason, Outcome outcome)
{
    /**
     * What became of it.
     *
     * @param accepted whether it was carried out.
     * @param message  what was done, or what is missing.
     */
    public record Outcome(boolean accepted, String message)
    {
    }
}
