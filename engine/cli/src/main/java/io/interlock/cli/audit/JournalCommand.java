package io.interlock.cli.audit;

import io.interlock.cli.Terminal;
import io.interlock.cli.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code interlock journal}: nothing but its commands. */
@Command(
    name = "journal",
    description = "Shows what a journal holds. 'interlock verify' tells whether it is whole.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class JournalCommand implements Runnable
{
    @Spec
    private CommandSpec spec;

    /**
     * The command with those below it.
     *
     * @param terminal where they write.
     * @return to be added to {@code interlock}.
     */
    public static CommandLine line(final Terminal terminal)
    {
        return new CommandLine(new JournalCommand()).addSubcommand(new DumpCommand(terminal));
    }

    @Override
    public void run()
    {
        throw new ParameterException(spec.commandLine(), "journal: a command is missing");
    }
}
