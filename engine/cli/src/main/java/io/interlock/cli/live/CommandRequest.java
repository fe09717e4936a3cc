package io.interlock.cli.live;

import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Terminal;
import io.interlock.cli.http.ConnectOptions;
import io.interlock.cli.http.Way;
import io.interlock.core.mapped.CommandSlot;
import io.interlock.core.mapped.GateFileException;
import io.interlock.core.mapped.SlotCommand;
import io.interlock.core.mapped.SlotToken;
import io.interlock.core.model.Cause;

/** Sends one command to a live engine, by its console or by its directory, and says which. Threading: the calling thread waits. */
public final class CommandRequest
{
    private CommandRequest()
    {
    }

    /**
     * Sends, and waits for the answer.
     *
     * @param terminal is told the way.
     * @param connect  which engine, and how.
     * @param actor    who commands; null for none. Over HTTP it is whose the token is.
     * @param command  what.
     * @param cause    that is accepted; null for another command.
     * @param texts    scope or id, and reason.
     * @return what became of it.
     * @throws CliException with {@link ExitCode#USAGE}, {@link ExitCode#NOT_AUTHORISED} or {@link ExitCode#UNREACHABLE}.
     */
    public static Outcome send(
        final Terminal terminal, final ConnectOptions connect, final String actor, final SlotCommand command, final Cause cause,
        final String... texts)
    {
        final Way way = connect.way(terminal);
        if (way.isHttp())
        {
            try
            {
                return ApiCommand.send(way.api(), new CommandSlot.Command(command, cause, texts[0], "", texts[1]));
            }
            catch (final CliException failed)
            {
                throw connect.isOnThisMachine() ? hinted(failed) : failed;
            }
            finally
            {
                way.say(terminal.err());
                if (actor != null)
                {
                    terminal.err().println("--actor counts on the mapped file alone: the journal has the name of the token");
                }
            }
        }
        if (actor == null || actor.isBlank())
        {
            throw new CliException(ExitCode.USAGE, "--actor NAME is missing: who commands; it is recorded");
        }
        way.say(terminal.err());
        return Outcome.of(SlotRequest.send(
            way.directory(), new CommandSlot.Command(command, cause, texts[0], actor, texts[1], token(way, command)), connect.timeoutS()));
    }

    /** For what may need two persons alone: nothing else looks at it. */
    private static SlotToken token(final Way way, final SlotCommand command)
    {
        final boolean mayBeHeld = command == SlotCommand.FORCE_RECOVERY || command == SlotCommand.RESET || command == SlotCommand.ACCEPT;
        try
        {
            return way.token() == null || !mayBeHeld ? SlotToken.NONE : new SlotToken(way.token().secret());
        }
        catch (final GateFileException tooLong)
        {
            throw new CliException(ExitCode.BAD_INPUT, tooLong.getMessage());
        }
    }

    /** A kill must get through also where the token, or the console, is not what it should be. */
    private static CliException hinted(final CliException failed)
    {
        final boolean helps = failed.exitCode() == ExitCode.NOT_AUTHORISED || failed.exitCode() == ExitCode.UNREACHABLE;
        return !helps ? failed : new CliException(failed.exitCode(), failed.getMessage()
            + "\nwhoever may write to the directory can command without the console: with --actor NAME, and no token configured");
    }
}
