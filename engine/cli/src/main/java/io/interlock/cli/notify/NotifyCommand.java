package io.interlock.cli.notify;

import io.interlock.cli.Terminal;
import io.interlock.cli.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code interlock notify}. */
@Command(
    name = "notify",
    description = "Tests the notification channels; acknowledges and silences what a live engine tells.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class NotifyCommand implements Runnable
{
    @Spec
    private CommandSpec spec;

    /**
     * The command with its subcommands.
     *
     * @param terminal where they write.
     * @return never null.
     */
    public static CommandLine line(final Terminal terminal)
    {
        return new CommandLine(new NotifyCommand())
            .addSubcommand(new TestCommand(terminal))
            .addSubcommand(new AckCommand(terminal))
            .addSubcommand(new SilenceCommand(terminal))
            .addSubcommand(new UnsilenceCommand(terminal));
    }

    @Override
    public void run()
    {
        throw new ParameterException(spec.commandLine(), "notify: a command is missing");
    }
}
