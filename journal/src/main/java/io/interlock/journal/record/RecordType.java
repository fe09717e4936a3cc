package io.interlock.journal.record;

/**
 * What a record tells. The codes reach the disk: they never change, new ones are added at the end, and 0 is none of them, so that zeroed
 * bytes are no record.
 */
public enum RecordType
{
    /** The journal begins: configuration and build. */
    GENESIS(1),
    /** A scope's own level changed (DESIGN, invariant 4). */
    TRANSITION(2),
    /** An operator commanded (DESIGN, invariant 8). */
    COMMAND(3),
    /** What became of a safety action (SEMANTICS 5). */
    ACTION(4),
    /** What became of a notification. */
    NOTIFICATION(5),
    /** Something that a person may want to know of. */
    ISSUE(6),
    /** A sample of the metrics. */
    METRICS(7),
    /** What recovery decided of a scope, or of all (SEMANTICS 4, "after any restart"). */
    RECOVERED(8),
    /** All that recovery needs of one scope, as of a decision. */
    VITAL(9),
    /** Recovery found damage, or cut a torn tail: its mark says which bytes. */
    DAMAGE(10),
    /** The journal had failed and was opened again: records before this may be missing, and some may come twice. */
    GAP(11),
    /** A life of the engine ended as planned. */
    STOPPED(12),
    /** A life of the engine began. */
    STARTED(13),
    /** Retention is about to delete a file, the oldest: the chain then begins after the record that is named. */
    RETAINED(14);

    private static final RecordType[] BY_CODE = new RecordType[RETAINED.code + 1];

    static
    {
        for (final RecordType type : values())
        {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;

    RecordType(final int code)
    {
        this.code = code;
    }

    /**
     * What stands for it on the disk.
     *
     * @return 1 to 14.
     */
    public int code()
    {
        return code;
    }

    /**
     * The type with a code.
     *
     * @param code any.
     * @return null where there is none.
     */
    public static RecordType of(final int code)
    {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
