package io.interlock.config;

import java.util.Locale;
import java.util.Set;

/**
 * Yes or no.
 *
 * @param yes how a set switch is written.
 * @param no  how an unset one is written.
 */
record SwitchType(String yes, String no) implements ValueType<Boolean>
{
    private static final Set<String> YES = Set.of("true", "yes", "on");
    private static final Set<String> NO = Set.of("false", "no", "off");

    @Override
    public Boolean read(final String text) throws BadValueException
    {
        final String word = text.toLowerCase(Locale.ROOT);
        if (YES.contains(word))
        {
            return true;
        }
        if (NO.contains(word))
        {
            return false;
        }
        throw new BadValueException("'" + text + "' is neither yes nor no");
    }

    @Override
    public String write(final Boolean value)
    {
        return value ? yes : no;
    }

    @Override
    public String allowed()
    {
        return "true, yes, on or false, no, off";
    }
}
