package io.interlock.config;

/**
 * How the files of the recorded inputs are kept: they are a queue beside the journal, with a retention of its own. Immutable.
 *
 * @param keepDays files older than this many days are deleted.
 * @param keepMib  whole oldest files beyond this many MiB are deleted; at least twice {@code rollMib}.
 * @param rollMib  a new file is begun each hour, and from this many MiB on: each begins with a snapshot of the machine.
 */
public record InputFiles(int keepDays, int keepMib, int rollMib)
{
    /** What holds where nothing is said; the same in every preset. */
    public static final InputFiles DEFAULTS = new InputFiles(30, 4_096, 64);
}
