package io.interlock.cli;

/** What a run of {@code interlock} says to the shell. Fixed: scripts depend on it. */
public final class ExitCode
{
    /** Done. */
    public static final int OK = 0;
    /** Tried and failed, or refused. */
    public static final int FAILED = 1;
    /** The command line makes no sense. */
    public static final int USAGE = 2;
    /** A configuration or an input is bad or cannot be read. */
    public static final int BAD_INPUT = 3;
    /** Not allowed to do this. */
    public static final int NOT_AUTHORISED = 4;
    /** There is no live engine to be reached. */
    public static final int UNREACHABLE = 5;
    /** What {@code status --exit-code} adds the most severe level to. */
    public static final int LEVEL_BASE = 10;

    private ExitCode()
    {
    }
}
