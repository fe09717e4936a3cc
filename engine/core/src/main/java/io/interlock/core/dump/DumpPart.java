package io.interlock.core.dump;

/** The sections of a dump, in the order in which they are written. Their names are part of the format. */
public enum DumpPart
{
    /** What asked for the dump, when, and which engine wrote it. */
    HEADER("header"),
    /** Every scope: levels, overrides, statuses, what is missing for a recovery, causes, last reports. */
    LEVELS("levels"),
    /** What the engine has counted since it started. */
    COUNTERS("counters"),
    /** Order results and equity highs by second, failures in a row. */
    WINDOWS("windows"),
    /** The configuration in force. */
    CONFIG("config"),
    /** The latest issues. */
    ISSUES("issues"),
    /** Latencies of the last five minutes, and the last metrics samples. */
    SAMPLES("samples"),
    /** Orders that still work, as the host tells them. */
    OPEN_ORDERS("open_orders"),
    /** Positions, as the host tells them. */
    POSITIONS("positions"),
    /** Says that nothing is missing. */
    END("end");

    private static final DumpPart[] ALL = values();
    private final String title;

    DumpPart(final String title)
    {
        this.title = title;
    }

    /**
     * Its name in a file.
     *
     * @return lower case.
     */
    public String title()
    {
        return title;
    }

    static DumpPart find(final String title)
    {
        for (final DumpPart part : ALL)
        {
            if (part.title.equals(title))
            {
                return part;
            }
        }
        return null;
    }
}
