package io.interlock.core.mapped;

import io.interlock.core.model.Level;
import io.interlock.core.port.EngineClock;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Gives commands to the engine of another process on this machine, through its gate file. Who may write the file may command: its
 * directory is the operating system user's alone.
 *
 * <p>Threading: one thread at a time; several clients take turns by compare-and-set.
 */
public final class CommandSlotClient implements AutoCloseable
{
    private static final long PARK_NS = 1_000_000;
    private static final long STALE_MS = 2_000;

    private final Path file;
    private final MappedByteBuffer mapped;
    private final UnsafeBuffer slot;

    private CommandSlotClient(final Path file, final MappedByteBuffer mapped)
    {
        this.file = file;
        this.mapped = mapped;
        slot = new UnsafeBuffer(mapped, GateFileLayout.COMMAND, CommandSlotLayout.SIZE);
    }

    /**
     * Opens the slot of a live engine.
     *
     * @param directory of the engine.
     * @return to be closed.
     * @throws GateFileException when there is no engine, it is dead or stale, or its file cannot be read or written.
     */
    public static CommandSlotClient open(final Path directory)
    {
        final Path file = directory.resolve(GateFile.NAME);
        requireLive(directory);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE))
        {
            return new CommandSlotClient(file, channel.map(FileChannel.MapMode.READ_WRITE, 0, GateFileLayout.HEADER));
        }
        catch (final IOException failed)
        {
            throw new GateFileException("gate file " + file + " cannot be opened for a command: " + failed, failed);
        }
    }

    /** A token is told to the engine alone: an older one's file, or one that somebody has put there, may be read by others. */
    private void requireClosed(final byte[] token)
    {
        try
        {
            if (token.length > 0 && !OwnRights.isClosed(file))
            {
                throw new GateFileException("gate file " + file + " is open to others, and a token would go through it: nothing was asked. "
                    + "An engine of this version makes it for its owner alone: restart it, or use its console");
            }
        }
        catch (final IOException failed)
        {
            throw new GateFileException("gate file " + file + " cannot be looked at: " + failed, failed);
        }
    }

    private static void requireLive(final Path directory)
    {
        try (GateFileReader reader = GateFileReader.open(directory))
        {
            final MappedHeader header = reader.header();
            final long age = header.heartbeatAgeMs(EngineClock.SYSTEM.wallMs());
            if (!header.isAlive())
            {
                throw new GateFileException("the engine of " + directory + " is dead: its process " + header.pid() + " does not run");
            }
            if (age > STALE_MS)
            {
                throw new GateFileException(
                    "the engine of " + directory + " is stale: process " + header.pid() + " gave its last sign " + age + " ms ago");
            }
        }
    }

    /**
     * Gives a command and waits for the answer.
     *
     * @param command  what is asked; its texts at most 128 bytes of UTF-8 each.
     * @param deadline how long to wait.
     * @return timed out: withdrawn where the engine had not taken it, otherwise it may still be carried out; the message says which.
     * @throws GateFileException for a text that is too long.
     */
    public CommandSlot.Answer send(final CommandSlot.Command command, final Duration deadline)
    {
        final byte[] scope = bytes("scope", command.scope());
        final byte[] actor = bytes("actor", command.actor());
        final byte[] reason = bytes("reason", command.reason());
        final byte[] token = command.token().reveal().getBytes(StandardCharsets.UTF_8);
        requireClosed(token);
        final long endNs = EngineClock.SYSTEM.nanoTime() + deadline.toNanos();
        while (!slot.compareAndSetLong(CommandSlotLayout.STATE, CommandSlotLayout.FREE, CommandSlotLayout.WRITING))
        {
            if (EngineClock.SYSTEM.nanoTime() - endNs >= 0)
            {
                return late("the command slot of " + file + " stayed taken by another command: nothing was asked");
            }
            LockSupport.parkNanos(PARK_NS);
        }
        final long id = ThreadLocalRandom.current().nextLong();
        slot.putLong(CommandSlotLayout.ID, id);
        slot.putLong(CommandSlotLayout.PID, ProcessHandle.current().pid());
        slot.putInt(CommandSlotLayout.COMMAND, command.command().ordinal());
        slot.putInt(CommandSlotLayout.CAUSE, command.cause() == null ? -1 : command.cause().ordinal());
        put(CommandSlotLayout.SCOPE_LENGTH, CommandSlotLayout.SCOPE, scope);
        put(CommandSlotLayout.ACTOR_LENGTH, CommandSlotLayout.ACTOR, actor);
        put(CommandSlotLayout.REASON_LENGTH, CommandSlotLayout.REASON, reason);
        CommandSlotLayout.wipe(slot);
        put(CommandSlotLayout.TOKEN_LENGTH, CommandSlotLayout.TOKEN, token);
        slot.putLong(CommandSlotLayout.TOKEN_ID, id);
        slot.putLongOrdered(CommandSlotLayout.STATE, CommandSlotLayout.REQUESTED);
        return await(endNs);
    }

    private CommandSlot.Answer await(final long endNs)
    {
        while (slot.getLongVolatile(CommandSlotLayout.STATE) != CommandSlotLayout.ANSWERED)
        {
            if (EngineClock.SYSTEM.nanoTime() - endNs >= 0)
            {
                // By way of WRITING: nobody else writes there while the token is overwritten.
                final boolean withdrawn = slot.compareAndSetLong(
                    CommandSlotLayout.STATE, CommandSlotLayout.REQUESTED, CommandSlotLayout.WRITING);
                if (withdrawn)
                {
                    CommandSlotLayout.wipe(slot);
                    slot.putLongOrdered(CommandSlotLayout.STATE, CommandSlotLayout.FREE);
                }
                return late(withdrawn ? "the engine did not take the command in time: it is withdrawn"
                    : "the engine took the command and did not answer in time: it may still be carried out");
            }
            LockSupport.parkNanos(PARK_NS);
        }
        final int length = Math.max(0, Math.min(CommandSlotLayout.MESSAGE_SIZE, slot.getInt(CommandSlotLayout.MESSAGE_LENGTH)));
        final byte[] message = new byte[length];
        slot.getBytes(CommandSlotLayout.MESSAGE, message);
        final int code = Math.max(0, Math.min(Level.SHUTDOWN.ordinal(), slot.getInt(CommandSlotLayout.LEVEL)));
        final CommandSlot.Answer answer = new CommandSlot.Answer(
            slot.getInt(CommandSlotLayout.ACCEPTED) == CommandSlotLayout.CARRIED_OUT, new String(message, StandardCharsets.UTF_8),
            Level.of(code), slot.getInt(CommandSlotLayout.TIMED_OUT) == 1,
            slot.getInt(CommandSlotLayout.ACCEPTED) == CommandSlotLayout.PENDING);
        // An engine that knows no tokens has left it there.
        CommandSlotLayout.wipe(slot);
        slot.putLongOrdered(CommandSlotLayout.STATE, CommandSlotLayout.FREE);
        return answer;
    }

    private static CommandSlot.Answer late(final String message)
    {
        return new CommandSlot.Answer(false, message, Level.CLOSED, true);
    }

    private void put(final int lengthAt, final int at, final byte[] bytes)
    {
        slot.putInt(lengthAt, bytes.length);
        slot.putBytes(at, bytes);
    }

    private static byte[] bytes(final String name, final String text)
    {
        final byte[] bytes = (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > CommandSlotLayout.TEXT)
        {
            throw new GateFileException(
                "the " + name + " has " + bytes.length + " bytes, at most " + CommandSlotLayout.TEXT + " go through the command slot");
        }
        return bytes;
    }

    @Override
    public void close()
    {
        IoUtil.unmap(mapped);
    }
}
