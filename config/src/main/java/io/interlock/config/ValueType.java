package io.interlock.config;

/**
 * How the values of a key are read, checked and written. Stateless.
 *
 * @param <T> the type of the value in memory.
 */
interface ValueType<T>
{
    /**
     * Reads a value as a person writes it.
     *
     * @param text without white space around it.
     * @return the value, in range.
     * @throws BadValueException what is wrong with the text.
     */
    T read(String text) throws BadValueException;

    /** Writes a value as a person would; {@link #read} of it gives the value again. */
    String write(T value);

    /** What is allowed, for messages and for the reference. */
    String allowed();

    /** What a message may quote of a text that is wrong: all of it, but for what may hold a secret. */
    default String shown(final String text)
    {
        return text;
    }

    /** Whether the value is a list of which {@link #read} takes one item. */
    default boolean list()
    {
        return false;
    }
}
