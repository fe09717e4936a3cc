package io.interlock.cli.http;

import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Terminal;
import io.interlock.console.ConsoleException;
import io.interlock.core.mapped.GateFileException;
import io.interlock.core.mapped.GateFileReader;
import io.interlock.core.mapped.MappedHeader;
import io.interlock.core.text.CleanText;
import io.interlock.host.ConsoleFile;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The options that say which engine is meant and how it is asked. What is typed goes before what is in the environment: a variable that
 * was set for one engine must not turn a command that names the directory of another.
 *
 * <p>Threading: one thread.
 */
public final class ConnectOptions
{
    /** Is the address of a console. */
    public static final String URL_VARIABLE = "INTERLOCK_URL";

    /** Nothing that is looked up as a name. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.]+\\]");
    private static final int LONGEST_SHOWN = 200;

    @Option(names = "--directory", paramLabel = "DIR", scope = ScopeType.INHERIT, description = "The engine's data directory.")
    private Path directory;

    @Option(names = "--url", paramLabel = "URL", scope = ScopeType.INHERIT,
        description = "The engine's console, in place of a directory; else INTERLOCK_URL.")
    private String url;

    @Option(names = "--token-file", paramLabel = "FILE", scope = ScopeType.INHERIT,
        description = "A token for the console (0600); else INTERLOCK_TOKEN_FILE or INTERLOCK_TOKEN.")
    private Path tokenFile;

    @Option(names = "--ca-file", paramLabel = "FILE", scope = ScopeType.INHERIT,
        description = "With https: certificates (PEM) that are trusted, in place of Java's.")
    private Path caFile;

    @Option(names = "--timeout", paramLabel = "S", scope = ScopeType.INHERIT, defaultValue = "5", description = "Seconds to wait.")
    private int timeoutS;

    /**
     * How long an answer may take.
     *
     * @return seconds, from 1.
     * @throws CliException with {@link ExitCode#USAGE} for none.
     */
    public int timeoutS()
    {
        if (timeoutS < 1 || timeoutS > 600)
        {
            throw new CliException(ExitCode.USAGE, "--timeout is 1 to 600 s");
        }
        return timeoutS;
    }

    /**
     * Whether a directory of this machine was named.
     *
     * @return false for a URL.
     */
    public boolean isOnThisMachine()
    {
        return directory != null;
    }

    /**
     * Finds the way.
     *
     * @param terminal its environment counts where nothing is typed.
     * @return to the console where a token is configured, else to the mapped file.
     * @throws CliException with {@link ExitCode#USAGE} where the options name no engine, {@link ExitCode#BAD_INPUT} where a file that they
     *                      name cannot be used.
     */
    public Way way(final Terminal terminal)
    {
        final Map<String, String> environment = terminal.environment();
        if (url != null && directory != null)
        {
            throw new CliException(ExitCode.USAGE, "--url and --directory name two engines, or one twice: give one of them");
        }
        final String named = url != null ? url : directory == null ? environment.getOrDefault(URL_VARIABLE, "") : "";
        if (named.isBlank() && directory == null)
        {
            throw new CliException(ExitCode.USAGE, "which engine? --directory DIR names one of this machine; --url URL (or INTERLOCK_URL) "
                + "a console, with a token");
        }
        final ApiToken token = ApiToken.configured(tokenFile, environment);
        if (!named.isBlank())
        {
            if (token == null)
            {
                throw new CliException(ExitCode.USAGE, "a token is missing for " + address(named) + ": --token-file FILE, "
                    + ApiToken.FILE_VARIABLE + " or " + ApiToken.VARIABLE);
            }
            return new Way(client(named, token), null, "", token);
        }
        return token == null ? new Way(null, directory, "", null) : recorded(token);
    }

    /** The console of the engine that lives in the directory; without one the mapped file is as good, and a kill gets through. */
    private Way recorded(final ApiToken token)
    {
        try
        {
            final ConsoleFile.Found found = ConsoleFile.read(directory);
            if (found == null)
            {
                return new Way(null, directory, "it has no console", token);
            }
            return isOfThisLife(found) ? new Way(client(found.url(), token), null, "", token)
                : new Way(null, directory, ConsoleFile.NAME + " is of a former life of the engine", token);
        }
        catch (final ConsoleException unusable)
        {
            throw new CliException(ExitCode.BAD_INPUT, unusable.getMessage());
        }
    }

    /** Else a token would be told to whoever has that port now. */
    private boolean isOfThisLife(final ConsoleFile.Found found)
    {
        try (GateFileReader reader = GateFileReader.open(directory))
        {
            final MappedHeader header = reader.header();
            return header.bootId().equals(found.bootId()) && header.isAlive() && !List.of(header.guard().split(" ")).contains("CLOSED");
        }
        catch (final GateFileException unusable)
        {
            // What is wrong with it is told by whoever reads it next.
            return false;
        }
    }

    private ApiClient client(final String named, final ApiToken token)
    {
        final URI address = address(named);
        if (caFile != null && !"https".equals(address.getScheme()))
        {
            throw new CliException(ExitCode.USAGE, "--ca-file is for https, and " + address + " is not");
        }
        return new ApiClient(address, token, Trust.of(caFile), Duration.ofSeconds(timeoutS()));
    }

    /** A token goes in the clear to this machine alone. */
    static URI address(final String named)
    {
        final String shown = CleanText.line(named.replaceAll("//[^/@]*@", "//...@"), LONGEST_SHOWN);
        try
        {
            final URI uri = new URI(named.strip());
            final String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            final boolean plain = uri.getRawPath() == null || uri.getRawPath().isEmpty() || "/".equals(uri.getRawPath());
            if (!"http".equals(scheme) && !"https".equals(scheme) || uri.getHost() == null || !plain || uri.getRawQuery() != null
                || uri.getRawFragment() != null || uri.getRawUserInfo() != null || uri.getPort() == 0 || uri.getPort() > 65_535)
            {
                throw wrong(shown);
            }
            if ("http".equals(scheme) && !isThisMachine(uri.getHost()))
            {
                throw new CliException(ExitCode.USAGE, shown + " would be told the token in the clear: use https, or http to this machine");
            }
            return new URI(scheme, null, uri.getHost(), uri.getPort(), null, null, null);
        }
        catch (final URISyntaxException malformed)
        {
            throw wrong(shown);
        }
    }

    /** By its address: what a name stands for is decided elsewhere. */
    private static boolean isThisMachine(final String host)
    {
        try
        {
            return "localhost".equalsIgnoreCase(host) || LITERAL.matcher(host).matches() && InetAddress.getByName(host).isLoopbackAddress();
        }
        catch (final UnknownHostException malformed)
        {
            return false;
        }
    }

    private static CliException wrong(final String shown)
    {
        return new CliException(ExitCode.USAGE, "'" + shown + "' is no address of a console: for example http://127.0.0.1:8080, without "
            + "user, path or query");
    }
}
