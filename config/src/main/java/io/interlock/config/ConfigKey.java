package io.interlock.config;

/**
 * One key of the configuration: the only place that says what it is called, what it may hold and what it means.
 *
 * @param name    dotted, for example {@code latency.alert}.
 * @param scoped  whether a scope's section may hold it; otherwise it belongs to the top level.
 * @param type    how its values are read and written.
 * @param meaning one sentence for the reference.
 * @param <T>     the type of its value.
 */
record ConfigKey<T>(String name, boolean scoped, ValueType<T> type, String meaning)
{
    /** The part before the dot, or the empty text. */
    String group()
    {
        final int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }

    /** The part after the dot, or the whole name. */
    String leaf()
    {
        return name.substring(name.indexOf('.') + 1);
    }

    @Override
    public String toString()
    {
        return name;
    }
}
