package io.interlock.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a subcommand: nothing but help. Only commands that work are listed in it. */
@Command(
    name = "interlock",
    description = "A graduated circuit breaker for trading engines.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
        "0:done",
        "1:failed or refused",
        "2:the command line makes no sense",
        "3:a configuration or an input is bad or cannot be read",
        "4:not authorised",
        "5:no live engine to be reached"},
    footer = "%nData goes to stdout, everything else to stderr. 'interlock COMMAND --help' tells more.")
public final class InterlockCommand implements Runnable
{
    @Spec
    private CommandSpec spec;

    @Override
    public void run()
    {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
