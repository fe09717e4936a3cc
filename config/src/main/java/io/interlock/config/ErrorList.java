package io.interlock.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects errors while a configuration is read. Threading: one thread. */
final class ErrorList
{
    private final List<ConfigError> errors = new ArrayList<>();
    private int omitted;

    ErrorList()
    {
    }

    /** A list that starts with the errors of another and does not change it. */
    ErrorList(final ErrorList other)
    {
        errors.addAll(other.errors);
        omitted = other.omitted;
    }

    void add(final ConfigError error)
    {
        if (errors.size() < ConfigException.LIMIT)
        {
            errors.add(error);
        }
        else
        {
            omitted++;
        }
    }

    /** How many there are, with those that are not kept: more than before means that something was wrong in between. */
    int count()
    {
        return errors.size() + omitted;
    }

    boolean isEmpty()
    {
        return errors.isEmpty();
    }

    /** Throws what was collected, if anything was. */
    void conclude()
    {
        if (!errors.isEmpty())
        {
            // Order rules are judged after reading; a person goes through a file from top to bottom.
            errors.sort(Comparator.comparingInt(ConfigError::line).thenComparingInt(ConfigError::column));
            throw new ConfigException(errors, omitted);
        }
    }
}
