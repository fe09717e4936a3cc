package io.interlock.cli.live;

import io.interlock.cli.ExitCode;
import io.interlock.cli.Terminal;
import io.interlock.cli.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interlock status}. */
@Command(
    name = "status",
    description = "Each scope's level, its cause, its override, and what would bring it back.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = "%nExit code 5 where the engine is dead, closed or stale; what it left is shown all the same.")
public final class StatusCommand implements Callable<Integer>
{
    private final Terminal terminal;

    @Mixin
    private final Watching watching = new Watching();

    @Option(names = "--exit-code", description = "End with 10 + the most severe level: 10 CLOSED to 14 SHUTDOWN.")
    private boolean byLevel;

    /**
     * The command.
     *
     * @param terminal where it writes.
     */
    public StatusCommand(final Terminal terminal)
    {
        this.terminal = terminal;
    }

    /**
     * Shows how it stands.
     *
     * @return {@link ExitCode#UNREACHABLE} where the engine does not live.
     */
    @Override
    public Integer call()
    {
        return watching.run(terminal, LookText::status).exitCode(byLevel);
    }
}
