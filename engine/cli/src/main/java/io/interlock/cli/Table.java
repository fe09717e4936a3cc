package io.interlock.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of text in columns that are as wide as they need to be.
 *
 * <p>Threading: one thread.
 */
public final class Table
{
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /**
     * Adds a row.
     *
     * @param cells from the left; as many as in the rows before.
     * @return this.
     */
    public Table row(final String... cells)
    {
        rows.add(List.of(cells));
        return this;
    }

    /**
     * Writes the rows.
     *
     * @param sink where to.
     */
    public void writeTo(final ByteSink sink)
    {
        final int columns = rows.get(0).size();
        final int[] widths = new int[columns];
        for (final List<String> row : rows)
        {
            for (int i = 0; i < columns; i++)
            {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (final List<String> row : rows)
        {
            final StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++)
            {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length())).append(GAP);
            }
            sink.put(line.toString().stripTrailing()).put('\n');
        }
    }
}
