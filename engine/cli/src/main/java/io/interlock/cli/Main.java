package io.interlock.cli;

import io.interlock.cli.attach.ConsoleCommand;
import io.interlock.cli.audit.JournalCommand;
import io.interlock.cli.audit.ReportCommand;
import io.interlock.cli.audit.VerifyCommand;
import io.interlock.cli.demo.DemoCommand;
import io.interlock.cli.doctor.DoctorCommand;
import io.interlock.cli.drill.DrillCommand;
import io.interlock.cli.live.OperatorCommand;
import io.interlock.cli.live.StatCommand;
import io.interlock.cli.live.StatusCommand;
import io.interlock.cli.notify.NotifyCommand;
import io.interlock.cli.run.EarlyClasses;
import io.interlock.cli.run.RunCommand;
import io.interlock.cli.settings.ConfigCommand;
import io.interlock.cli.replay.ReplayCommand;
import io.interlock.cli.simulate.SimulateCommand;
import io.interlock.cli.tail.TailCommand;
import io.interlock.cli.watch.WatchCommand;
import io.interlock.journal.replay.ReportInputs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Where the process starts. */
public final class Main
{
    private static final Map<String, Function<Terminal, ?>> COMMANDS = all();

    private Main()
    {
    }

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param args as typed.
     */
    public static void main(final String[] args)
    {
        EarlyClasses.begin(args);
        System.exit(run(Terminal.ofProcess(System.getenv()), args));
    }

    /**
     * Runs a command in this process.
     *
     * @param terminal its streams.
     * @param args     as typed.
     * @return one of {@link ExitCode}.
     */
    public static int run(final Terminal terminal, final String... args)
    {
        final CommandLine line = commands(terminal, args);
        line.setOut(terminal.outWriter());
        line.setErr(terminal.errWriter());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.color() ? Ansi.ON : Ansi.OFF));
        line.setParameterExceptionHandler(Main::onBadCommandLine);
        line.setExecutionExceptionHandler((exception, command, result) -> onFailure(exception, command));
        line.setUsageHelpLongOptionsMaxWidth(30);
        line.setUsageHelpAutoWidth(terminal.outIsTty());
        return line.execute(args);
    }

    /** The one command that is asked for, where one is: to make the others takes longer than most of them take. */
    private static CommandLine commands(final Terminal terminal, final String... args)
    {
        final CommandLine line = new CommandLine(new InterlockCommand());
        final Function<Terminal, ?> asked = args.length > 0 ? COMMANDS.get(args[0]) : null;
        if (asked != null)
        {
            line.addSubcommand(asked.apply(terminal));
        }
        else
        {
            COMMANDS.values().forEach(each -> line.addSubcommand(each.apply(terminal)));
        }
        return line;
    }

    /** By name, in the order of the help. */
    private static Map<String, Function<Terminal, ?>> all()
    {
        final Map<String, Function<Terminal, ?>> all = new LinkedHashMap<>();
        all.put("demo", DemoCommand::new);
        all.put("run", RunCommand::new);
        all.put("watch", WatchCommand::new);
        all.put("console", ConsoleCommand::new);
        all.put("simulate", SimulateCommand::new);
        all.put("replay", ReplayCommand::new);
        all.put("config", ConfigCommand::line);
        all.put("status", StatusCommand::new);
        all.put("stat", StatCommand::new);
        all.put("tail", TailCommand::new);
        all.put("operator", terminal -> new CommandLine(new OperatorCommand(terminal)).addSubcommand(new DrillCommand(terminal)));
        all.put("notify", NotifyCommand::line);
        all.put("verify", VerifyCommand::new);
        all.put("report", terminal -> new ReportCommand(terminal, ReportInputs.SOURCE));
        all.put("journal", JournalCommand::line);
        all.put("doctor", DoctorCommand::new);
        return all;
    }

    private static int onBadCommandLine(final ParameterException exception, final String[] args)
    {
        final CommandLine command = exception.getCommandLine();
        final boolean unknown = exception instanceof UnmatchedArgumentException unmatched && isCommand(command, unmatched);
        command.getErr().println("interlock: " + (unknown ? "unknown command '" + unmatched(exception) + "'" : exception.getMessage()));
        if (!UnmatchedArgumentException.printSuggestions(exception, command.getErr()))
        {
            command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitCode.USAGE;
    }

    private static String unmatched(final ParameterException exception)
    {
        return ((UnmatchedArgumentException)exception).getUnmatched().get(0);
    }

    private static boolean isCommand(final CommandLine command, final UnmatchedArgumentException unmatched)
    {
        return command.getParent() == null && !unmatched.isUnknownOption();
    }

    private static int onFailure(final Exception exception, final CommandLine command)
    {
        if (exception instanceof CliException known)
        {
            final String prefix = command.getCommandSpec().qualifiedName() + ": ";
            List.of(known.getMessage().split("\n")).forEach(text -> command.getErr().println(prefix + text));
            return known.exitCode();
        }
        // A defect of ours: name it in one line; the trace is for those who ask for it.
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": internal error: " + exception);
        if (Boolean.getBoolean("interlock.debug"))
        {
            exception.printStackTrace(command.getErr());
        }
        return ExitCode.FAILED;
    }
}
