package io.interlock.cli.notify;

import io.interlock.cli.ByteSink;
import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Terminal;
import io.interlock.cli.live.SlotRequest;
import io.interlock.core.mapped.CommandSlot;
import io.interlock.core.mapped.SlotCommand;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that commands to a live engine's notifications share, and how they are sent. Threading: the main thread. */
final class NoticeOptions
{
    @Option(names = "--directory", paramLabel = "DIR", required = true, description = "The engine's data directory.")
    private Path directory;

    @Option(names = "--actor", paramLabel = "NAME", required = true, description = "Who says so; it is recorded.")
    private String actor;

    @Option(names = "--timeout", paramLabel = "S", defaultValue = "5", description = "Seconds to wait.")
    private int timeoutS;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    /**
     * Sends.
     *
     * @param terminal where the answer is written.
     * @param command  what is asked.
     * @param subject  an id, or a scope.
     * @param words    why; of a silence how long, and then why.
     * @return {@link ExitCode#OK}.
     */
    int send(final Terminal terminal, final SlotCommand command, final String subject, final String words)
    {
        if (actor.isBlank())
        {
            throw new CliException(ExitCode.USAGE, "--actor NAME is empty");
        }
        final CommandSlot.Answer answer =
            SlotRequest.send(directory, new CommandSlot.Command(command, null, subject, actor, words), timeoutS);
        final ByteSink sink = new ByteSink(terminal.out());
        if (json)
        {
            sink.put("{\"accepted\":").put(answer.accepted() ? "true" : "false").put(",\"timed_out\":");
            sink.put(answer.timedOut() ? "true" : "false").put(",\"message\":").json(answer.message()).put("}\n");
            sink.flush();
        }
        else if (answer.accepted())
        {
            sink.put(answer.message()).put('\n').flush();
        }
        if (answer.timedOut())
        {
            throw new CliException(ExitCode.UNREACHABLE, answer.message());
        }
        if (!answer.accepted())
        {
            throw new CliException(ExitCode.FAILED, "refused: " + answer.message());
        }
        return ExitCode.OK;
    }
}
