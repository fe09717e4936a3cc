package io.interlock.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param file    the file's name as it was given; empty where the configuration was built in code.
 * @param line    from 1; 0 where the error has no place in the file.
 * @param column  from 1; 0 where the error has no place in the file.
 * @param key     the key in full, for example {@code scopes.binance.latency.alert}; empty where the file itself is at fault.
 * @param value   the value as it was written (after the environment was filled in), shortened; empty where there is none.
 * @param message what is wrong.
 * @param allowed what is allowed, or what to write instead; may be empty.
 */
public record ConfigError(String file, int line, int column, String key, String value, String message, String allowed)
{
    private static final int SHOWN = 80;

    /** Shortens the value, so that hostile input cannot fill a log. */
    public ConfigError
    {
        value = shown(value);
    }

    /**
     * The error as one line: {@code file:line:column: key: what is wrong; what is allowed}, without the parts that it does not have.
     *
     * @return never null, no line break at its end.
     */
    public String format()
    {
        final StringBuilder text = new StringBuilder();
        if (!file.isEmpty())
        {
            text.append(file).append(':');
            if (line > 0)
            {
                text.append(line).append(':').append(column).append(':');
            }
            text.append(' ');
        }
        if (!key.isEmpty())
        {
            text.append(key).append(": ");
        }
        text.append(message);
        if (!allowed.isEmpty())
        {
            text.append("; ").append(allowed);
        }
        return text.toString();
    }

    @Override
    public String toString()
    {
        return format();
    }

    /** A text that is fit for a message: one line, no control characters, not too long. */
    static String shown(final String text)
    {
        return shown(text, 1);
    }

    /** The same, with room for several values. */
    static String shown(final String text, final int values)
    {
        final int end = Math.min(text.length(), SHOWN * values);
        final StringBuilder shown = new StringBuilder(end + 1);
        for (int i = 0; i < end; i++)
        {
            final char c = text.charAt(i);
            shown.append(Character.isISOControl(c) ? ' ' : c);
        }
        return text.length() > end ? shown.append("...").toString() : shown.toString();
    }
}
