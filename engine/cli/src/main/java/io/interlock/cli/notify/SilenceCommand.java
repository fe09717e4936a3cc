package io.interlock.cli.notify;

import io.interlock.cli.Terminal;
import io.interlock.core.mapped.SlotCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code interlock notify silence}. */
@Command(
    name = "silence",
    description = "Holds back what is below EMERGENCY of a scope and all below it, for a while.",
    footer = "%nEMERGENCY is never silenced. Exit code 1 where the engine refuses, 5 where it cannot be reached or does not answer.")
public final class SilenceCommand extends NoticeCommand
{
    @Option(names = "--scope", paramLabel = "PATH", defaultValue = "", description = "Default: the root, so everything.")
    private String scope;

    @Option(names = "--for", paramLabel = "TIME", required = true, description = "How long: 30m, 2h or 1d, at most 7d.")
    private String time;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; it is recorded.")
    private String reason;

    /**
     * The command.
     *
     * @param terminal where it writes.
     */
    public SilenceCommand(final Terminal terminal)
    {
        super(terminal, SlotCommand.NOTICE_SILENCE);
    }

    /**
     * Sends.
     *
     * @return 0.
     */
    @Override
    public Integer call()
    {
        return send(scope, time.strip() + " " + reason);
    }
}
