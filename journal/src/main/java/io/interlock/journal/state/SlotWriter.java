package io.interlock.journal.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Lays a snapshot out as a slot, in one buffer that is used again.
 *
 * <p>Threading: one thread.
 */
final class SlotWriter
{
    private final CRC32C crc = new CRC32C();
    private ByteBuffer buffer = buffer(StateLayout.BLOCK);

    private static ByteBuffer buffer(final int size)
    {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** From position 0 to the limit. */
    ByteBuffer lay(final StateSnapshot snapshot, final long generation, final int slot, final int slotSize)
    {
        final int most = most(snapshot.scopes());
        if (buffer.capacity() < most)
        {
            buffer = buffer(Math.multiplyExact(most, 2));
        }
        buffer.clear();
        buffer.putLong(0, StateLayout.MAGIC);
        buffer.putInt(StateLayout.VERSION_AT, StateLayout.VERSION);
        buffer.putInt(StateLayout.SLOT_SIZE, slotSize);
        buffer.putInt(StateLayout.SLOT, slot);
        buffer.putLong(StateLayout.GENERATION, generation);
        buffer.putLong(StateLayout.BOOT_HIGH, snapshot.bootId().getMostSignificantBits());
        buffer.putLong(StateLayout.BOOT_LOW, snapshot.bootId().getLeastSignificantBits());
        buffer.putLong(StateLayout.SEQUENCE, snapshot.head().sequence());
        snapshot.head().hash().copyTo(buffer.array(), StateLayout.HASH);
        buffer.putInt(StateLayout.COUNT, snapshot.scopes().size());
        buffer.putInt(StateLayout.RESERVED, 0);
        int at = StateLayout.SCOPES;
        for (final ScopeVitals scope : snapshot.scopes())
        {
            at = scope(scope, at);
        }
        buffer.putInt(StateLayout.LENGTH, at + StateLayout.CRC_SIZE);
        crc.reset();
        crc.update(buffer.array(), 0, at);
        buffer.putInt(at, (int)crc.getValue());
        buffer.limit(at + StateLayout.CRC_SIZE);
        return buffer;
    }

    private static int most(final List<ScopeVitals> scopes)
    {
        int most = StateLayout.MIN_LENGTH;
        for (final ScopeVitals scope : scopes)
        {
            most = Math.addExact(most, StateLayout.PATH + 3 * scope.path().length());
        }
        return most;
    }

    private int scope(final ScopeVitals scope, final int at)
    {
        final byte[] path = scope.path().getBytes(StandardCharsets.UTF_8);
        if (path.length > StateLayout.MAX_PATH)
        {
            throw new IllegalArgumentException("a path has at most " + StateLayout.MAX_PATH + " bytes, not " + path.length);
        }
        buffer.putShort(at + StateLayout.PATH_LENGTH, (short)path.length);
        buffer.put(at + StateLayout.LEVEL, (byte)scope.vital().level().ordinal());
        buffer.put(at + StateLayout.OVERRIDE, (byte)(scope.vital().override() ? 1 : 0));
        buffer.put(at + StateLayout.EXCHANGE, (byte)scope.vital().exchange().ordinal());
        buffer.put(at + StateLayout.NETWORK, (byte)scope.vital().network().ordinal());
        buffer.putShort(at + StateLayout.SCOPE_RESERVED, (short)0);
        buffer.putLong(at + StateLayout.STANDING, scope.vital().standing());
        buffer.put(at + StateLayout.PATH, path);
        return at + StateLayout.PATH + path.length;
    }
}
