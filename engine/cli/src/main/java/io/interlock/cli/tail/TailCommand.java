package io.interlock.cli.tail;

import io.interlock.cli.ByteSink;
import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.PlainOutput;
import io.interlock.cli.Terminal;
import io.interlock.cli.Version;
import io.interlock.cli.audit.Happening;
import io.interlock.cli.audit.JournalTail;
import io.interlock.cli.http.ConnectOptions;
import io.interlock.cli.http.Way;
import io.interlock.core.text.CleanText;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interlock tail}. */
@Command(
    name = "tail",
    description = "Transitions and issues of a live engine as they come, one line each, until interrupted.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = "%nBy the console where a token is configured, which is asked once a second, else by the journal in the engine's directory; "
        + "stderr says which. A console that is gone is asked again until it is back. Exit code 4 where the token is not enough, 5 where "
        + "the console cannot be reached at the start.")
public final class TailCommand implements Callable<Integer>
{
    private static final int LONGEST = 300;

    private final Terminal terminal;

    @Mixin
    private final ConnectOptions connect = new ConnectOptions();

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "5", description = "Begin so far back, 0 to 1440. Default 5.")
    private int minutes;

    @Option(names = "--no-follow", description = "End after what there is.")
    private boolean once;

    @Option(names = "--interval", paramLabel = "MS", defaultValue = "1000", description = "Over HTTP: milliseconds between looks.")
    private long intervalMs;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    /**
     * The command.
     *
     * @param terminal where it writes.
     */
    public TailCommand(final Terminal terminal)
    {
        this.terminal = terminal;
    }

    /**
     * Tells what happens.
     *
     * @return {@link ExitCode#OK} once nobody reads any more, or it was interrupted.
     */
    @Override
    public Integer call()
    {
        if (minutes < 0 || minutes > 1_440)
        {
            throw new CliException(ExitCode.USAGE, "--minutes is 0 to 1440: 'interlock journal dump DIR' goes back further");
        }
        final Way way = connect.way(terminal);
        final PlainOutput plain = new PlainOutput(terminal.out());
        final TailOutput output = new TailOutput(new ByteSink(plain), json);
        try
        {
            if (way.isHttp())
            {
                http(way, output);
            }
            else
            {
                way.say(terminal.err());
                JournalTail.read(way.directory(), minutes * 60L + "s", !once, output::write, this::say, output::flush);
            }
        }
        catch (final UncheckedIOException unwritten)
        {
            if (!plain.isBrokenPipe())
            {
                throw new CliException(ExitCode.FAILED, "cannot write: " + unwritten.getCause().getMessage());
            }
        }
        return ExitCode.OK;
    }

    private void http(final Way way, final TailOutput output)
    {
        final ApiTail tail = new ApiTail(way.api(), minutes);
        final List<Happening> first;
        try
        {
            first = tail.first();
        }
        finally
        {
            way.say(terminal.err());
        }
        first.forEach(output::write);
        output.flush();
        boolean lost = false;
        while (!once && waited())
        {
            try
            {
                tail.next().forEach(output::write);
                output.flush();
                if (lost)
                {
                    say("answers again");
                }
                lost = false;
            }
            catch (final CliException away)
            {
                // A token that was taken away does not come back; an engine that restarts does.
                if (away.exitCode() != ExitCode.UNREACHABLE)
                {
                    throw away;
                }
                if (!lost)
                {
                    say(away.getMessage() + "; trying again");
                }
                lost = true;
            }
        }
    }

    private void say(final String what)
    {
        terminal.err().println("interlock tail: " + CleanText.line(what, LONGEST));
    }

    private boolean waited()
    {
        try
        {
            Thread.sleep(Math.max(100, intervalMs));
            return true;
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
