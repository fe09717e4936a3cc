package io.interlock.config;

import java.util.List;

/**
 * One of a few words. Stateless.
 *
 * @param words as they are held; letters in either case are read.
 */
record WordType(List<String> words) implements ValueType<String>
{
    static WordType of(final String... words)
    {
        return new WordType(List.of(words));
    }

    @Override
    public String read(final String text) throws BadValueException
    {
        for (final String word : words)
        {
            if (word.equalsIgnoreCase(text))
            {
                return word;
            }
        }
        throw new BadValueException("'" + text + "' is unknown" + DidYouMean.hint(text, words));
    }

    @Override
    public String write(final String value)
    {
        return value;
    }

    @Override
    public String allowed()
    {
        return words.size() == 1 ? "only " + words.get(0) : "one of " + String.join(", ", words);
    }
}
