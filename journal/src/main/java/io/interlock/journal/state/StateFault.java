package io.interlock.journal.state;

/**
 * What is wrong with a slot of a state file, or with the file. Immutable.
 *
 * @param kind    what is wrong.
 * @param message for a person.
 */
public record StateFault(Kind kind, String message)
{
    /** What is wrong. */
    public enum Kind
    {
        /** There are no bytes, or nothing that begins as a slot does. */
        NO_STATE,
        /** A slot was not written to its end, or has changed since. */
        TORN,
        /** A whole slot of another version than this program reads. */
        VERSION
    }
}
