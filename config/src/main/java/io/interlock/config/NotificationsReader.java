package io.interlock.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads the key {@code notifications} of a file. Where something has the wrong shape no message shows it: it may be a secret that lost its
 * key. Threading: one thread.
 */
final class NotificationsReader
{
    private static final String DOT = ".";

    private final Layer top;
    private final SectionReader sections;
    private final NotificationsJudge judge;
    private final ErrorList errors;
    private final Map<String, Origin> seen = new HashMap<>();

    NotificationsReader(final Layer top, final SectionReader sections, final NotificationsJudge judge, final ErrorList errors)
    {
        this.top = top;
        this.sections = sections;
        this.judge = judge;
        this.errors = errors;
    }

    /** Whether a key of the top level is read here. */
    static boolean takes(final String name)
    {
        return ConfigSchema.NOTIFICATIONS.equals(name) || name.startsWith(ConfigSchema.NOTIFICATIONS + DOT);
    }

    /** Reads a key of the top level: {@code notifications}, or a dotted one below it. */
    void entry(final ScalarNode key, final Node value)
    {
        final String name = key.getValue();
        if (!ConfigSchema.NOTIFICATIONS.equals(name))
        {
            below(name, key, value);
        }
        else if (shaped(value, name, "write notifications: { channels: { NAME: { type: TYPE } } }"))
        {
            sections.each(value, name, top, (child, of) -> below(name + DOT + child.getValue(), child, of));
        }
    }

    private void below(final String name, final ScalarNode key, final Node value)
    {
        final String nested = "write notifications: { channels: { NAME: { type: TYPE } } }";
        if (ConfigSchema.CHANNELS.equals(name))
        {
            if (first(name, key) && shaped(value, name, nested))
            {
                sections.each(value, name, top, this::channel);
            }
        }
        else if (ConfigSchema.ESCALATION.equals(name))
        {
            if (first(name, key))
            {
                escalation(value);
            }
        }
        else if (name.startsWith(ConfigSchema.CHANNELS + DOT) || name.startsWith(ConfigSchema.ESCALATION + DOT))
        {
            errors.add(origin(key).error(name.startsWith(ConfigSchema.CHANNELS) ? ConfigSchema.CHANNELS : ConfigSchema.ESCALATION, "",
                "has no dotted keys below it", nested));
        }
        else
        {
            sections.setting(name, key, value, top);
        }
    }

    private boolean first(final String name, final ScalarNode key)
    {
        final Origin origin = origin(key);
        final Origin before = seen.putIfAbsent(name, origin);
        if (before != null)
        {
            errors.add(origin.error(name, "", "is set twice", "first at line " + before.line() + ", column " + before.column()));
        }
        return before == null;
    }

    private boolean shaped(final Node value, final String path, final String allowed)
    {
        final boolean shaped = value instanceof MappingNode || value instanceof ScalarNode scalar && ValueReader.empty(scalar);
        if (!shaped)
        {
            errors.add(origin(value).error(path, "", "needs keys of its own", allowed));
        }
        return shaped;
    }

    private void channel(final ScalarNode name, final Node value)
    {
        final String path = ConfigSchema.CHANNELS + DOT + ConfigError.shown(name.getValue());
        if (shaped(value, path, "write " + path + ": { type: TYPE, ... }"))
        {
            judge.channel(written(name.getValue(), path, origin(name), value));
        }
    }

    private void escalation(final Node value)
    {
        if (value instanceof ScalarNode scalar && ValueReader.empty(scalar))
        {
            return;
        }
        final String form = "write escalation: [{ after: 5m, channels: [NAME] }]";
        if (!(value instanceof SequenceNode list))
        {
            errors.add(origin(value).error(ConfigSchema.ESCALATION, "", "is not a list", form));
            return;
        }
        int number = 0;
        for (final Node step : list.getValue())
        {
            number++;
            final String path = ConfigSchema.ESCALATION + DOT + number;
            if (step instanceof MappingNode)
            {
                judge.step(written(Integer.toString(number), path, origin(step), step));
            }
            else
            {
                errors.add(origin(step).error(path, "", "needs keys of its own", form));
            }
        }
    }

    private Written written(final String name, final String path, final Origin origin, final Node mapping)
    {
        final List<Written.Entry> entries = new ArrayList<>();
        sections.each(mapping, path, top, (key, value) ->
            entries.add(new Written.Entry(key.getValue(), origin(key), shape(value), items(value), origin(value), null)));
        return new Written(name, origin, entries);
    }

    private static Written.Shape shape(final Node value)
    {
        if (value instanceof ScalarNode scalar)
        {
            return ValueReader.empty(scalar) ? Written.Shape.NONE : Written.Shape.ONE;
        }
        final boolean list = value instanceof SequenceNode sequence && sequence.getValue().stream().allMatch(ScalarNode.class::isInstance);
        return list ? Written.Shape.LIST : Written.Shape.OTHER;
    }

    private List<Written.Item> items(final Node value)
    {
        final List<Written.Item> items = new ArrayList<>();
        if (value instanceof ScalarNode scalar)
        {
            items.add(new Written.Item(scalar.getValue(), origin(value)));
        }
        else if (value instanceof SequenceNode list)
        {
            for (final Node item : list.getValue())
            {
                if (item instanceof ScalarNode scalar)
                {
                    items.add(new Written.Item(scalar.getValue(), origin(item)));
                }
            }
        }
        return items;
    }

    private Origin origin(final Node node)
    {
        return sections.origin(node, top);
    }
}
