package io.interlock.config;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
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
        if (key != null && layer.ofScope() && !key.scoped() || ConfigSchema.isGroup(name) && misplaced(name, layer))
        {
            errors.add(origin(keyNode, layer).error(name, "", "belongs to the whole engine, not to a scope", "move it to the top level"));
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
            errors.add(unknown(name, keyNode, value, layer));
        }
    }

    private static boolean misplaced(final String group, final Layer layer)
    {
        return layer.ofScope() && !ConfigSchema.isScopedGroup(group);
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

    private ConfigError unknown(final String name, final ScalarNode keyNode, final Node value, final Layer layer)
    {
        final Origin origin = origin(keyNode, layer);
        final String shown = ConfigError.shown(name);
        final String written = values.describe(value);
        final LegacyNames.Legacy legacy = LegacyNames.find(name.substring(name.lastIndexOf('.') + 1));
        if (legacy != null)
        {
            return origin.error(shown, written, "is a name of other breakers", legacy.replacement(written));
        }
        final String nearest = meant(name, layer);
        if (nearest != null)
        {
            return origin.error(shown, written, "is not a key", "did you mean " + nearest + "?");
        }
        final int dot = name.lastIndexOf('.');
        final String group = dot < 0 ? "" : name.substring(0, dot);
        return origin.error(shown, written, "is not a key", "keys here are " + String.join(", ", keysOf(group, layer)));
    }

    // A key that lost its group is meant as often as one with a wrong letter.
    private static String meant(final String name, final Layer layer)
    {
        final var ofThatLeaf = ConfigSchema.candidates(layer.ofScope()).stream().filter((key) -> key.endsWith("." + name)).toList();
        return ofThatLeaf.size() == 1 ? ofThatLeaf.get(0) : DidYouMean.nearest(name, ConfigSchema.candidates(layer.ofScope()));
    }

    private static TreeSet<String> keysOf(final String group, final Layer layer)
    {
        final TreeSet<String> names = new TreeSet<>();
        for (final String candidate : ConfigSchema.candidates(layer.ofScope()))
        {
            final boolean inGroup = candidate.startsWith(group + ".");
            if (ConfigSchema.isGroup(group) ? inGroup : candidate.indexOf('.') < 0)
            {
                names.add(inGroup ? candidate.substring(group.length() + 1) : candidate);
            }
        }
        return names;
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
