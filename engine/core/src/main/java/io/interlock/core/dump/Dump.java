package io.interlock.core.dump;

import java.util.List;
import java.util.Map;

/**
 * A dump as it was read. Immutable.
 *
 * @param version  of the format; 0 where the first line is damaged.
 * @param sections those whose checksum is right, by name, in the order of the file.
 * @param findings what is wrong with the file, a sentence each; empty where it is as it was written.
 */
public record Dump(int version, Map<String, DumpSection> sections, List<String> findings)
{
    /**
     * One section.
     *
     * @param part which.
     * @return null where it is missing or damaged.
     */
    public DumpSection section(final DumpPart part)
    {
        return sections.get(part.title());
    }

    /**
     * Rows of one kind.
     *
     * @param part which section.
     * @param row  their name.
     * @return empty where the section is missing or damaged.
     */
    public List<DumpRow> rows(final DumpPart part, final String row)
    {
        final DumpSection section = section(part);
        return section == null ? List.of() : section.rows(row);
    }

    /**
     * Whether the file is as it was written, and nothing of it says that it was not to be had.
     *
     * @return false where anything is missing.
     */
    public boolean complete()
    {
        return findings.isEmpty() && sections.values().stream().allMatch(DumpSection::complete);
    }
}
