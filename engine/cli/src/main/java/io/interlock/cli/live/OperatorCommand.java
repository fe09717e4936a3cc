package io.interlock.cli.live;

import io.interlock.cli.ByteSink;
import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Shown;
import io.interlock.cli.Terminal;
import io.interlock.cli.Version;
import io.interlock.cli.http.ApiToken;
import io.interlock.core.mapped.CommandSlot;
import io.interlock.core.mapped.GateFileException;
import io.interlock.core.mapped.SlotCommand;
import io.interlock.core.mapped.SlotToken;
import io.interlock.core.model.Cause;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code interlock operator}: commands to a live engine through its command slot. Whoever may write to its directory may command. */
@Command(
    name = "operator",
    description = "Commands a live engine on this machine.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = "%nExit code 1 where the engine refuses, 5 where it cannot be reached or does not answer.")
public final class OperatorCommand implements Runnable
{
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(names = "--directory", paramLabel = "DIR", scope = ScopeType.INHERIT, description = "The engine's data directory. Required.")
    private Path directory;

    @Option(names = "--token-file", paramLabel = "FILE", scope = ScopeType.INHERIT,
        description = "A token (0600), where two persons are needed; else INTERLOCK_TOKEN_FILE or INTERLOCK_TOKEN.")
    private Path tokenFile;

    @Option(names = "--actor", paramLabel = "NAME", scope = ScopeType.INHERIT, description = "Who commands; it is recorded. Required.")
    private String actor;

    @Option(names = "--scope", paramLabel = "PATH", scope = ScopeType.INHERIT, defaultValue = "", description = "Default: the root.")
    private String scope;

    @Option(names = "--reason", paramLabel = "TEXT", scope = ScopeType.INHERIT, defaultValue = "", description = "Why; it is recorded.")
    private String reason;

    @Option(names = "--timeout", paramLabel = "S", scope = ScopeType.INHERIT, defaultValue = "5", description = "Seconds to wait.")
    private int timeoutS;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "One JSON object.")
    private boolean json;

    /**
     * The command.
     *
     * @param terminal where it writes.
     */
    public OperatorCommand(final Terminal terminal)
    {
        this.terminal = terminal;
    }

    @Override
    public void run()
    {
        throw new ParameterException(spec.commandLine(), "operator: a command is missing");
    }

    @Command(name = "kill", description = "SHUTDOWN of a scope and everything below it.", mixinStandardHelpOptions = true)
    int kill()
    {
        return send(SlotCommand.KILL, null);
    }

    @Command(name = "override", description = "Refuses every OPEN of a scope and below while it is on.", mixinStandardHelpOptions = true)
    int override(@Parameters(paramLabel = "on|off", description = "On or off.") final String state)
    {
        if (!"on".equals(state) && !"off".equals(state))
        {
            throw usage("override is 'on' or 'off', not '" + state + "'");
        }
        return send("on".equals(state) ? SlotCommand.OVERRIDE_ENABLE : SlotCommand.OVERRIDE_DISABLE, null);
    }

    @Command(name = "confirm", description = "Leaves HALT where it waits for that (halt.confirm).", mixinStandardHelpOptions = true)
    int confirm()
    {
        return send(SlotCommand.CONFIRM, null);
    }

    @Command(name = "recover", description = "To CLOSED at once from any level below SHUTDOWN.", mixinStandardHelpOptions = true)
    int recover()
    {
        return send(SlotCommand.FORCE_RECOVERY, null);
    }

    @Command(name = "reset", description = "Back from SHUTDOWN after a restart; needs a reason.", mixinStandardHelpOptions = true)
    int reset()
    {
        if (reason.isBlank())
        {
            throw usage("a reset needs a --reason");
        }
        return send(SlotCommand.RESET, null);
    }

    @Command(
        name = "accept",
        description = "Accepts what stands at the root: JOURNAL, JOURNAL_DAMAGE or RESTARTS.",
        mixinStandardHelpOptions = true)
    int accept(@Parameters(paramLabel = "CAUSE", description = "The cause accepted.") final Cause cause)
    {
        return send(SlotCommand.ACCEPT, cause);
    }

    private int send(final SlotCommand command, final Cause cause)
    {
        if (directory == null || actor == null || actor.isBlank())
        {
            throw usage(directory == null ? "--directory DIR is missing" : "--actor NAME is missing");
        }
        final CommandSlot.Command asked = new CommandSlot.Command(command, cause, scope, actor, reason, token(command));
        return told(SlotRequest.send(directory, asked, timeoutS));
    }

    /** For what may need two persons alone: nothing else looks at it. */
    private SlotToken token(final SlotCommand command)
    {
        final boolean mayBeHeld = command == SlotCommand.FORCE_RECOVERY || command == SlotCommand.RESET || command == SlotCommand.ACCEPT;
        final ApiToken token = mayBeHeld ? ApiToken.configured(tokenFile, terminal.environment()) : null;
        try
        {
            return token == null ? SlotToken.NONE : new SlotToken(token.secret());
        }
        catch (final GateFileException tooLong)
        {
            throw new CliException(ExitCode.BAD_INPUT, tooLong.getMessage());
        }
    }

    private int told(final CommandSlot.Answer answer)
    {
        final ByteSink sink = new ByteSink(terminal.out());
        if (json)
        {
            sink.put("{\"accepted\":").put(answer.accepted() ? "true" : "false").put(",\"pending\":");
            sink.put(answer.pending() ? "true" : "false").put(",\"timed_out\":");
            sink.put(answer.timedOut() ? "true" : "false").put(",\"scope\":").json(scope).put(",\"level\":");
            sink.put(answer.timedOut() ? "null" : "\"" + answer.level() + "\"").put(",\"message\":").json(answer.message()).put("}\n");
            sink.flush();
        }
        else if (answer.accepted())
        {
            sink.put(Shown.scope(scope) + " is now at " + answer.level() + ": " + answer.message() + "\n").flush();
        }
        return SlotRequest.judge(answer, (answer.pending() ? "not yet carried out at " : "refused at ") + answer.level());
    }

    private ParameterException usage(final String message)
    {
        return new ParameterException(spec.commandLine(), message);
    }
}
