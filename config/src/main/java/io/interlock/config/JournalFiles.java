package io.interlock.config;

/**
 * How the journal's files are kept. Immutable.
 *
 * @param keyFile     whose bytes seal the records; empty for none.
 * @param keepDays    files older than this many days are deleted.
 * @param keepMib     whole oldest files beyond this many MiB are deleted.
 * @param rollMib     a new file is begun each day (UTC), and from this many MiB on.
 * @param lowSpaceMib less than this many MiB left on the disk is an issue.
 */
public record JournalFiles(String keyFile, int keepDays, int keepMib, int rollMib, int lowSpaceMib)
{
    /** What holds where nothing is said; the same in every preset. */
    public static final JournalFiles DEFAULTS = new JournalFiles("", 400, 8_192, 128, 256);
}
