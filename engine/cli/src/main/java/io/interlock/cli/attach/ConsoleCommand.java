package io.interlock.cli.attach;

import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Terminal;
import io.interlock.cli.Version;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigException;
import io.interlock.config.ConfigLoader;
import io.interlock.config.ConsoleConfig;
import io.interlock.console.ConsoleException;
import io.interlock.core.mapped.GateFileException;
import io.interlock.core.mapped.MappedLook;
import io.interlock.core.port.EngineClock;
import io.interlock.core.text.CleanText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code interlock console}. Threading: the main thread waits; the shutdown hook closes. */
@Command(
    name = "console",
    description = "The read-only part of the console for an engine in another process, which then needs no HTTP of its own.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
        "%nIt serves what gate.dat, the journal and notify.json in DIR tell: health, status, transitions, issues, check, metrics. "
            + "What they do not tell is null, and each answer says \"source\":\"attached\". Commands are refused: use the engine's own "
            + "console or 'interlock operator'. The engine does not notice, may be started later, and is followed over restarts.",
        "%nThe tokens of the engine's console let in, where DIR has some; otherwise the first start makes some in DIR/attached.",
        "%nRuns until SIGTERM or Ctrl-C, exit code 0. Exit code 3 where DIR or the configuration cannot be used, 1 where it cannot "
            + "listen."})
public final class ConsoleCommand implements Callable<Integer>
{
    private static final int MOST_PORT = 65_535;
    private static final int LONGEST = 500;

    private final Terminal terminal;

    @Option(names = "--attach", paramLabel = "DIR", required = true, description = "The data directory of the engine.")
    private Path directory;

    @Option(names = "--port", paramLabel = "N", description = "Where to listen; 0: any that is free. Usually console.port, else 0.")
    private Integer port;

    @Option(names = "--bind", paramLabel = "ADDR",
        description = "IP address to listen on; other than loopback only with console.tls. Usually console.bind.")
    private String bind;

    @Option(names = "--config", paramLabel = "FILE",
        description = "The engine's configuration, or one like it: its console section and engine.stale-limit hold.")
    private Path config;

    /**
     * The command.
     *
     * @param terminal where it writes.
     */
    public ConsoleCommand(final Terminal terminal)
    {
        this.terminal = terminal;
    }

    /**
     * Serves until it is stopped.
     *
     * @return {@link ExitCode#OK}.
     * @throws CliException with {@link ExitCode#USAGE} for a port that is none, {@link ExitCode#BAD_INPUT} for a directory or a
     *                      configuration that cannot be used, {@link ExitCode#FAILED} where it cannot listen.
     */
    @Override
    public Integer call()
    {
        if (port != null && (port < 0 || port > MOST_PORT))
        {
            throw new CliException(ExitCode.USAGE, "--port is 0 to " + MOST_PORT + ", not " + port);
        }
        if (!Files.isDirectory(directory))
        {
            throw new CliException(ExitCode.BAD_INPUT, "--attach " + shown() + " is no directory: give the data directory of an engine");
        }
        final BreakerConfig breaker = load();
        try (AttachedConsole console = AttachedConsole.start(directory, breaker, wanted(breaker.console())))
        {
            final Thread hook = new Thread(() -> stopAndEnd(console), "interlock-stop");
            Runtime.getRuntime().addShutdownHook(hook);
            try
            {
                // Only now: whoever waits for it may send SIGTERM at once.
                sayReady(console, breaker);
                new CountDownLatch(1).await();
            }
            catch (final InterruptedException interrupted)
            {
                Thread.currentThread().interrupt();
            }
            finally
            {
                remove(hook);
            }
            return ExitCode.OK;
        }
        catch (final ConsoleException refused)
        {
            throw new CliException(ExitCode.FAILED, CleanText.line(refused.getMessage(), LONGEST));
        }
    }

    private BreakerConfig load()
    {
        try
        {
            // Nothing is sent from here: it needs none of the secrets that the file refers to.
            return config == null ? ConfigLoader.preset("production") : ConfigLoader.loadWithoutSecrets(config, "production");
        }
        catch (final ConfigException bad)
        {
            throw new CliException(ExitCode.BAD_INPUT, bad.getMessage());
        }
    }

    private ConsoleConfig wanted(final ConsoleConfig section)
    {
        final int configured = section.enabled() ? section.port() : 0;
        return new ConsoleConfig(
            port == null ? configured : port, bind == null ? section.bind() : bind, section.certificateFile(), section.keyFile(),
            section.names(), section.limits(), section.twoPerson());
    }

    private void sayReady(final AttachedConsole console, final BreakerConfig breaker)
    {
        say("tokens: " + (console.madeTokens() != null ? "the first are in " + console.madeTokens()
            + ": hand them out, then delete that file" : "those that are there let in"));
        String engine;
        try
        {
            final MappedLook look = MappedLook.at(directory, breaker.engine().staleLimitNs(), EngineClock.SYSTEM);
            engine = "pid " + look.header().pid() + ", " + look.life().name().toLowerCase(Locale.ROOT);
        }
        catch (final GateFileException untrusted)
        {
            engine = untrusted.getMessage();
        }
        say("ready: pid " + ProcessHandle.current().pid() + ", console: " + console.url() + ", attached to " + shown() + ": " + engine);
    }

    private String shown()
    {
        return CleanText.line(directory.toString(), LONGEST);
    }

    private void say(final String what)
    {
        terminal.err().println("interlock console: " + CleanText.line(what, LONGEST));
    }

    /** In the shutdown hook: a signal's own exit code would look like a failure. */
    private void stopAndEnd(final AttachedConsole console)
    {
        console.close();
        say("stopped");
        Runtime.getRuntime().halt(ExitCode.OK);
    }

    private static void remove(final Thread hook)
    {
        try
        {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        catch (final IllegalStateException ending)
        {
            // The process ends, and the hook with it.
            return;
        }
    }
}
