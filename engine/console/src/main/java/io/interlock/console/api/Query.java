package io.interlock.console.api;

import io.interlock.console.http.ApiRequest;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The parameters of a request's address: each is of its type and range, and none is there that nobody reads. Threading: one thread. */
final class Query
{
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

    private final ApiRequest request;

    Query(final ApiRequest request, final String... allowed)
    {
        this.request = request;
        final List<String> known = List.of(allowed);
        for (final String name : new TreeSet<>(request.query().keySet()))
        {
            if (!known.contains(name))
            {
                throw Problems.parameter("there is no parameter \"" + Fields.checked("a parameter's name", name) + "\" here; "
                    + (known.isEmpty() ? "none is allowed" : "these are allowed: " + String.join(", ", known)));
            }
        }
    }

    /** A text; {@code absent} where it is not there. */
    String text(final String name, final String absent)
    {
        return request.query().getOrDefault(name, absent);
    }

    /** A whole number within a range; {@code absent} where it is not there. */
    long whole(final String name, final long least, final long most, final long absent)
    {
        final String text = request.query().get(name);
        if (text == null)
        {
            return absent;
        }
        final long value = WHOLE.matcher(text).matches() ? Long.parseLong(text) : -1;
        if (value < least || value > most)
        {
            throw Problems.parameter("\"" + name + "\" is a whole number from " + least + " to " + most + ", not \"" + cut(text) + '"');
        }
        return value;
    }

    /** A number; null where it is not there or empty. */
    Double decimal(final String name)
    {
        final String text = request.query().getOrDefault(name, "");
        if (text.isEmpty())
        {
            return null;
        }
        if (!DECIMAL.matcher(text).matches())
        {
            throw Problems.parameter("\"" + name + "\" is a number in decimal notation, such as 0.82, not \"" + cut(text) + '"');
        }
        return Double.valueOf(text);
    }

    /** One of an enum's names, in capitals or not. */
    <E extends Enum<E>> E word(final String name, final E[] words)
    {
        final String text = request.query().getOrDefault(name, "").toUpperCase(Locale.ROOT);
        for (final E word : words)
        {
            if (word.name().equals(text))
            {
                return word;
            }
        }
        throw Problems.parameter("\"" + name + "\" is one of " + List.of(words) + (text.isEmpty() ? ", and is missing"
            : ", not \"" + cut(text) + '"'));
    }

    private static String cut(final String text)
    {
        final String shown = text.length() > Fields.MAX_BYTES / 2 ? text.substring(0, Fields.MAX_BYTES / 2) : text;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
