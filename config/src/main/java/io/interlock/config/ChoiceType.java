package io.interlock.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One of a few words, which are the constants of an enum in lower case with hyphens.
 *
 * @param choices every constant of the enum.
 * @param <E>     the enum.
 */
record ChoiceType<E extends Enum<E>>(List<E> choices) implements ValueType<E>
{
    static <E extends Enum<E>> ChoiceType<E> of(final Class<E> type)
    {
        return new ChoiceType<>(Arrays.asList(type.getEnumConstants()));
    }

    @Override
    public E read(final String text) throws BadValueException
    {
        for (final E choice : choices)
        {
            if (write(choice).equalsIgnoreCase(text))
            {
                return choice;
            }
        }
        throw new BadValueException("'" + text + "' is unknown" + DidYouMean.hint(text, choices.stream().map(this::write).toList()));
    }

    @Override
    public String write(final E value)
    {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String allowed()
    {
        return "one of " + choices.stream().map(this::write).collect(Collectors.joining(", "));
    }
}
