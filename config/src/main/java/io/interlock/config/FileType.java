package io.interlock.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A file by its whole path, or none. Whether it is there is looked at by who needs it. A relative path is an error: it would be another
 * file for each folder that the process may be started in.
 *
 * @param what "file" or "folder".
 */
record FileType(String what) implements ValueType<String>
{
    private static final String NONE = "none";

    @Override
    public String read(final String text) throws BadValueException
    {
        if (NONE.equals(text))
        {
            return "";
        }
        try
        {
            if (text.isEmpty() || !Path.of(text).isAbsolute())
            {
                throw new BadValueException("'" + text + "' is not an absolute path");
            }
        }
        catch (final InvalidPathException impossible)
        {
            throw new BadValueException("'" + text + "' is not a path");
        }
        return text;
    }

    @Override
    public String write(final String value)
    {
        return value.isEmpty() ? NONE : value;
    }

    @Override
    public String allowed()
    {
        return "the absolute path of a " + what + ", or " + NONE;
    }
}
