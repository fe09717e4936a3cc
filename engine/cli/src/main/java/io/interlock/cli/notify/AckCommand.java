package io.interlock.cli.notify;

import io.interlock.cli.Terminal;
import io.interlock.core.mapped.SlotCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code interlock notify ack}. */
@Command(
    name = "ack",
    description = "Acknowledges: nobody further is called.",
    footer = "%nID is in the message, and interlock status shows those that nobody has acknowledged. "
        + "Exit code 1 where the engine refuses, 5 where it cannot be reached or does not answer.")
public final class AckCommand extends NoticeCommand
{
    @Parameters(paramLabel = "ID", arity = "0..1", defaultValue = "", description = "Of a message. Without it: all that are open.")
    private String id;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why; it is recorded.")
    private String reason;

    /**
     * The command.
     *
     * @param terminal where it writes.
     */
    public AckCommand(final Terminal terminal)
    {
        super(terminal, SlotCommand.NOTICE_ACKNOWLEDGE);
    }

    /**
     * Sends.
     *
     * @return 0.
     */
    @Override
    public Integer call()
    {
        return send(id, reason);
    }
}
