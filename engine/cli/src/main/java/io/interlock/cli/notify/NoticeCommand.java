package io.interlock.cli.notify;

import io.interlock.cli.ByteSink;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Terminal;
import io.interlock.cli.Version;
import io.interlock.cli.http.ConnectOptions;
import io.interlock.cli.live.CommandRequest;
import io.interlock.cli.live.Outcome;
import io.interlock.core.mapped.SlotCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands to a live engine's notifications share: their options, and how they are sent. Threading: the main thread. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
abstract class NoticeCommand implements Callable<Integer>
{
    private final Terminal terminal;
    private final SlotCommand command;

    @Mixin
    private final ConnectOptions connect = new ConnectOptions();

    @Option(names = "--actor", paramLabel = "NAME",
        description = "Who says so; it is recorded. Required without a token, whose name counts.")
    private String actor;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    /**
     * The command.
     *
     * @param terminal where the answer is written.
     * @param command  what is asked.
     */
    NoticeCommand(final Terminal terminal, final SlotCommand command)
    {
        this.terminal = terminal;
        this.command = command;
    }

    /**
     * Sends.
     *
     * @param subject an id, or a scope.
     * @param words   why; of a silence how long, and then why.
     * @return {@link ExitCode#OK}.
     */
    final int send(final String subject, final String words)
    {
        final Outcome answer = CommandRequest.send(terminal, connect, actor, command, null, subject, words);
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
        return answer.judge("refused");
    }
}
