package io.interlock.config;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A list of tags. A tag that is nearly {@link ScopeConfig#AGGRESSIVE} is an error: misspelt it would let orders through. */
record TagsType() implements ValueType<Set<String>>
{
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    @Override
    public Set<String> read(final String text) throws BadValueException
    {
        if (!TAG.matcher(text).matches())
        {
            throw new BadValueException("'" + text + "' is not a tag");
        }
        final String meant = DidYouMean.hint(text, List.of(ScopeConfig.AGGRESSIVE));
        if (!ScopeConfig.AGGRESSIVE.equals(text) && !meant.isEmpty())
        {
            throw new BadValueException("'" + text + "' is too near to a tag that has a meaning" + meant);
        }
        return Set.of(text);
    }

    @Override
    public String write(final Set<String> value)
    {
        return "[" + String.join(", ", new TreeSet<>(value)) + "]";
    }

    @Override
    public String allowed()
    {
        return "a list of tags such as [" + ScopeConfig.AGGRESSIVE + "], each of 1 to 64 letters, digits, '.', '_' or '-'";
    }

    @Override
    public boolean list()
    {
        return true;
    }
}
