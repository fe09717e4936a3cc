package io.interlock.cli.notify;

import io.interlock.cli.Terminal;
import io.interlock.core.mapped.SlotCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code interlock notify unsilence}. */
@Command(
    name = "unsilence",
    description = "Ends a silence before its time.",
    footer = "%nID is what the silence was answered with; interlock status shows those that hold. "
        + "Exit code 1 where the engine refuses, 5 where it cannot be reached or does not answer.")
public final class UnsilenceCommand extends NoticeCommand
{
    @Parameters(paramLabel = "ID", description = "As the silence was answered with.")
    private String id;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why; it is recorded.")
    private String reason;

    /**
     * The command.
     *
     * @param terminal where it writes.
     */
    public UnsilenceCommand(final Terminal terminal)
    {
        super(terminal, SlotCommand.NOTICE_UNSILENCE);
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
