package io.interlock.core.mapped;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The engine's side of the command slot. Whatever bytes it holds, polling it neither throws nor stops: nonsense is answered as such, and
 * a slot that a dead client left taken is freed.
 *
 * <p>Threading: {@link #poll(long)} watchdog thread; {@link #answer(Answer)} whoever executes.
 */
public final class CommandSlot
{
    private static final long ABANDONED_NS = 5_000_000_000L;
    private static final byte[] NOT_BEGUN = ("nothing was done: the engine has no memory or no thread to carry it out; ask again, "
        + "and where it stays so, stop the process").getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UNKNOWN = "the command failed, and there was no memory to say how: look at the status whether it was done"
        .getBytes(StandardCharsets.US_ASCII);

    private final UnsafeBuffer buffer;
    private long seenState;
    private long seenId;
    private long sinceNs;

    /**
     * A command.
     *
     * @param command what is asked.
     * @param cause   what is accepted; null for all but ACCEPT.
     * @param scope   path.
     * @param actor   who.
     * @param reason  why; may be empty.
     * @param token   that was shown, for the two-person rule; not looked at without it.
     */
    public record Command(SlotCommand command, Cause cause, String scope, String actor, String reason, SlotToken token)
    {
        /**
         * Without a token.
         *
         * @param command see above.
         * @param cause   see above.
         * @param scope   see above.
         * @param actor   see above.
         * @param reason  see above.
         */
        public Command(final SlotCommand command, final Cause cause, final String scope, final String actor, final String reason)
        {
            this(command, cause, scope, actor, reason, SlotToken.NONE);
        }
    }

    /**
     * What became of it.
     *
     * @param accepted whether it was carried out.
     * @param message  what was done, or what is missing.
     * @param level    the scope's own level after it.
     * @param timedOut whether the engine did not answer in time.
     * @param pending  whether a second person is waited for; then it is not carried out.
     */
    public record Answer(boolean accepted, String message, Level level, boolean timedOut, boolean pending)
    {
        /**
         * Where nobody is waited for.
         *
         * @param accepted see above.
         * @param message  see above.
         * @param level    see above.
         * @param timedOut see above.
         */
        public Answer(final boolean accepted, final String message, final Level level, final boolean timedOut)
        {
            this(accepted, message, level, timedOut, false);
        }
    }

    CommandSlot(final UnsafeBuffer buffer)
    {
        this.buffer = buffer;
    }

    /**
     * Looks for a command.
     *
     * @param nowNs monotonic time.
     * @return null where there is none; otherwise it must be answered.
     */
    public Command poll(final long nowNs)
    {
        final long state = buffer.getLongVolatile(CommandSlotLayout.STATE);
        if (state == CommandSlotLayout.FREE)
        {
            seenState = state;
            return null;
        }
        if (state == CommandSlotLayout.REQUESTED)
        {
            return buffer.compareAndSetLong(CommandSlotLayout.STATE, state, CommandSlotLayout.EXECUTING) ? taken() : null;
        }
        final long id = buffer.getLong(CommandSlotLayout.ID);
        if (state != seenState || id != seenId)
        {
            seenState = state;
            seenId = id;
            sinceNs = nowNs;
        }
        else if (state != CommandSlotLayout.EXECUTING && nowNs - sinceNs > ABANDONED_NS)
        {
            abandoned(state);
        }
        return null;
    }

    private void abandoned(final long state)
    {
        CommandSlotLayout.wipe(buffer);
        if (state == CommandSlotLayout.WRITING || state == CommandSlotLayout.ANSWERED)
        {
            // Its client is dead.
            buffer.compareAndSetLong(CommandSlotLayout.STATE, state, CommandSlotLayout.FREE);
        }
        else
        {
            // None that there is, so no client waits in it. Not compared: where somebody cut the file it is read as anything, and a store
            // there is an error, which is caught, but a compare-and-set that is interpreted kills the JVM (JDK 17).
            buffer.putLongOrdered(CommandSlotLayout.STATE, CommandSlotLayout.FREE);
        }
    }

    /** One that cannot even be read for want of memory is answered all the same: the slot stays free for the next. */
    private Command taken()
    {
        boolean whole = false;
        try
        {
            final Command command = take();
            whole = true;
            return command;
        }
        finally
        {
            if (!whole)
            {
                refuse();
            }
        }
    }

    /**
     * Answers the command that was polled, where nobody can carry it out: it was not begun. Allocates nothing.
     */
    public void refuse()
    {
        put(CommandSlotLayout.REFUSED, Level.CLOSED.ordinal(), false, NOT_BEGUN);
    }

    /** Answers the command that was polled, where nobody knows whether it was carried out. Allocates nothing. */
    public void fail()
    {
        put(CommandSlotLayout.REFUSED, Level.CLOSED.ordinal(), true, UNKNOWN);
    }

    private Command take()
    {
        // First: whatever else there is, it does not stay in the file.
        final SlotToken token = token();
        CommandSlotLayout.wipe(buffer);
        final int code = buffer.getInt(CommandSlotLayout.COMMAND);
        final int causeCode = buffer.getInt(CommandSlotLayout.CAUSE);
        final String scope = text(CommandSlotLayout.SCOPE_LENGTH, CommandSlotLayout.SCOPE);
        final String actor = text(CommandSlotLayout.ACTOR_LENGTH, CommandSlotLayout.ACTOR);
        final String reason = text(CommandSlotLayout.REASON_LENGTH, CommandSlotLayout.REASON);
        final boolean known = code >= 0 && code < SlotCommand.values().length && causeCode >= -1 && causeCode <= Cause.RESET.ordinal();
        if (!known || scope == null || actor == null || reason == null || token == null)
        {
            answer(new Answer(false, "the command slot holds no readable command", Level.CLOSED, false));
            return null;
        }
        return new Command(SlotCommand.values()[code], causeCode < 0 ? null : Cause.of(causeCode), scope, actor, reason, token);
    }

    /** Null where its length is none. */
    private SlotToken token()
    {
        final int length = buffer.getInt(CommandSlotLayout.TOKEN_LENGTH);
        if (length == 0 || buffer.getLong(CommandSlotLayout.TOKEN_ID) != buffer.getLong(CommandSlotLayout.ID))
        {
            return SlotToken.NONE;
        }
        if (length < 0 || length > CommandSlotLayout.TOKEN_SIZE)
        {
            return null;
        }
        final byte[] bytes = new byte[length];
        buffer.getBytes(CommandSlotLayout.TOKEN, bytes);
        // Every byte is a character, so that none makes it longer than it was.
        return new SlotToken(new String(bytes, StandardCharsets.US_ASCII).replace('\uFFFD', '?'));
    }

    private String text(final int lengthAt, final int at)
    {
        final int length = buffer.getInt(lengthAt);
        if (length < 0 || length > CommandSlotLayout.TEXT)
        {
            return null;
        }
        final byte[] bytes = new byte[length];
        buffer.getBytes(at, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Answers the command that was polled.
     *
     * @param answer its message is cut at 256 bytes.
     */
    public void answer(final Answer answer)
    {
        final byte[] message = answer.message().getBytes(StandardCharsets.UTF_8);
        put(answer.accepted() ? CommandSlotLayout.CARRIED_OUT : answer.pending() ? CommandSlotLayout.PENDING : CommandSlotLayout.REFUSED,
            answer.level().ordinal(), answer.timedOut(), message);
    }

    private void put(final int accepted, final int level, final boolean timedOut, final byte[] message)
    {
        final int length = Math.min(message.length, CommandSlotLayout.MESSAGE_SIZE);
        buffer.putInt(CommandSlotLayout.ACCEPTED, accepted);
        buffer.putInt(CommandSlotLayout.LEVEL, level);
        buffer.putInt(CommandSlotLayout.TIMED_OUT, timedOut ? 1 : 0);
        buffer.putInt(CommandSlotLayout.MESSAGE_LENGTH, length);
        buffer.putBytes(CommandSlotLayout.MESSAGE, message, 0, length);
        buffer.putLongOrdered(CommandSlotLayout.STATE, CommandSlotLayout.ANSWERED);
    }
}
