package io.interlock.console.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads paths and queries, each in the one way that leaves nothing to interpret: what two readers could take differently is refused.
 * Threading: stateless.
 */
final class Targets
{
    static final int LONGEST_PATH = 1_024;
    static final int LONGEST_QUERY = 2_048;
    private static final int MOST_KEYS = 32;
    private static final String PATH = "-._~!$&'()*+,=:@%";
    private static final String QUERY = PATH + "/?;";
    private static final int HEX = 16;

    private Targets()
    {
    }

    /** The parts of a path, decoded; none for the root. */
    static List<String> path(final String target)
    {
        if (target.length() > LONGEST_PATH)
        {
            throw Refusal.form(414, "path-too-long", "A path may be " + LONGEST_PATH + " characters long.");
        }
        if (target.isEmpty() || target.charAt(0) != '/')
        {
            throw bad("A path begins with a slash; whole addresses, and parameters after a semicolon, are not taken.");
        }
        final List<String> parts = new ArrayList<>();
        if (target.length() == 1)
        {
            return parts;
        }
        for (final String raw : target.substring(1).split("/", -1))
        {
            final String part = decode(raw, PATH, false);
            if (part == null || part.isEmpty() || ".".equals(part) || "..".equals(part) || part.indexOf('/') >= 0 || part.indexOf('\\') >= 0
                || part.indexOf('%') >= 0)
            {
                throw bad("A path is made of parts between single slashes, without dots alone, and without %2F, %5C, %25 or control "
                    + "characters.");
            }
            parts.add(part);
        }
        return parts;
    }

    /** Keys and values of a query, decoded. */
    static Map<String, String> query(final String query)
    {
        final Map<String, String> values = new LinkedHashMap<>();
        if (query.isEmpty())
        {
            return values;
        }
        if (query.length() > LONGEST_QUERY)
        {
            throw Refusal.form(414, "query-too-long", "A query may be " + LONGEST_QUERY + " characters long.");
        }
        for (final String pair : query.split("&", MOST_KEYS + 1))
        {
            final int equals = pair.indexOf('=');
            final String key = decode(equals < 0 ? pair : pair.substring(0, equals), QUERY, true);
            final String value = equals < 0 ? "" : decode(pair.substring(equals + 1), QUERY, true);
            if (key == null || key.isEmpty() || value == null || values.size() == MOST_KEYS)
            {
                throw Refusal.form(400, "bad-query", "A query is made of at most " + MOST_KEYS + " pairs key=value in UTF-8, joined by &, "
                    + "with everything else than letters, digits and -._~ percent-encoded, and without control characters.");
            }
            if (values.put(key, value) != null)
            {
                throw Refusal.form(400, "repeated-query-key", "A key of the query comes more than once. Send each once.");
            }
        }
        return values;
    }

    private static Refusal bad(final String detail)
    {
        return Refusal.form(400, "bad-path", detail);
    }

    /** The text, or null where it has a character that is not allowed, a broken escape, or what is not UTF-8. */
    private static String decode(final String raw, final String allowed, final boolean form)
    {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++)
        {
            final char c = raw.charAt(i);
            if (c == '%')
            {
                final int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), HEX) : -1;
                final int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), HEX) : -1;
                if (high < 0 || low < 0 || raw.charAt(i + 1) > '~' || raw.charAt(i + 2) > '~')
                {
                    return null;
                }
                bytes.write(high * HEX + low);
                i += 2;
            }
            else if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || allowed.indexOf(c) >= 0)
            {
                bytes.write(form && c == '+' ? ' ' : c);
            }
            else
            {
                return null;
            }
        }
        try
        {
            final String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
            return text.chars().anyMatch(Character::isISOControl) ? null : text;
        }
        catch (final CharacterCodingException notText)
        {
            return null;
        }
    }
}
