package io.interlock.config;

/** A port to listen on, or none. Stateless. */
record PortType() implements ValueType<Integer>
{
    private static final String NONE = "none";
    private static final CountType PORT = new CountType(0, 65_535, false);

    @Override
    public Integer read(final String text) throws BadValueException
    {
        return NONE.equals(text) ? ConsoleConfig.OFF : PORT.read(text);
    }

    @Override
    public String write(final Integer value)
    {
        return value == ConsoleConfig.OFF ? NONE : PORT.write(value);
    }

    @Override
    public String allowed()
    {
        return PORT.allowed() + " (0: any that is free), or " + NONE;
    }
}
