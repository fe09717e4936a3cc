package io.interlock.journal.verify;

/**
 * Something that is wrong with a journal, and where. Immutable.
 *
 * @param kind     what it is.
 * @param file     name of the file; empty where it is about the journal as a whole.
 * @param index    of the frame within all, from 0; -1 where it is about the journal as a whole.
 * @param sequence of the record; -1 where it has none that can be read.
 * @param what     for a person.
 */
public record Finding(Kind kind, String file, long index, long sequence, String what)
{
    /** What is wrong. */
    public enum Kind
    {
        /** A frame is no record. */
        DAMAGED,
        /** A whole record, but of a version that this program does not read. */
        VERSION,
        /** The files cannot be read any further. */
        UNREADABLE,
        /** A record's own hash is not that of its bytes. */
        EDITED,
        /** Records are missing before this one. */
        MISSING,
        /** A record stands where a later one belongs: put in, or moved. */
        OUT_OF_ORDER,
        /** A record does not carry the hash of the one before it: one of the two was replaced. */
        UNLINKED,
        /** The journal ends before a record that it had. */
        CUT,
        /** A start found damage and recorded it, and no operator has accepted it since. */
        TOLD,
        /** The record that an anchor names is another one, or not there. */
        ANCHOR,
        /** A record is not sealed with the key where it must be: made by somebody without it. */
        NOT_KEYED,
        /** The records are sealed with a key, and none was given: edits cannot be excluded. */
        KEY_NEEDED,
        /** No sealed record fits the key. */
        WRONG_KEY,
        /** Decisions of one life are missing, or come twice without a GAP record. */
        DECISION_GAP
    }

    /** File, frame, record, and what is wrong. */
    @Override
    public String toString()
    {
        final StringBuilder text = new StringBuilder(kind.name());
        if (index >= 0)
        {
            text.append(" in ").append(file).append(", frame ").append(index);
        }
        if (sequence >= 0)
        {
            text.append(", record ").append(sequence);
        }
        return text.append(": ").append(what).toString();
    }
}
