package io.interlock.config;

import java.util.List;

/**
 * A channel, or a step of the escalation, as it was written and before it is judged; from a file or from code.
 *
 * @param name    the channel's name or the step's number.
 * @param origin  where it stands.
 * @param entries its keys, each once.
 */
record Written(String name, Origin origin, List<Entry> entries)
{
    /** What stands beside a key. */
    enum Shape
    {
        /** One value. */
        ONE,
        /** A list of values. */
        LIST,
        /** Nothing. */
        NONE,
        /** Keys of its own, or a list of other things than values. */
        OTHER
    }

    /**
     * One key.
     *
     * @param key       as it was written.
     * @param keyOrigin where the key stands.
     * @param shape     what stands beside it.
     * @param items     the values, if any.
     * @param origin    where the value stands.
     * @param secret    where code gave one, else null.
     */
    record Entry(String key, Origin keyOrigin, Shape shape, List<Item> items, Origin origin, Secret secret)
    {
    }

    /**
     * One value.
     *
     * @param text   before the environment is filled in.
     * @param origin where it stands.
     */
    record Item(String text, Origin origin)
    {
    }
}
