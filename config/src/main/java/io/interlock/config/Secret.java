package io.interlock.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Where a secret is, and how it is read: never what it is. No text of it, of an error or of a written configuration shows its value. It is
 * read each time it is asked for, so that a file that was replaced holds at once.
 *
 * <p>Threading: any thread; immutable.
 */
public final class Secret
{
    private final String reference;
    private final String variable;
    private final Path file;
    private final UnaryOperator<String> environment;

    private Secret(final String reference, final String variable, final Path file, final UnaryOperator<String> environment)
    {
        this.reference = reference;
        this.variable = variable;
        this.file = file;
        this.environment = environment;
    }

    /**
     * An environment variable.
     *
     * @param name        of the variable.
     * @param environment gives the value of a variable, or null where it is not set.
     * @return never null.
     */
    public static Secret variable(final String name, final UnaryOperator<String> environment)
    {
        return new Secret("${" + name + "}", Objects.requireNonNull(name, "name"), null, environment);
    }

    /**
     * A text with environment variables in it.
     *
     * @param text        with <code>${NAME}</code> or <code>${NAME:-default}</code> at least once.
     * @param environment gives the value of a variable, or null where it is not set.
     * @return never null.
     */
    static Secret template(final String text, final UnaryOperator<String> environment)
    {
        return new Secret(text, null, null, environment);
    }

    /**
     * The first line of a file.
     *
     * @param file for its owner alone to read.
     * @return never null.
     */
    public static Secret file(final Path file)
    {
        return new Secret(file.toString(), null, file, null);
    }

    /**
     * The secret itself. Keep it in no field, no message and no log.
     *
     * @return never empty.
     * @throws IOException naming the reference, and not the value, when there is none.
     */
    public String reveal() throws IOException
    {
        final String value = file != null ? firstLine() : variable != null ? environment.apply(variable) : filled();
        if (value == null || value.isBlank())
        {
            throw new IOException(
                file != null ? "the secret file " + file + " is empty"
                    : variable == null ? reference + " comes to nothing" : "the environment variable " + variable + " is not set");
        }
        return value.strip();
    }

    /** Shows the text's own words at most, which are no secret; never a value. */
    private String filled() throws IOException
    {
        try
        {
            return Environment.fill(reference, environment);
        }
        catch (final BadValueException missing)
        {
            throw new IOException(missing.getMessage());
        }
    }

    private String firstLine() throws IOException
    {
        try
        {
            final String text = Files.readString(file);
            final int end = text.indexOf('\n');
            return end < 0 ? text : text.substring(0, end);
        }
        catch (final IOException unreadable)
        {
            throw new IOException("the secret file " + file + " cannot be read (" + unreadable.getClass().getSimpleName() + ")");
        }
    }

    /**
     * Whether it is in a file.
     *
     * @return false where it is an environment variable.
     */
    public boolean inFile()
    {
        return file != null;
    }

    /** What is wrong with the secret or its reference, or null where nothing is; never its value. */
    String fault(final SecretMode mode)
    {
        if (inFile())
        {
            return !file.isAbsolute() ? "the path of a secret file is absolute, and this one is not" :
                mode == SecretMode.FOUND ? SecretCheck.file(file) : null;
        }
        if (variable == null)
        {
            return Environment.fault(reference, mode == SecretMode.FOUND ? environment : null);
        }
        return !Environment.isName(variable) ? "what stands between ${ and } does not name an environment variable" :
            mode == SecretMode.FOUND ? SecretCheck.variable(variable, environment) : null;
    }

    /** The reference: <code>${NAME}</code> or the file's path. */
    @Override
    public String toString()
    {
        return reference;
    }

    @Override
    public boolean equals(final Object other)
    {
        return other instanceof Secret secret && secret.reference.equals(reference) && secret.inFile() == inFile();
    }

    @Override
    public int hashCode()
    {
        return reference.hashCode();
    }
}
