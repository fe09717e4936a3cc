package io.interlock.config;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A list of hosts or of origins, in small letters. Stateless.
 *
 * @param what    what an item is called, with its article.
 * @param form    of an item.
 * @param example of a list.
 */
record NamesType(String what, Pattern form, String example) implements ValueType<Set<String>>
{
    private static final String HOST =
        "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*|\\[[0-9a-f:.]*:[0-9a-f:.]*])(:[1-9][0-9]{0,4})?";
    private static final int LONGEST = 300;

    /** Values of a {@code Host} header. */
    static NamesType hosts()
    {
        return new NamesType("a host", Pattern.compile(HOST), "[desk.example.com, \"10.0.0.5:8443\"]");
    }

    /** Values of an {@code Origin} header. */
    static NamesType origins()
    {
        return new NamesType("an origin", Pattern.compile("https?://" + HOST), "[\"https://desk.example.com\"]");
    }

    @Override
    public Set<String> read(final String text) throws BadValueException
    {
        final String name = text.toLowerCase(Locale.ROOT);
        if (name.length() > LONGEST || !form.matcher(name).matches())
        {
            throw new BadValueException("'" + text + "' is not " + what);
        }
        return Set.of(name);
    }

    @Override
    public String write(final Set<String> value)
    {
        // In quotes, since a colon and a bracket have a meaning of their own in a list.
        return new TreeSet<>(value).stream().map((name) -> "\"" + name + "\"").collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public String allowed()
    {
        return "a list such as " + example + ", each item " + what + " with or without a port";
    }

    @Override
    public boolean list()
    {
        return true;
    }
}
