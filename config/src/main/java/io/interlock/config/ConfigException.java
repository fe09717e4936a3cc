package io.interlock.config;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with a configuration, at once. The message has one line for each error, in the order of the file. */
public final class ConfigException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigError> errors;
    private final int omitted;

    ConfigException(final List<ConfigError> errors, final int omitted)
    {
        super(describe(errors, omitted));
        this.errors = List.copyOf(errors);
        this.omitted = omitted;
    }

    /**
     * The errors in the order of the file.
     *
     * @return at least one, at most {@link #LIMIT}.
     */
    public List<ConfigError> errors()
    {
        return errors;
    }

    /**
     * How many errors there were beyond {@link #LIMIT}.
     *
     * @return 0 unless the input is very wrong.
     */
    public int omitted()
    {
        return omitted;
    }

    /** No more errors than this are kept: what has more is not a configuration. */
    public static final int LIMIT = 200;

    private static String describe(final List<ConfigError> errors, final int omitted)
    {
        final String lines = errors.stream().map(ConfigError::format).collect(Collectors.joining("\n"));
        return omitted == 0 ? lines : lines + "\n(and " + omitted + " more)";
    }
}
