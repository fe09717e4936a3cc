package io.interlock.core.mapped;

import io.interlock.core.gate.GateWord;
import io.interlock.core.machine.RestoredScope;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.model.Level;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.zip.CRC32;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The engine's own side of {@code gate.dat}. It is made beside the old one, filled, forced, and only then put in its place by a rename.
 *
 * <p>The mapping lives as long as this object: a thread that is stuck in it must not bring the process down.
 *
 * <p>Threading: breaker thread only, but for {@link #markKilled(int)}, which an operator's thread and the
 * watchdog call under the registry's lock.
 */
public final class GateFile
{
    /** Its name in the engine's directory. */
    public static final String NAME = "gate.dat";

    private static final int BLOCK = 1 << 16;

    private final Path file;
    private final Path temporary;
    private final MappedByteBuffer mapped;
    private final UnsafeBuffer buffer;
    private int count;

    /**
     * Makes a new file beside the old one; {@link #publish()} puts it in place.
     *
     * @param directory of the engine.
     * @param capacity  scopes, the root among them.
     * @param bootId    of this life of the engine.
     * @param wallMs    wall time of the start.
     * @param nanoTime  monotonic time of the start.
     * @throws GateFileException naming the file and what is in the way.
     */
    public GateFile(final Path directory, final int capacity, final UUID bootId, final long wallMs, final long nanoTime)
    {
        file = directory.resolve(NAME);
        temporary = directory.resolve(NAME + ".new");
        final long size = GateFileLayout.size(capacity);
        try (FileChannel channel = OwnRights.make(temporary, StandardOpenOption.READ, StandardOpenOption.WRITE))
        {
            final ByteBuffer zeros = ByteBuffer.allocate(BLOCK);
            for (long at = 0; at < size;)
            {
                zeros.clear().limit((int)Math.min(BLOCK, size - at));
                at += channel.write(zeros, at);
            }
            mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, size);
        }
        catch (final IOException failed)
        {
            throw new GateFileException("gate file " + temporary + " cannot be written: " + failed
                + ". The engine needs a directory that it may write to, with " + size / 1024 + " KB free", failed);
        }
        mapped.order(ByteOrder.LITTLE_ENDIAN);
        buffer = new UnsafeBuffer(mapped);
        mapped.putLong(0, GateFileLayout.MAGIC);
        mapped.putInt(GateFileLayout.VERSION_OFFSET, GateFileLayout.VERSION);
        mapped.putLong(GateFileLayout.PID, ProcessHandle.current().pid());
        mapped.putLong(GateFileLayout.BOOT_HIGH, bootId.getMostSignificantBits());
        mapped.putLong(GateFileLayout.BOOT_LOW, bootId.getLeastSignificantBits());
        mapped.putLong(GateFileLayout.STARTED_WALL, wallMs);
        mapped.putLong(GateFileLayout.STARTED_NANO, nanoTime);
        mapped.putInt(GateFileLayout.CAPACITY, capacity);
        mapped.putInt(GateFileLayout.RECORD_SIZE_OFFSET, GateFileLayout.RECORD);
        mapped.putLong(GateFileLayout.HEARTBEAT_WALL, wallMs);
        mapped.putInt(GateFileLayout.CRC_OFFSET, GateFileReader.crc(mapped));
    }

    /**
     * Puts the file in the old one's place, durably.
     *
     * @throws GateFileException naming what is in the way; the old file is then still there.
     */
    public void publish()
    {
        try
        {
            mapped.force();
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ))
            {
                directory.force(true);
            }
        }
        catch (final IOException failed)
        {
            throw new GateFileException("gate file " + file + " cannot be put in place: " + failed, failed);
        }
    }

    /**
     * Adds the next scope.
     *
     * @param id   the next free one.
     * @param path at most 120 bytes of UTF-8.
     */
    public void add(final int id, final String path)
    {
        final int at = GateFileLayout.record(id);
        final byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        final CRC32 crc = new CRC32();
        crc.update(bytes);
        buffer.putBytes(at + GateFileLayout.PATH, bytes);
        buffer.putInt(at + GateFileLayout.PATH_CRC, (int)crc.getValue(), ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(at + GateFileLayout.PATH_LENGTH, bytes.length, ByteOrder.LITTLE_ENDIAN);
        // Until its own state is written, in a moment; a restored scope gets it before the file is in place.
        vital(id, Level.CLOSED, null);
        count = id + 1;
        put(GateFileLayout.SCOPES, GateFileLayout.scopes(count));
    }

    private void put(final int offset, final long value)
    {
        buffer.putLongOrdered(offset, value);
    }

    private void vital(final int id, final Level level, final ScopeView view)
    {
        final long word = view == null ? VitalWord.encode(id, RestoredScope.NEW)
            : VitalWord.encode(id, level, view.override() || GateWord.ownOverride(gate(id)), view);
        final int at = GateFileLayout.record(id) + GateFileLayout.VITAL;
        if (buffer.getLong(at) != word)
        {
            put(at, word);
        }
    }

    private long gate(final int id)
    {
        return buffer.getLong(GateFileLayout.record(id) + GateFileLayout.GATE);
    }

    /**
     * Mirrors a gate word, and with it what recovery needs.
     *
     * @param id   the scope.
     * @param word its gate word; its own level counts, a step down not yet durable included.
     * @param view what the machine knows.
     */
    public void word(final int id, final long word, final ScopeView view)
    {
        if (id < count)
        {
            put(GateFileLayout.record(id) + GateFileLayout.GATE, word);
            vital(id, GateWord.own(word), view);
        }
    }

    /**
     * Marks a kill, or on the root a critical error, that is not yet judged. Under the registry's lock.
     *
     * @param id the scope.
     */
    public void markKilled(final int id)
    {
        put(GateFileLayout.record(id) + GateFileLayout.KILL, GateFileLayout.KILL_MARK);
    }

    /**
     * The kill is judged; the vital word carries it. Under the registry's lock.
     *
     * @param id the scope.
     */
    public void clearKilled(final int id)
    {
        final int at = GateFileLayout.record(id) + GateFileLayout.KILL;
        if (buffer.getLong(at) != 0)
        {
            put(at, 0);
        }
    }

    /**
     * A long of the header, for those who only look.
     *
     * @param offset of {@link GateFileLayout}.
     * @param value  what to show.
     */
    void header(final int offset, final long value)
    {
        put(offset, value);
    }

    /**
     * A long of a scope's record, for those who only look.
     *
     * @param id     the scope.
     * @param offset of {@link GateFileLayout}.
     * @param value  what to show.
     */
    void info(final int id, final int offset, final long value)
    {
        put(GateFileLayout.record(id) + offset, value);
    }

    /**
     * The command slot.
     *
     * @return the engine's side of it.
     */
    public CommandSlot commandSlot()
    {
        return new CommandSlot(new UnsafeBuffer(buffer, GateFileLayout.COMMAND, CommandSlotLayout.SIZE));
    }
}
