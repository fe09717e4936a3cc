package io.interlock.cli.live;

import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.core.mapped.CommandSlot;
import io.interlock.core.model.Level;

/**
 * What became of a command, whichever way it went.
 *
 * <p>Threading: immutable.
 *
 * @param accepted whether it was carried out.
 * @param pending  whether nothing was done yet, since a second person must agree.
 * @param timedOut whether no answer came in time.
 * @param level    the scope's own level after it; null where it is not known.
 * @param message  what was done, or what is missing.
 */
public record Outcome(boolean accepted, boolean pending, boolean timedOut, Level level, String message)
{
    /**
     * Of the command slot.
     *
     * @param answer of the engine.
     * @return the same.
     */
    public static Outcome of(final CommandSlot.Answer answer)
    {
        return new Outcome(
            answer.accepted(), answer.pending(), answer.timedOut(), answer.timedOut() ? null : answer.level(), answer.message());
    }

    /**
     * What it means for the command that asked.
     *
     * @param refused what stands before the engine's words where it refuses.
     * @return {@link ExitCode#OK}.
     * @throws CliException with {@link ExitCode#UNREACHABLE} where no answer came, {@link ExitCode#FAILED} where it was not carried out.
     */
    public int judge(final String refused)
    {
        if (timedOut)
        {
            throw new CliException(ExitCode.UNREACHABLE, message);
        }
        if (pending)
        {
            throw new CliException(ExitCode.FAILED, "not done yet: " + message);
        }
        if (!accepted)
        {
            throw new CliException(ExitCode.FAILED, refused + ": " + message);
        }
        return ExitCode.OK;
    }
}
