package io.interlock.cli.live;

import io.interlock.cli.ByteSink;
import io.interlock.cli.Shown;
import io.interlock.cli.Terminal;
import io.interlock.cli.Version;
import io.interlock.cli.http.ConnectOptions;
import io.interlock.core.mapped.SlotCommand;
import io.interlock.core.model.Cause;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * {@code interlock operator}: commands to a live engine, by its console where a token is configured, else through its command slot: whoever
 * may write to its directory may command.
 */
@Command(
    name = "operator",
    description = "Commands a live engine: by its console where a token is configured, else by its directory.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = "%nIt says on stderr which way it went. Exit code 1 where the engine refuses, or a second person must agree first, 4 where "
        + "the token is not enough, 5 where the engine cannot be reached or does not answer.")
public final class OperatorCommand implements Runnable
{
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final ConnectOptions connect = new ConnectOptions();

    @Option(names = "--actor", paramLabel = "NAME", scope = ScopeType.INHERIT,
        description = "Who commands; it is recorded. Required without a token, whose name counts.")
    private String actor;

    @Option(names = "--scope", paramLabel = "PATH", scope = ScopeType.INHERIT, defaultValue = "", description = "Default: the root.")
    private String scope;

    @Option(names = "--reason", paramLabel = "TEXT", scope = ScopeType.INHERIT, defaultValue = "", description = "Why; it is recorded.")
    private String reason;

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

    /**
     * Which engine, and how it is asked.
     *
     * @return as typed.
     */
    public ConnectOptions connect()
    {
        return connect;
    }

    /**
     * The scope that was named.
     *
     * @return empty for the root.
     */
    public String scope()
    {
        return scope;
    }

    /**
     * Whether JSON is wanted.
     *
     * @return as typed.
     */
    public boolean json()
    {
        return json;
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
    int accept(@Parameters(paramLabel = "CAUSE", description = "JOURNAL, JOURNAL_DAMAGE or RESTARTS.") final String cause)
    {
        return send(SlotCommand.ACCEPT, switch (cause)
        {
            case "JOURNAL" -> Cause.JOURNAL;
            case "JOURNAL_DAMAGE" -> Cause.JOURNAL_DAMAGE;
            case "RESTARTS" -> Cause.RESTARTS;
            default -> throw usage("what is accepted is JOURNAL, JOURNAL_DAMAGE or RESTARTS, not '" + cause + "'");
        });
    }

    private int send(final SlotCommand command, final Cause cause)
    {
        return told(CommandRequest.send(terminal, connect, actor, command, cause, scope, reason));
    }

    private int told(final Outcome answer)
    {
        final ByteSink sink = new ByteSink(terminal.out());
        if (json)
        {
            sink.put("{\"accepted\":").put(answer.accepted() ? "true" : "false");
            sink.put(",\"pending\":").put(answer.pending() ? "true" : "false");
            sink.put(",\"timed_out\":").put(answer.timedOut() ? "true" : "false").put(",\"scope\":").json(scope).put(",\"level\":");
            sink.put(answer.level() == null ? "null" : "\"" + answer.level() + "\"");
            sink.put(",\"message\":").json(answer.message()).put("}\n");
            sink.flush();
        }
        else if (answer.accepted())
        {
            sink.put(Shown.scope(scope) + " is now at " + answer.level() + ": " + answer.message() + "\n").flush();
        }
        return answer.judge("refused" + (answer.level() == null ? "" : " at " + answer.level()));
    }

    private ParameterException usage(final String message)
    {
        return new ParameterException(spec.commandLine(), message);
    }
}
