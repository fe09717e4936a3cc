package io.interlock.core.testing.evidence;

import java.util.List;

/**
 * What was seen when a mutation was run.
 *
 * <p>Threading: immutable.
 *
 * @param mutation    its name.
 * @param fingerprint of the change that was run.
 * @param date        of the run, UTC.
 * @param commit      that the tree was at.
 * @param failed      the tests that failed, as the clauses name them, sorted.
 */
record Outcome(String mutation, String fingerprint, String date, String commit, List<String> failed)
{
    static Outcome of(final String line)
    {
        final String[] cells = line.split("\t");
        if (cells.length != 5)
        {
            throw new IllegalArgumentException("a line of outcomes.tsv has 5 cells, not " + cells.length + ": " + line);
        }
        return new Outcome(cells[0], cells[1], cells[2], cells[3], List.of(cells[4].split(", ")));
    }

    String line()
    {
        return String.join("\t", mutation, fingerprint, date, commit, String.join(", ", failed));
    }
}
