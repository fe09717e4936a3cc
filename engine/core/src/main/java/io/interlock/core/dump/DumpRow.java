package io.interlock.core.dump;

import java.util.Map;

/**
 * One row of a section. Immutable.
 *
 * @param name   what it is.
 * @param fields by key, in the order of the file; text without its quotes and escapes.
 */
public record DumpRow(String name, Map<String, String> fields)
{
    /**
     * A field.
     *
     * @param key its key.
     * @return null where it is left out.
     */
    public String get(final String key)
    {
        return fields.get(key);
    }

    /**
     * A whole number.
     *
     * @param key its key.
     * @return what the field says.
     * @throws DumpException where it is left out or is no whole number.
     */
    public long number(final String key)
    {
        try
        {
            return Long.parseLong(String.valueOf(get(key)));
        }
        catch (final NumberFormatException other)
        {
            throw new DumpException("field " + key + " of row " + this + " is no whole number", other);
        }
    }

    /**
     * A number.
     *
     * @param key its key.
     * @return NaN where it is left out.
     * @throws DumpException where it is no number.
     */
    public double decimal(final String key)
    {
        try
        {
            return get(key) == null ? Double.NaN : Double.parseDouble(get(key));
        }
        catch (final NumberFormatException other)
        {
            throw new DumpException("field " + key + " of row " + this + " is no number", other);
        }
    }
}
