package io.interlock.journal.state;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Reads a state file. Total: any bytes give an answer, never an exception. A file in place always has two whole slots, since it was made so
 * before it was put there: whatever else is found is said.
 *
 * <p>Threading: pure.
 */
public final class StateReader
{
    private static final int MAX_LEVEL = Level.SHUTDOWN.ordinal();
    private static final int MAX_EXCHANGE = ExchangeStatus.values().length - 1;
    private static final int MAX_NETWORK = NetworkStatus.values().length - 1;

    /** How often its own length is looked through for what only looks like a slot: a hostile file takes no more time. */
    private static final long MOST_LOOKS = 16;

    private final byte[] bytes;
    private final ByteBuffer buffer;
    private long lookedBytes;
    private int whole;
    private boolean otherVersion;
    private long newest;
    private StateSnapshot snapshot;
    private int slotSize;

    private StateReader(final byte[] bytes)
    {
        this.bytes = bytes;
        buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The record that the state file names as the last durable one.
     *
     * @param directory where it is.
     * @return {@link ChainHead#START} where it is not there, names none, or cannot be read: that is for others to say.
     */
    public static ChainHead head(final StateDirectory directory)
    {
        try
        {
            final StateRead read = read(directory);
            return read == null || read.refused() || read.snapshot() == null ? ChainHead.START : read.snapshot().head();
        }
        catch (final IOException unreadable)
        {
            return ChainHead.START;
        }
    }

    /**
     * Reads the file that is in place.
     *
     * @param directory where it is.
     * @return null where there is none.
     * @throws IOException where the disk gives nothing; what its bytes say is no exception.
     */
    public static StateRead read(final StateDirectory directory) throws IOException
    {
        final byte[] bytes = directory.read();
        return bytes == null ? null : read(bytes);
    }

    /**
     * Reads the bytes of a file.
     *
     * @param bytes any.
     * @return the newest whole slot, and what is wrong.
     */
    public static StateRead read(final byte[] bytes)
    {
        return new StateReader(bytes).read();
    }

    private StateRead read()
    {
        // Every block may begin a slot: where the size of the slots is damaged or the file is cut, the other slot is found all the same.
        for (int at = 0; at + StateLayout.MIN_LENGTH <= bytes.length; at += StateLayout.BLOCK)
        {
            if (buffer.getLong(at) == StateLayout.MAGIC && isIntact(at))
            {
                slot(at);
            }
        }
        final List<StateFault> faults = new ArrayList<>();
        if (otherVersion)
        {
            faults.add(new StateFault(StateFault.Kind.VERSION,
                "the state file has another version than " + StateLayout.VERSION + ", the one that this program reads"));
            return new StateRead(0, null, faults);
        }
        if (whole == 0)
        {
            faults.add(new StateFault(StateFault.Kind.NO_STATE, "no whole slot is in the " + bytes.length + " bytes of the state file"));
        }
        else if (whole < StateLayout.SLOTS || bytes.length != StateLayout.SLOTS * slotSize)
        {
            faults.add(new StateFault(StateFault.Kind.TORN, whole < StateLayout.SLOTS
                ? "a slot of the state file is torn: a write was interrupted, or it was changed; generation " + newest + " is whole"
                : "the state file has " + bytes.length + " bytes, not " + StateLayout.SLOTS * slotSize + "; its slots are whole"));
        }
        return new StateRead(newest, snapshot, faults);
    }

    private boolean isIntact(final int at)
    {
        final int length = buffer.getInt(at + StateLayout.LENGTH);
        if (length < StateLayout.MIN_LENGTH || length > bytes.length - at || lookedBytes > MOST_LOOKS * bytes.length)
        {
            return false;
        }
        lookedBytes += length;
        final CRC32C crc = new CRC32C();
        crc.update(bytes, at, length - StateLayout.CRC_SIZE);
        return buffer.getInt(at + length - StateLayout.CRC_SIZE) == (int)crc.getValue();
    }

    private void slot(final int at)
    {
        if (buffer.getInt(at + StateLayout.VERSION_AT) != StateLayout.VERSION)
        {
            otherVersion = true;
            return;
        }
        final int size = buffer.getInt(at + StateLayout.SLOT_SIZE);
        final int slot = buffer.getInt(at + StateLayout.SLOT);
        final long generation = buffer.getLong(at + StateLayout.GENERATION);
        // What only looks like a slot, in the left-over bytes of one, is not where it says that it is.
        if (slot < 0 || slot >= StateLayout.SLOTS || size < StateLayout.BLOCK || (long)slot * size != at || generation < 1)
        {
            return;
        }
        final StateSnapshot read = snapshot(at);
        if (read == null)
        {
            return;
        }
        whole++;
        if (generation > newest)
        {
            newest = generation;
            snapshot = read;
            slotSize = size;
        }
    }

    private StateSnapshot snapshot(final int at)
    {
        final int count = buffer.getInt(at + StateLayout.COUNT);
        final int end = at + buffer.getInt(at + StateLayout.LENGTH) - StateLayout.CRC_SIZE;
        final List<ScopeVitals> scopes = new ArrayList<>();
        int next = at + StateLayout.SCOPES;
        for (int i = 0; i < count; i++)
        {
            final ScopeVitals scope = scope(next, end);
            if (scope == null)
            {
                return null;
            }
            scopes.add(scope);
            next += StateLayout.PATH + Short.toUnsignedInt(buffer.getShort(next));
        }
        return next != end || count < 0 ? null : new StateSnapshot(
            new UUID(buffer.getLong(at + StateLayout.BOOT_HIGH), buffer.getLong(at + StateLayout.BOOT_LOW)),
            new ChainHead(buffer.getLong(at + StateLayout.SEQUENCE), Hash.copyOf(bytes, at + StateLayout.HASH)), List.copyOf(scopes));
    }

    private ScopeVitals scope(final int at, final int end)
    {
        if (end - at < StateLayout.PATH)
        {
            return null;
        }
        final int length = Short.toUnsignedInt(buffer.getShort(at));
        final boolean sound = length <= StateLayout.MAX_PATH && length <= end - at - StateLayout.PATH
            && code(at + StateLayout.LEVEL) <= MAX_LEVEL && code(at + StateLayout.OVERRIDE) <= 1
            && code(at + StateLayout.EXCHANGE) <= MAX_EXCHANGE && code(at + StateLayout.NETWORK) <= MAX_NETWORK;
        if (!sound)
        {
            return null;
        }
        return new ScopeVitals(
            new String(bytes, at + StateLayout.PATH, length, StandardCharsets.UTF_8),
            new RestoredScope(
                Level.of(code(at + StateLayout.LEVEL)), code(at + StateLayout.OVERRIDE) == 1,
                ExchangeStatus.of(code(at + StateLayout.EXCHANGE)), NetworkStatus.of(code(at + StateLayout.NETWORK)),
                buffer.getLong(at + StateLayout.STANDING)));
    }

    private int code(final int at)
    {
        return Byte.toUnsignedInt(bytes[at]);
    }
}
