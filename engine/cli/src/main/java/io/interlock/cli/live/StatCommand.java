package io.interlock.cli.live;

import io.interlock.cli.ExitCode;
import io.interlock.cli.Terminal;
import io.interlock.cli.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code interlock stat}. */
@Command(
    name = "stat",
    description = "Counters of a live engine: reports judged, transitions, streaks, and how old the last reports are.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = "%nExit code 5 where the engine is dead, closed or stale; what it left is shown all the same.")
public final class StatCommand implements Callable<Integer>
{
    private final Terminal terminal;

    @Mixin
    private final Watching watching = new Watching();

    /**
     * The command.
     *
     * @param terminal where it writes.
     */
    public StatCommand(final Terminal terminal)
    {
        this.terminal = terminal;
    }

    /**
     * Shows what was counted.
     *
     * @return {@link ExitCode#UNREACHABLE} where the engine does not live.
     */
    @Override
    public Integer call()
    {
        return watching.run(terminal, LookText::stat).exitCode(false);
    }
}
