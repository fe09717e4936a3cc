package io.interlock.cli.live;

import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.core.mapped.CommandSlot;
import io.interlock.core.mapped.CommandSlotClient;
import io.interlock.core.mapped.GateFileException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Sends one command to a live engine through its directory. Threading: the calling thread waits. */
public final class SlotRequest
{
    private static final int LONGEST_TEXT_BYTES = 128;

    private SlotRequest()
    {
    }

    /**
     * Sends, and waits for the answer.
     *
     * @param directory the engine's.
     * @param command   what is asked.
     * @param timeoutS  seconds.
     * @return the answer; timed out where none came.
     * @throws CliException with {@link ExitCode#USAGE} for texts that have no room, {@link ExitCode#NOT_AUTHORISED} or
     *                      {@link ExitCode#UNREACHABLE} where there is no engine to be reached.
     */
    public static CommandSlot.Answer send(final Path directory, final CommandSlot.Command command, final int timeoutS)
    {
        if (timeoutS < 1)
        {
            throw new CliException(ExitCode.USAGE, "--timeout is at least 1 s");
        }
        for (final String text : new String[] {command.scope(), command.actor(), command.reason()})
        {
            if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_TEXT_BYTES)
            {
                throw new CliException(ExitCode.USAGE, "scope, id, actor and reason have at most " + LONGEST_TEXT_BYTES + " bytes each");
            }
        }
        // Tells a file that cannot be trusted from an engine that cannot be reached.
        Look.at(directory);
        try (CommandSlotClient client = CommandSlotClient.open(directory))
        {
            return client.send(command, Duration.ofSeconds(timeoutS));
        }
        catch (final GateFileException e)
        {
            final int code = Look.failure(e).exitCode();
            throw new CliException(code == ExitCode.NOT_AUTHORISED ? code : ExitCode.UNREACHABLE, e.getMessage());
        }
    }
}
