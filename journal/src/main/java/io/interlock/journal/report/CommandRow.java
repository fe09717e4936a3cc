package io.interlock.journal.report;

/**
 * One operator's command. Immutable.
 *
 * @param sequence of its record.
 * @param wallMs   when.
 * @param command  its name.
 * @param scope    path.
 * @param actor    who.
 * @param reason   as given.
 * @param outcome  what became of it.
 */
record CommandRow(long sequence, long wallMs, String command, String scope, String actor, String reason, Outcome outcome)
{
    /** Whether it was carried out, and the answer. */
    record Outcome(boolean done, String answer)
    {
    }
}
