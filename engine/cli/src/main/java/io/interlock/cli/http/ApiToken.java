package io.interlock.cli.http;

import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.console.ConsoleException;
import io.interlock.console.access.PrivateFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A token, from a file that is for its owner alone, or from the environment; never from the command line, which every user of the machine
 * can read. It shows itself to nobody: {@link #toString()} has nothing of it.
 *
 * <p>Threading: immutable.
 */
public final class ApiToken
{
    /** Names a token's file. */
    public static final String FILE_VARIABLE = "INTERLOCK_TOKEN_FILE";
    /** Is a token. */
    public static final String VARIABLE = "INTERLOCK_TOKEN";

    private static final int LONGEST_FILE = 65_536;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]{1,512}={0,2}");

    private final String secret;
    private final String from;

    private ApiToken(final String secret, final String from)
    {
        if (!FORM.matcher(secret).matches())
        {
            throw new CliException(ExitCode.BAD_INPUT, "what is in " + from + " is no token: letters, digits and . _ ~ + / - alone, on one "
                + "line");
        }
        this.secret = secret;
        this.from = from;
    }

    /**
     * The token that is configured: the option's file, or what the environment names.
     *
     * @param file        of the option; null for none.
     * @param environment variables.
     * @return null where none is.
     * @throws CliException with {@link ExitCode#BAD_INPUT} where a file cannot be used.
     */
    static ApiToken configured(final Path file, final Map<String, String> environment)
    {
        final String named = environment.getOrDefault(FILE_VARIABLE, "");
        final String clear = environment.getOrDefault(VARIABLE, "").strip();
        if (file != null)
        {
            return ofFile(file);
        }
        if (!named.isBlank())
        {
            return ofFile(Path.of(named));
        }
        return clear.isEmpty() ? null : new ApiToken(clear, VARIABLE);
    }

    /**
     * Reads a file: one line with the token as its last word, so that a line of {@code console-tokens.txt} will do. Lines that begin with
     * {@code #} say nothing.
     *
     * @param file for its owner alone.
     * @return its token.
     * @throws CliException with {@link ExitCode#BAD_INPUT} saying what is wrong with it.
     */
    public static ApiToken ofFile(final Path file)
    {
        final byte[] bytes;
        try
        {
            bytes = PrivateFile.read(file, "token file", LONGEST_FILE);
        }
        catch (final ConsoleException unusable)
        {
            throw new CliException(ExitCode.BAD_INPUT, unusable.getMessage());
        }
        final List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
        if (lines.size() != 1)
        {
            throw new CliException(ExitCode.BAD_INPUT, "the token file " + file + " has " + (lines.isEmpty() ? "no token" : lines.size()
                + " lines, and which one is meant is not known: keep one line of it in a file of yours (chmod 600)"));
        }
        return new ApiToken(lines.get(0).substring(lines.get(0).lastIndexOf(' ') + 1), file.toString());
    }

    /**
     * The token itself, for whoever sends it.
     *
     * @return to be shown to nobody.
     */
    public String secret()
    {
        return secret;
    }

    String header()
    {
        return "Bearer " + secret;
    }

    /** Where it is from. */
    @Override
    public String toString()
    {
        return "the token of " + from;
    }
}
