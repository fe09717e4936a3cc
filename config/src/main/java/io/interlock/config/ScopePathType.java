package io.interlock.config;

/** The path of a scope. Stateless. */
record ScopePathType() implements ValueType<String>
{
    @Override
    public String read(final String text) throws BadValueException
    {
        final String fault = ScopePaths.fault(text);
        if (fault != null)
        {
            throw new BadValueException(fault);
        }
        return text;
    }

    @Override
    public String write(final String value)
    {
        return value;
    }

    @Override
    public String allowed()
    {
        return "the path of a scope: " + ScopePaths.ALLOWED;
    }
}
