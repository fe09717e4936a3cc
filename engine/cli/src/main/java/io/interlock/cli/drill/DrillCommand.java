package io.interlock.cli.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.cli.ByteSink;
import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Shown;
import io.interlock.cli.Terminal;
import io.interlock.cli.Version;
import io.interlock.cli.http.Way;
import io.interlock.cli.live.OperatorCommand;
import io.interlock.core.model.Level;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code interlock operator drill}. */
@Command(
    name = "drill",
    description = "Takes a scope that is for drills alone through a level, checks everything, restores it, and prints a protocol.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = "%nOver the console alone, with an admin's token. The last part of the scope's path is drill or begins with drill-. SHUTDOWN "
        + "needs a restart of the engine in the middle, then --resume. Exit code 0 where all that could be done passed, 1 where something "
        + "failed or the drill is refused.")
public final class DrillCommand implements Callable<Integer>
{
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** A notification waits for its turn, and the journal for its disk. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Terminal terminal;

    @ParentCommand
    private OperatorCommand operator;

    @Parameters(paramLabel = "LEVEL", description = "ALERT, THROTTLE, HALT or SHUTDOWN.")
    private Level level;

    @Option(names = "--yes", description = "Do not ask. Needed where there is no terminal.")
    private boolean yes;

    @Option(names = "--resume", description = "With SHUTDOWN, after a restart: the second half.")
    private boolean resume;

    /**
     * The command.
     *
     * @param terminal where it writes, and asks.
     */
    public DrillCommand(final Terminal terminal)
    {
        this.terminal = terminal;
    }

    /**
     * Drills.
     *
     * @return {@link ExitCode#FAILED} where a step failed.
     * @throws CliException with {@link ExitCode#USAGE} where it cannot be meant, {@link ExitCode#FAILED} where it is refused.
     */
    @Override
    public Integer call()
    {
        if (level == Level.CLOSED || resume && level != Level.SHUTDOWN)
        {
            throw new CliException(ExitCode.USAGE, resume ? "--resume is for SHUTDOWN alone: the others are restored at once"
                : "a drill is of ALERT, THROTTLE, HALT or SHUTDOWN");
        }
        final Way way = operator.connect().way(terminal);
        if (!way.isHttp())
        {
            throw new CliException(ExitCode.USAGE, "a drill goes by the console, with an admin's token (--token-file), and "
                + (way.why().isEmpty() ? "no token is configured" : way.why()));
        }
        final Protocol.Subject subject = new Protocol.Subject(name(), level, operator.scope(), way.api().url());
        final DrillEngine engine = new DrillEngine(way.api(), subject.scope(), subject.id(), PATIENCE);
        final Protocol protocol = new Protocol(new ByteSink(terminal.out()), operator.json(), subject);
        final Drill drill = new Drill(engine, protocol, terminal.err());
        final JsonNode before;
        try
        {
            before = resume ? engine.status() : drill.admitted();
        }
        finally
        {
            way.say(terminal.err());
        }
        return agreed() ? drilled(drill, protocol, before) : refused();
    }

    private int drilled(final Drill drill, final Protocol protocol, final JsonNode before)
    {
        final Thread hook = new Thread(drill::abandon, "interlock-drill-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try
        {
            protocol.begin();
            if (resume)
            {
                drill.resume(before);
            }
            else
            {
                drill.run(before);
            }
            return drill.exitCode();
        }
        finally
        {
            remove(hook);
        }
    }

    private static void remove(final Thread hook)
    {
        try
        {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        catch (final IllegalStateException ending)
        {
            // The process ends, and the hook does what it is for.
            return;
        }
    }

    private static String name()
    {
        return "drill-" + STAMP.format(Instant.now()) + String.format("-%04x", new SecureRandom().nextInt(1 << 16));
    }

    private int refused()
    {
        terminal.err().println("nothing was done");
        return ExitCode.FAILED;
    }

    private boolean agreed()
    {
        if (yes)
        {
            return true;
        }
        if (!terminal.canAsk())
        {
            throw new CliException(ExitCode.USAGE, "there is no terminal to ask on: --yes says that it is meant");
        }
        final String what = resume ? "resets " + Shown.scope(operator.scope()) + " to CLOSED"
            : "takes " + Shown.scope(operator.scope()) + " to " + level + (level == Level.SHUTDOWN
                ? " by a kill, which only a restart and a reset end" : " by one marked report, and recovers it");
        terminal.err().print("This " + what + ". Messages about it, marked [DRILL], go to the channels as configured. Go on? [y/N] ");
        terminal.err().flush();
        try
        {
            final String answer = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8)).readLine();
            return answer != null && ("y".equalsIgnoreCase(answer.strip()) || "yes".equalsIgnoreCase(answer.strip()));
        }
        catch (final IOException silent)
        {
            return false;
        }
    }
}
