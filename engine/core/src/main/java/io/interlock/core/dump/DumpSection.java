package io.interlock.core.dump;

import java.util.List;

/**
 * A section that is on the disk as it was written. Immutable.
 *
 * @param name     see {@link DumpPart#title()}.
 * @param complete whether it holds all that there was to write; else a row {@code not_available} says why.
 * @param rows     in the order of the file.
 */
public record DumpSection(String name, boolean complete, List<DumpRow> rows)
{
    /**
     * All rows of one kind.
     *
     * @param row its name.
     * @return never null.
     */
    public List<DumpRow> rows(final String row)
    {
        return rows.stream().filter(found -> found.name().equals(row)).toList();
    }
}
