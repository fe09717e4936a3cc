package io.interlock.cli.notify;

import io.interlock.cli.Terminal;
import io.interlock.cli.Version;
import io.interlock.core.mapped.SlotCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code interlock notify unsilence}. */
@Command(
    name = "unsilence",
    description = "Ends a silence before its time.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = "%nID is what the silence was answered with; interlock status shows those that hold. "
        + "Exit code 1 where the engine refuses, 5 where it cannot be reached or does not answer.")
public final class UnsilenceCommand implements Callable<Integer>
{
    private final Terminal terminal;

    @Mixin
    private final NoticeOptions options = new NoticeOptions();

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
        this.terminal = terminal;
    }

    /**
     * Sends.
     *
     * @return 0.
     */
    @Override
    public Integer call()
    {
        return options.send(terminal, SlotCommand.NOTICE_UNSILENCE, id, reason);
    }
}
