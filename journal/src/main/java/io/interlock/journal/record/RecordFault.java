package io.interlock.journal.record;

/**
 * Why bytes are no record. Immutable.
 *
 * @param kind    what is wrong.
 * @param message for a person, with what was found and what was expected.
 */
public record RecordFault(Kind kind, String message) implements Decoded
{
    /** What is wrong, in the order in which it is looked for. */
    public enum Kind
    {
        /** Fewer bytes than the shortest record, or none. */
        TOO_SHORT,
        /** It does not begin as a record does. */
        MAGIC,
        /** Whole, but of another version than this program reads. */
        VERSION,
        /** It says that it is longer or shorter than it is. */
        LENGTH,
        /** The bytes are not those that were written. */
        CRC,
        /** No such type. */
        TYPE,
        /** A flag that nobody knows. */
        FLAGS,
        /** No such level, cause, status or stage. */
        CODE,
        /** A text is longer than it may be, or the texts are not as long as the record. */
        TEXT_LENGTH,
        /** A text is not UTF-8. */
        UTF8
    }
}
