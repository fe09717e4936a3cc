package io.interlock.config;

/**
 * A key that was set somewhere.
 *
 * @param key    the key.
 * @param value  its value; null where what was written could not be read, so that nothing further is concluded from it.
 * @param origin where.
 * @param <T>    the type of the value.
 */
record Setting<T>(ConfigKey<T> key, T value, Origin origin)
{
    boolean broken()
    {
        return value == null;
    }

    /** The value as a person writes it. */
    String shown()
    {
        return value == null ? "" : key.type().write(value);
    }
}
