package io.interlock.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Collects errors while a configuration is read. Threading: one thread. */
final class ErrorList
{
    private final List<ConfigError> errors = new ArrayList<>();
    private int omitted;

    /** Whether somebody knows a host by its name. */
    private final Predicate<String> hosts;

    ErrorList()
    {
        this(host -> true);
    }

    /** Where hosts are asked for while it is read; else a resolver that is down would keep a breaker from starting. */
    ErrorList(final Predicate<String> hosts)
    {
        this.hosts = hosts;
    }

    /** A list that starts with the errors of another and does not change it. */
    ErrorList(final ErrorList other)
    {
        hosts = other.hosts;
        errors.addAll(other.errors);
        omitted = other.omitted;
    }

    boolean knowsHost(final String host)
    {
        return hosts.test(host);
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
