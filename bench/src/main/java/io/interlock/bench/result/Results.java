package io.interlock.bench.result;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a harness measures, in the order of measuring.
 *
 * <p>Threading: one thread.
 */
public final class Results
{
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, Distribution> distributions = new LinkedHashMap<>();

    /** Empty. */
    public Results()
    {
        // Filled by a harness.
    }

    /**
     * Adds a row.
     *
     * @param name  see {@link Row#name()}; not added before.
     * @param value see {@link Row#value()}.
     * @param unit  see {@link Row#unit()}.
     * @throws IllegalArgumentException where the name was added before: a budget could choose between two numbers.
     */
    public void row(final String name, final double value, final String unit)
    {
        if (rows.putIfAbsent(name, new Row(name, value, unit)) != null)
        {
            throw new IllegalArgumentException("two rows are named " + name);
        }
    }

    /**
     * Adds a distribution.
     *
     * @param added whose name was not added before in its group.
     * @throws IllegalArgumentException where it was.
     */
    public void distribution(final Distribution added)
    {
        final String key = added.group() + "/" + added.name();
        if (distributions.putIfAbsent(key, added) != null)
        {
            throw new IllegalArgumentException("two distributions are named " + key);
        }
    }

    /**
     * All rows.
     *
     * @return in the order of adding; read only.
     */
    public Collection<Row> rows()
    {
        return Collections.unmodifiableCollection(rows.values());
    }

    /**
     * All distributions.
     *
     * @return in the order of adding; read only.
     */
    public Collection<Distribution> distributions()
    {
        return Collections.unmodifiableCollection(distributions.values());
    }
}
