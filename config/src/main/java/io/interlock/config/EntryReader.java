package io.interlock.config;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what stands beside a key of a channel or of a step: values or a secret's reference. Threading: one thread. */
final class EntryReader
{
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]*)}");

    private final UnaryOperator<String> environment;
    private final SecretMode mode;
    private final ErrorList errors;

    /** The environment is null where texts stand for themselves. */
    EntryReader(final UnaryOperator<String> environment, final SecretMode mode, final ErrorList errors)
    {
        this.environment = environment;
        this.mode = mode;
        this.errors = errors;
    }

    /** The values as their type writes them, or null and an error. The path is the key in full. */
    List<String> texts(final ChannelKey key, final Written.Entry entry, final String path)
    {
        final boolean list = key.kind() == ChannelKey.Kind.LIST;
        final String fault = switch (entry.shape())
        {
            case NONE -> "has no value";
            case OTHER -> list ? "has an item that is not a word" : "takes one value, not further keys";
            case ONE -> list ? "is not a list" : null;
            case LIST -> !list ? "takes one value, not a list" : entry.items().isEmpty() ? "is an empty list" : null;
        };
        if (fault != null)
        {
            errors.add(entry.origin().error(path, "", fault, "allowed is " + key.allowed()));
            return null;
        }
        final List<String> texts = new ArrayList<>();
        boolean broken = false;
        for (final Written.Item item : entry.items())
        {
            final String text = text(key, item, path);
            if (text != null && texts.contains(text))
            {
                errors.add(item.origin().error(path, key.type().shown(text), "has an item twice", "name each once"));
            }
            broken |= text == null || texts.contains(text);
            texts.add(text);
        }
        return broken ? null : texts;
    }

    private String text(final ChannelKey key, final Written.Item item, final String path)
    {
        String text = item.text();
        try
        {
            text = environment == null ? text : Environment.fill(text, environment);
        }
        catch (final BadValueException e)
        {
            final String allowed = Environment.advice(environment);
            errors.add(item.origin().error(path, item.text(), ConfigError.shown(e.getMessage()), allowed));
            return null;
        }
        text = text.strip();
        try
        {
            return key.canonical(text);
        }
        catch (final BadValueException e)
        {
            final String allowed = "allowed is " + key.type().allowed();
            errors.add(item.origin().error(path, key.type().shown(text), ConfigError.shown(e.getMessage(), 2), allowed));
            return null;
        }
    }

    /** Whether what may be a value stands there as a secret's file, or has a variable in it: then what it comes to is in no text. */
    boolean refers(final ChannelKey key, final Written.Entry entry)
    {
        return entry.secret() != null || !entry.key().equals(key.name())
            || environment != null && entry.shape() == Written.Shape.ONE && Environment.refers(entry.items().get(0).text());
    }

    /** The value of a secret that its type has rules for; nothing where it is not looked for, or breaks them, which is an error. */
    Optional<String> hidden(final ChannelKey key, final Secret secret, final Written.Entry entry, final String path)
    {
        if (key.type() == null || mode != SecretMode.FOUND)
        {
            return Optional.empty();
        }
        try
        {
            return Optional.of(key.canonical(secret.reveal()));
        }
        catch (final BadValueException e)
        {
            errors.add(entry.origin().error(path, "", "refers to no address that can be used: " + e.getMessage(),
                "with what it refers to allowed is " + key.type().allowed()));
        }
        catch (final IOException gone)
        {
            errors.add(entry.origin().error(path, "", ConfigError.shown(gone.getMessage(), 4), "write " + key.allowed()));
        }
        return Optional.empty();
    }

    /** The reference to a secret, or null and an error, which shows nothing of what was written in its place. */
    Secret secret(final ChannelKey key, final Written.Entry entry, final String path)
    {
        try
        {
            final Secret secret = entry.secret() != null ? entry.secret() : reference(key, entry);
            final String fault = secret.fault(mode);
            if (fault == null)
            {
                return secret;
            }
            throw new BadValueException(fault);
        }
        catch (final BadValueException e)
        {
            errors.add(entry.origin().error(path, "", ConfigError.shown(e.getMessage(), 4), "write " + key.allowed()));
            return null;
        }
    }

    // No message of these quotes anything.
    private Secret reference(final ChannelKey key, final Written.Entry entry) throws BadValueException
    {
        if (environment == null)
        {
            throw new BadValueException("is a secret, and stands among the settings");
        }
        if (entry.shape() != Written.Shape.ONE)
        {
            throw new BadValueException(entry.shape() == Written.Shape.NONE ? "has no value" : "takes one value");
        }
        final String text = entry.items().get(0).text().strip();
        if (!entry.key().equals(key.name()))
        {
            return file(text);
        }
        if (!key.secret())
        {
            return Secret.template(text, environment);
        }
        final Matcher matcher = REFERENCE.matcher(text);
        if (!matcher.matches() || !Environment.isName(matcher.group(1)))
        {
            // A default in the reference is a literal too.
            throw new BadValueException("is a secret, and a configuration holds no secrets");
        }
        return Secret.variable(matcher.group(1), environment);
    }

    private Secret file(final String text) throws BadValueException
    {
        final String filled;
        try
        {
            filled = Environment.fill(text, environment);
        }
        catch (final BadValueException quotes)
        {
            throw new BadValueException("has a reference to an environment variable that is malformed or not set");
        }
        try
        {
            if (Path.of(filled.strip()).isAbsolute())
            {
                return Secret.file(Path.of(filled.strip()));
            }
        }
        catch (final InvalidPathException quotes)
        {
            throw new BadValueException("is not a path");
        }
        throw new BadValueException("is not the absolute path of a file");
    }
}
