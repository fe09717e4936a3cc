package io.interlock.core.machine;

/**
 * Is shown the state of a machine, field by field, always in the same order.
 *
 * <p>Threading: the machine's; live the breaker thread, so it must not block, throw or allocate there.
 */
public interface StateSink
{
    /**
     * A number.
     *
     * @param name  of the field, for whoever compares two machines.
     * @param value a count, a code, nanoseconds, or the bits of a double.
     */
    void number(String name, long value);

    /**
     * A text.
     *
     * @param name  of the field.
     * @param value of any length.
     */
    void text(String name, String value);
}
