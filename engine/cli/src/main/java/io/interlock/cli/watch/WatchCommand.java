package io.interlock.cli.watch;

import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Terminal;
import io.interlock.cli.Version;
import io.interlock.config.ConfigException;
import io.interlock.config.ConfigLoader;
import io.interlock.core.mapped.GateFile;
import io.interlock.core.port.EngineClock;
import io.interlock.core.text.CleanText;
import io.interlock.core.text.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code interlock watch}. Threading: the main thread watches; the shutdown hook stops it and waits. */
@Command(
    name = "watch",
    description = "The watchdog outside: runs a command when an engine in another process gives no sign of life.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
        "%nIt reads DIR/gate.dat and needs nothing else of the engine, which does not notice and may be started later. Stale is: no sign "
            + "of life within the limit, whatever the reason (process dead or stopped, breaker thread stuck, machine started anew, file "
            + "removed, cut or damaged), or an engine at fault. A planned stop is not. An engine that is dead when the watch begins is.",
        "%nThe command is given to 'sh -c' once an incident; armed again once the engine has given signs of life for as long as the limit. "
            + "Its environment has INTERLOCK_REASON (STALE, DEAD, CLOCK, MISSING, DAMAGED, UNREADABLE, FAULT, TICKLESS; CLOSED with "
            + "--on-stop), INTERLOCK_TEXT, INTERLOCK_DIRECTORY, INTERLOCK_AGE_MS, INTERLOCK_LIMIT_MS, INTERLOCK_LEVEL, INTERLOCK_PID, "
            + "INTERLOCK_INCIDENT; empty is unknown. Never two at a time. Its output goes to stderr.",
        "%nRuns until SIGTERM or Ctrl-C, exit code 0: a command that runs is waited for. With --once 0 or 1, as the command ended. 3 where "
            + "DIR or FILE cannot be used, 4 where DIR/gate.dat may not be read, 5 where --wait was over."})
public final class WatchCommand implements Callable<Integer>
{
    private static final long MS = 1_000_000L;
    private static final long MARGIN_NS = 400 * MS;
    private static final long LEAST_LIMIT_NS = 20 * MS;
    private static final long MOST_LIMIT_NS = 3_600_000 * MS;
    private static final long LEAST_NS = 100 * MS;
    private static final int LONGEST = 500;

    private final Terminal terminal;

    @Option(names = "--attach", paramLabel = "DIR", required = true, description = "The data directory of the engine.")
    private Path directory;

    @Option(names = "--on-stale", paramLabel = "COMMAND", description = "What to run, as to a shell: the venue's cancel-all, say.")
    private String onStale;

    @Option(names = "--on-stop", paramLabel = "COMMAND", description = "What to run at a planned stop. Usually nothing is.")
    private String onStop;

    @Option(names = "--limit", paramLabel = "TIME", converter = Span.class,
        description = "Age of the last sign of life from which on the engine is stale, 20ms to 1h. Usually engine.stale-limit + 400ms.")
    private Long limitNs;

    @Option(names = "--config", paramLabel = "FILE", description = "The engine's configuration: its engine.stale-limit holds. "
        + "Otherwise 100ms.")
    private Path config;

    @Option(names = "--deadline", paramLabel = "TIME", converter = Span.class, defaultValue = "30s",
        description = "A command that runs longer is ended, with its children. Default 30s.")
    private Long deadlineNs;

    @Option(names = "--again", paramLabel = "TIME", converter = Span.class,
        description = "While an incident lasts, run the command again so long after it ended, whatever its exit code.")
    private Long againNs;

    @Option(names = "--once", description = "End after the first incident.")
    private boolean once;

    @Option(names = "--wait", paramLabel = "TIME", converter = Span.class,
        description = "Give up where no engine was there for so long. Usually it is waited for without end.")
    private Long waitNs;

    @Option(names = "--every", paramLabel = "TIME", converter = Span.class, description = "Say so often how things are.")
    private Long everyNs;

