package io.interlock.config;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads the keys of one layer, nested or dotted, by the table of {@link ConfigSchema}. It never descends into what the table does not
 * know, so a tree that refers to itself ends like any other. Threading: one thread.
 */
final class SectionReader
{
    private final Origin.Kind kind;
    private final String file;
    private final ValueReader values;
    private final ErrorList errors;

    SectionReader(final Origin.Kind kind, final String file, final UnaryOperator<String> environment, final ErrorList errors)
    {
        this.kind = kind;
        this.file = file;
        this.values = new ValueReader(environment, errors);
        this.errors = errors;
    }

    /** Something to do with one entry of a mapping. */
    interface Entry
    {
        /** Takes a key, where it stands, and its value. */
        void accept(ScalarNode key, Node value);
    }

    /** Goes through a mapping once per distinct key; a mapping that is left empty has no keys. */
    void each(final Node node, final String name, final Layer layer, final Entry entry)
    {
        if (node instanceof ScalarNode scalar && ValueReader.empty(scalar))
        {
            return;
        }
        if (!(node instanceof MappingNode mapping))
        {
            final String allowed = "write " + name + ": { key: value }";
            errors.add(origin(node, layer).error(name, values.describe(node), "needs keys of its own", allowed));
            return;
        }
        final Map<String, ScalarNode> seen = new HashMap<>();
        for (final NodeTuple tuple : mapping.getValue())
        {
            if (!(tuple.getKeyNode() instanceof ScalarNode key))
            {
                errors.add(origin(tuple.getKeyNode(), layer).error(name, "", "has a key that is not a word", ""));
                continue;
            }
            final ScalarNode first = seen.putIfAbsent(key.getValue(), key);
            if (first == null)
            {
                entry.accept(key, tuple.getValueNode());
            }
            else
            {
                twice(prefix(name) + key.getValue(), origin(key, layer), origin(first, layer));
            }
        }
    }

    /** Reads every key of a section. */
    void section(final Node node, final Layer layer)
    {
        each(node, "", layer, (key, value) -> entry("", key, value, layer));
    }

    /** Reads one entry, whose key may be dotted and may be a group with keys of its own. */
    void entry(final String group, final ScalarNode keyNode, final Node value, final Layer layer)
    {
        setting(prefix(group) + keyNode.getValue(), keyNode, value, layer);
    }

    /** Reads a key of a known full name. */
    void setting(final String name, final ScalarNode keyNode, final Node value, final Layer layer)
    {
        final ConfigKey<?> key = ConfigSchema.find(name);
        if (KeyHints.isMisplaced(name, layer.ofScope()))
        {
            errors.add(KeyHints.misplaced(name, origin(keyNode, layer)));
        }
        else if (key != null)
        {
            put(key, keyNode, value, layer);
        }
        else if (ConfigSchema.isGroup(name))
        {
            each(value, name, layer, (child, childValue) -> entry(name, child, childValue, layer));
        }
        else
        {
            errors.add(KeyHints.unknown(name, values.describe(value), origin(keyNode, layer), layer.ofScope()));
        }
    }

    private <T> void put(final ConfigKey<T> key, final ScalarNode keyNode, final Node value, final Layer layer)
    {
        final Setting<T> first = layer.get(key);
        if (first == null)
        {
            layer.put(values.read(key, value, origin(value, layer)));
        }
        else
        {
            twice(key.name(), origin(keyNode, layer), first.origin());
        }
    }

    private void twice(final String name, final Origin second, final Origin first)
    {
        final String place = "first at line " + first.line() + ", column " + first.column();
        errors.add(second.error(ConfigError.shown(name), "", "is set twice", place));
    }

    Origin origin(final Node node, final Layer layer)
    {
        final Mark mark = node.getStartMark().orElse(null);
        final int line = mark == null ? 0 : mark.getLine() + 1;
        final int column = mark == null ? 0 : mark.getColumn() + 1;
        return new Origin(kind, file, line, column, layer.section());
    }

    private static String prefix(final String group)
    {
        return group.isEmpty() ? "" : group + ".";
    }
}
