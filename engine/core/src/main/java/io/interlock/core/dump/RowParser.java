package io.interlock.core.dump;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes a row apart. Threading: one call, one thread. */
final class RowParser
{
    private static final int HEX_DIGITS = 4;
    private static final int HEX = 16;

    private final String line;
    private int at;

    private RowParser(final String line)
    {
        this.line = line;
    }

    /** The row, or null where the line is none. */
    static DumpRow parse(final String line)
    {
        return new RowParser(line).row();
    }

    private DumpRow row()
    {
        final String name = name();
        final Map<String, String> fields = new LinkedHashMap<>();
        while (name != null && at < line.length())
        {
            if (line.charAt(at++) != ' ')
            {
                return null;
            }
            final String key = name();
            if (key == null || at >= line.length() || line.charAt(at++) != '=')
            {
                return null;
            }
            final String value = at < line.length() && line.charAt(at) == '"' ? quoted() : word();
            if (value == null || fields.put(key, value) != null)
            {
                return null;
            }
        }
        return name == null ? null : new DumpRow(name, Collections.unmodifiableMap(fields));
    }

    private String name()
    {
        final int from = at;
        while (at < line.length() && isOfName(line.charAt(at)))
        {
            at++;
        }
        return at == from ? null : line.substring(from, at);
    }

    private static boolean isOfName(final char c)
    {
        return c >= 'a' && c <= 'z' || c == '_' || c >= '0' && c <= '9';
    }

    private String word()
    {
        final int from = at;
        while (at < line.length() && line.charAt(at) > ' ' && line.charAt(at) < 0x7F && line.charAt(at) != '"' && line.charAt(at) != '\\')
        {
            at++;
        }
        return at == from ? null : line.substring(from, at);
    }

    private String quoted()
    {
        final StringBuilder text = new StringBuilder();
        at++;
        while (at < line.length())
        {
            final char c = line.charAt(at++);
            if (c == '"')
            {
                return text.toString();
            }
            if (c != '\\')
            {
                text.append(c);
            }
            else if (!escaped(text))
            {
                return null;
            }
        }
        return null;
    }

    private boolean escaped(final StringBuilder text)
    {
        if (at >= line.length())
        {
            return false;
        }
        final char c = line.charAt(at++);
        if (c == 'n')
        {
            text.append('\n');
        }
        else if (c == '"' || c == '\\')
        {
            text.append(c);
        }
        else if (c == 'u' && at + HEX_DIGITS <= line.length())
        {
            int value = 0;
            for (int i = 0; i < HEX_DIGITS; i++)
            {
                final int digit = Character.digit(line.charAt(at++), HEX);
                if (digit < 0)
                {
                    return false;
                }
                value = value * HEX + digit;
            }
            text.append((char)value);
        }
        else
        {
            return false;
        }
        return true;
    }
}