    @Option(names = "--dry-run", description = "Run nothing; say what would be run.")
    private boolean dryRun;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    /**
     * The command.
     *
     * @param terminal where it writes.
     */
    public WatchCommand(final Terminal terminal)
    {
        this.terminal = terminal;
    }

    /**
     * Watches until it is stopped.
     *
     * @return see the footer.
     * @throws CliException with {@link ExitCode#USAGE} for a duration that makes no sense, {@link ExitCode#BAD_INPUT} for a directory, a
     *                      configuration or a shell that cannot be used, {@link ExitCode#NOT_AUTHORISED} for a file that may not be read.
     */
    @Override
    public Integer call()
    {
        check();
        final Settings settings = new Settings(
            directory.toAbsolutePath().normalize(),
            new Settings.Times(limit(), orNone(againNs), orNone(waitNs), orNone(everyNs)),
            new Settings.Commands(onStale, onStop, once, dryRun));
        rehearse();
        try (Voice voice = new Voice(terminal); CommandRunner runner = new CommandRunner(deadlineNs / MS, voice))
        {
            final Watch watch = new Watch(settings, EngineClock.SYSTEM, runner, new WatchOutput(voice, json));
            final Ending ending = new Ending(watch, runner, voice);
            try
            {
                return watch.run();
            }
            finally
            {
                ending.close();
            }
        }
    }

    private static long orNone(final Long ns)
    {
        return ns == null ? 0 : ns;
    }

    private void check()
    {
        if (onStale == null && !dryRun)
        {
            throw new CliException(ExitCode.USAGE, "--on-stale COMMAND is missing: what to run when the engine is stale "
                + "(--dry-run runs nothing)");
        }
        if (blank(onStale) || blank(onStop))
        {
            throw new CliException(ExitCode.USAGE, "an empty COMMAND does nothing: leave --on-stop out, or give --dry-run");
        }
        if (limitNs != null && (limitNs < LEAST_LIMIT_NS || limitNs > MOST_LIMIT_NS))
        {
            throw new CliException(ExitCode.USAGE, "--limit is 20ms to 1h, and not " + Durations.text(limitNs / MS));
        }
        atLeast("--deadline", deadlineNs);
        atLeast("--again", againNs);
        atLeast("--wait", waitNs);
        atLeast("--every", everyNs);
        final Path file = directory.resolve(GateFile.NAME);
        if (Files.exists(directory) && !Files.isDirectory(directory))
        {
            throw new CliException(ExitCode.BAD_INPUT, "--attach " + shown(directory) + " is no directory: give the data directory of an "
                + "engine");
        }
        if (Files.exists(file) && !Files.isReadable(file))
        {
            throw new CliException(ExitCode.NOT_AUTHORISED, shown(file) + " may not be read: watch as the engine's user");
        }
    }

    private static boolean blank(final String command)
    {
        return command != null && command.isBlank();
    }

    private static void atLeast(final String option, final Long ns)
    {
        if (ns != null && ns < LEAST_NS)
        {
            throw new CliException(ExitCode.USAGE, option + " is at least 100ms, and not " + Durations.text(ns / MS));
        }
    }

    private static String shown(final Path path)
    {
        return CleanText.line(path.toString(), LONGEST);
    }

    private long limit()
    {
        if (limitNs != null)
        {
            return limitNs;
        }
        try
        {
            // It sends nothing: it needs none of the secrets that the file refers to.
            return MARGIN_NS + (config == null ? ConfigLoader.preset("production") : ConfigLoader.loadWithoutSecrets(config, "production"))
                .engine().staleLimitNs();
        }
        catch (final ConfigException bad)
        {
            throw new CliException(ExitCode.BAD_INPUT, bad.getMessage());
        }
    }

    private static void rehearse()
    {
        try
        {
            CommandRunner.rehearse();
        }
        catch (final IOException unusable)
        {
            throw new CliException(ExitCode.BAD_INPUT, "no command can be started here: " + unusable.getMessage());
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }
}
