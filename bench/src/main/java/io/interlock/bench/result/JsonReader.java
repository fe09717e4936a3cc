package io.interlock.bench.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the JSON that harnesses write: objects become maps, arrays lists, numbers doubles. Strict, small, for files of our own; what is
 * not JSON is named with its place.
 *
 * <p>Threading: one thread, once.
 */
final class JsonReader
{
    /** Deeper than anything a harness writes, and far from the end of a stack. */
    private static final int MAX_DEPTH = 32;
    private static final int HEX = 16;
    private static final int UNICODE_DIGITS = 4;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(final String text)
    {
        this.text = text;
    }

    /**
     * Reads a whole document.
     *
     * @throws IllegalArgumentException naming what is wrong and where.
     */
    static Object read(final String text)
    {
        final JsonReader reader = new JsonReader(text);
        final Object value = reader.value();
        reader.space();
        if (reader.at < text.length())
        {
            throw reader.wrong("nothing more");
        }
        return value;
    }

    private IllegalArgumentException wrong(final String expected)
    {
        final String before = text.substring(0, Math.min(at, text.length()));
        final long line = before.chars().filter(c -> c == '\n').count() + 1;
        final int column = before.length() - before.lastIndexOf('\n');
        final String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
        return new IllegalArgumentException("line " + line + ", column " + column + ": expected " + expected + ", found " + found);
    }

    private void space()
    {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0)
        {
            at++;
        }
    }

    private boolean next(final char wanted)
    {
        space();
        if (at < text.length() && text.charAt(at) == wanted)
        {
            at++;
            return true;
        }
        return false;
    }

    private void require(final char wanted)
    {
        if (!next(wanted))
        {
            throw wrong("'" + wanted + "'");
        }
    }

    private Object value()
    {
        if (++depth > MAX_DEPTH)
        {
            throw wrong("at most " + MAX_DEPTH + " levels");
        }
        final Object value;
        if (next('{'))
        {
            value = object();
        }
        else if (next('['))
        {
            value = array();
        }
        else if (next('"'))
        {
            value = string();
        }
        else
        {
            value = number();
        }
        depth--;
        return value;
    }

    private Map<String, Object> object()
    {
        final Map<String, Object> object = new LinkedHashMap<>();
        if (next('}'))
        {
            return object;
        }
        do
        {
            require('"');
            final String key = string();
            require(':');
            if (object.put(key, value()) != null)
            {
                throw wrong("\"" + key + "\" only once in its object");
            }
        }
        while (next(','));
        require('}');
        return object;
    }

    private List<Object> array()
    {
        final List<Object> array = new ArrayList<>();
        if (next(']'))
        {
            return array;
        }
        do
        {
            array.add(value());
        }
        while (next(','));
        require(']');
        return array;
    }

    private String string()
    {
        final StringBuilder string = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"')
        {
            final char c = text.charAt(at);
            if (c < ' ')
            {
                throw wrong("no control character in a string");
            }
            at++;
            string.append(c == '\\' ? escaped() : c);
        }
        if (at++ >= text.length())
        {
            at = text.length();
            throw wrong("'\"'");
        }
        return string.toString();
    }

    private char escaped()
    {
        final char c = at < text.length() ? text.charAt(at) : ' ';
        final int plain = "\"\\/".indexOf(c);
        final int control = "bfnrt".indexOf(c);
        if (plain >= 0)
        {
            at++;
            return c;
        }
        if (control >= 0)
        {
            at++;
            return "\b\f\n\r\t".charAt(control);
        }
        if (c != 'u' || at + UNICODE_DIGITS >= text.length())
        {
            throw wrong("an escape");
        }
        final String digits = text.substring(at + 1, at + 1 + UNICODE_DIGITS);
        if (!digits.matches("[0-9a-fA-F]{4}"))
        {
            throw wrong("four hexadecimal digits");
        }
        at += 1 + UNICODE_DIGITS;
        return (char)Integer.parseInt(digits, HEX);
    }

    private Double number()
    {
        space();
        int end = at;
        while (end < text.length() && "+-.0123456789eE".indexOf(text.charAt(end)) >= 0)
        {
            end++;
        }
        final String number = text.substring(at, end);
        if (!number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?"))
        {
            throw wrong("a value");
        }
        at = end;
        return Double.valueOf(number);
    }
}
