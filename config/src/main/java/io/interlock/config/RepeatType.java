package io.interlock.config;

/**
 * A length of time, or never, which is held as 0. Stateless.
 *
 * @param duration what is allowed but for never.
 */
record RepeatType(DurationType duration) implements ValueType<Long>
{
    private static final String OFF = "off";

    @Override
    public Long read(final String text) throws BadValueException
    {
        return OFF.equalsIgnoreCase(text) ? Long.valueOf(0) : duration.read(text);
    }

    @Override
    public String write(final Long value)
    {
        return value == 0 ? OFF : duration.write(value);
    }

    @Override
    public String allowed()
    {
        return duration.allowed() + ", or " + OFF;
    }
}
