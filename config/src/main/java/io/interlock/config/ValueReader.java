package io.interlock.config;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the value of one key: fills in the environment, then asks the key's type. Threading: one thread. */
final class ValueReader
{
    private final UnaryOperator<String> environment;
    private final ErrorList errors;

    ValueReader(final UnaryOperator<String> environment, final ErrorList errors)
    {
        this.environment = environment;
        this.errors = errors;
    }

    /** The setting; a broken one where the value cannot be read, and then there is an error for it. */
    <T> Setting<T> read(final ConfigKey<T> key, final Node node, final Origin origin)
    {
        return key.type().list() ? readList(key, node, origin) : readOne(key, node, origin);
    }

    private <T> Setting<T> readOne(final ConfigKey<T> key, final Node node, final Origin origin)
    {
        if (!(node instanceof ScalarNode scalar))
        {
            final String given = node instanceof SequenceNode ? "a list" : "further keys";
            return refuse(key, origin, "", "takes one value, not " + given);
        }
        if (empty(scalar))
        {
            return refuse(key, origin, "", "has no value");
        }
        return new Setting<>(key, item(key, scalar, origin), origin);
    }

    @SuppressWarnings("unchecked") // Every list in the table is a Set<String>.
    private <T> Setting<T> readList(final ConfigKey<T> key, final Node node, final Origin origin)
    {
        if (!(node instanceof SequenceNode list))
        {
            return refuse(key, origin, describe(node), "is not a list");
        }
        final Set<String> items = new TreeSet<>();
        for (final Node child : list.getValue())
        {
            final Origin place = new Origin(origin.kind(), origin.name(), line(child), column(child), origin.section());
            if (!(child instanceof ScalarNode scalar))
            {
                return refuse(key, place, "", "has an item that is not a word");
            }
            final T item = item(key, scalar, place);
            if (item == null)
            {
                return new Setting<>(key, null, origin);
            }
            items.addAll((Set<String>)item);
        }
        return new Setting<>(key, (T)items, origin);
    }

    /** One value, or null and an error. */
    private <T> T item(final ConfigKey<T> key, final ScalarNode scalar, final Origin origin)
    {
        String text = scalar.getValue();
        try
        {
            text = Environment.fill(text, environment);
        }
        catch (final BadValueException e)
        {
            errors.add(origin.error(key.name(), text, ConfigError.shown(e.getMessage()), Environment.advice(environment)));
            return null;
        }
        return parse(key, text.strip(), origin, errors);
    }

    /** Reads a text as the value of a key, or gives null and an error. */
    static <T> T parse(final ConfigKey<T> key, final String text, final Origin origin, final ErrorList errors)
    {
        try
        {
            return key.type().read(text);
        }
        catch (final BadValueException e)
        {
            final String allowed = "allowed is " + key.type().allowed();
            errors.add(origin.error(key.name(), key.type().shown(text), ConfigError.shown(e.getMessage(), 2), allowed));
            return null;
        }
    }

    private <T> Setting<T> refuse(final ConfigKey<T> key, final Origin origin, final String value, final String message)
    {
        errors.add(origin.error(key.name(), value, message, "allowed is " + key.type().allowed()));
        return new Setting<>(key, null, origin);
    }

    static boolean empty(final ScalarNode scalar)
    {
        return scalar.isPlain() && Set.of("", "~", "null", "Null", "NULL").contains(scalar.getValue());
    }

    /** A value as it was written, for a message; what is no scalar has no text. */
    String describe(final Node node)
    {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static int line(final Node node)
    {
        return node.getStartMark().map((mark) -> mark.getLine() + 1).orElse(0);
    }

    private static int column(final Node node)
    {
        return node.getStartMark().map((mark) -> mark.getColumn() + 1).orElse(0);
    }
}
