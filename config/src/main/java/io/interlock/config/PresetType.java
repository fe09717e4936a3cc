package io.interlock.config;

/** The name of a preset. */
record PresetType() implements ValueType<String>
{
    @Override
    public String read(final String text) throws BadValueException
    {
        if (Presets.NAMES.contains(text))
        {
            return text;
        }
        throw new BadValueException("'" + text + "' is not a preset" + DidYouMean.hint(text, Presets.NAMES));
    }

    @Override
    public String write(final String value)
    {
        return value;
    }

    @Override
    public String allowed()
    {
        return "one of " + String.join(", ", Presets.NAMES);
    }
}
