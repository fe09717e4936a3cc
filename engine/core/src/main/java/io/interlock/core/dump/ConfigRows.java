package io.interlock.core.dump;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigYaml;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A configuration, value by value, put into words at the launch. Names and units are those of the configuration's own records: nanoseconds,
 * parts per billion.
 *
 * <p>Threading: immutable.
 */
public final class ConfigRows
{
    private final String preset;
    private final List<Value> values = new ArrayList<>();

    private record Value(String scope, String name, String text)
    {
    }

    /**
     * Puts a configuration into words.
     *
     * @param config in force.
     */
    public ConfigRows(final BreakerConfig config)
    {
        preset = config.preset();
        add(null, "engine", config.engine());
        add(null, "journal", config.journal());
        add(null, "gateway", config.gateway());
        // As a person writes them, and with the references of secrets.
        ConfigYaml.of(config.notifications()).lines().forEach((line) -> values.add(new Value(null, "notifications", line.strip())));
        for (final var section : new TreeMap<>(config.sections()).entrySet())
        {
            addParts(section.getKey(), "", section.getValue());
        }
    }

    private void add(final String scope, final String name, final Object value)
    {
        if (value instanceof Record)
        {
            addParts(scope, name + '.', value);
        }
        else
        {
            // Sets are told in another order by every process.
            final Object told = value instanceof Collection<?> many ? new TreeSet<>(many) : value;
            values.add(new Value(scope, name, String.valueOf(told)));
        }
    }

    private void addParts(final String scope, final String prefix, final Object of)
    {
        for (final RecordComponent component : of.getClass().getRecordComponents())
        {
            try
            {
                add(scope, prefix + component.getName(), component.getAccessor().invoke(of));
            }
            catch (final ReflectiveOperationException hidden)
            {
                values.add(new Value(scope, prefix + component.getName(), "cannot be read: " + hidden));
            }
        }
    }

    void write(final DumpWriter writer)
    {
        writer.row("preset").text("name", preset).end();
        for (int i = 0; i < values.size(); i++)
        {
            final Value value = values.get(i);
            writer.row("value").text("scope", value.scope).text("name", value.name).text("value", value.text).end();
        }
    }
}
