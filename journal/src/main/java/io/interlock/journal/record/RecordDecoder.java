package io.interlock.journal.record;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.NoticeRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Reads records. Total: any bytes at all give either a record or a fault, never an exception. It looks at one record alone: whether its
 * place in the chain is true, and whether its own hash is right, is not its business.
 *
 * <p>Threading: one thread.
 */
public final class RecordDecoder
{
    private static final Level[] LEVELS = Level.values();
    private static final Cause[] CAUSES = Cause.values();
    private static final ExchangeStatus[] EXCHANGES = ExchangeStatus.values();
    private static final NetworkStatus[] NETWORKS = NetworkStatus.values();
    private static final ActionEvent.Stage[] STAGES = ActionEvent.Stage.values();
    private static final NoticeRecord.Outcome[] NOTICES = NoticeRecord.Outcome.values();

    private final CRC32C crc = new CRC32C();
    private final TextReader texts = new TextReader();

    /**
     * Reads a frame.
     *
     * @param bytes all of it; may be null.
     * @return a record or a fault.
     */
    public Decoded decode(final byte[] bytes)
    {
        final int length = bytes == null ? 0 : bytes.length;
        if (length < RecordLayout.VERSION_AT + 2 + RecordLayout.CRC_SIZE)
        {
            return fault(RecordFault.Kind.TOO_SHORT, "it has " + length + " bytes, the shortest record " + RecordLayout.MIN_LENGTH);
        }
        final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        final RecordFault wrong = envelope(buffer, bytes);
        return wrong != null ? wrong : content(buffer, bytes);
    }

    private RecordFault envelope(final ByteBuffer buffer, final byte[] bytes)
    {
        final int length = bytes.length;
        if (buffer.getInt(0) != RecordLayout.MAGIC)
        {
            return fault(RecordFault.Kind.MAGIC, "it begins with 0x" + Integer.toHexString(buffer.getInt(0)) + ", which no record does");
        }
        crc.reset();
        crc.update(bytes, 0, length - RecordLayout.CRC_SIZE);
        final boolean intact = buffer.getInt(length - RecordLayout.CRC_SIZE) == (int)crc.getValue();
        final int version = Short.toUnsignedInt(buffer.getShort(RecordLayout.VERSION_AT));
        // A version that is merely damaged is damage: only a whole record is refused as one of another program.
        if (version != RecordLayout.VERSION && intact)
        {
            return fault(RecordFault.Kind.VERSION,
                "it has layout version " + version + "; this program reads version " + RecordLayout.VERSION + " and no other");
        }
        if (length < RecordLayout.MIN_LENGTH)
        {
            return fault(RecordFault.Kind.TOO_SHORT, "it has " + length + " bytes, the shortest record " + RecordLayout.MIN_LENGTH);
        }
        final int stated = buffer.getInt(RecordLayout.LENGTH);
        if (stated != length)
        {
            return fault(RecordFault.Kind.LENGTH, "it has " + length + " bytes and says " + Integer.toUnsignedString(stated));
        }
        return intact ? null : fault(RecordFault.Kind.CRC, "its checksum does not fit its bytes");
    }

    private Decoded content(final ByteBuffer buffer, final byte[] bytes)
    {
        final RecordType type = RecordType.of(Byte.toUnsignedInt(buffer.get(RecordLayout.TYPE)));
        if (type == null)
        {
            return fault(RecordFault.Kind.TYPE, "no type has the code " + Byte.toUnsignedInt(buffer.get(RecordLayout.TYPE)));
        }
        final int flags = Byte.toUnsignedInt(buffer.get(RecordLayout.FLAGS));
        if ((flags & ~RecordLayout.KNOWN_FLAGS) != 0 || buffer.getShort(RecordLayout.RESERVED) != 0)
        {
            return fault(RecordFault.Kind.FLAGS, "flags 0x" + Integer.toHexString(flags) + ", or bytes kept free, are not of this version");
        }
        final RecordFault code = codes(buffer, type, flags);
        if (code != null)
        {
            return code;
        }
        final RecordFault text = texts.read(buffer, bytes);
        if (text != null)
        {
            return text;
        }
        final boolean vital = code(buffer, RecordLayout.EXCHANGE) != RecordLayout.NONE;
        final RecordContent content = new RecordContent(
            type, stamp(buffer), change(buffer, flags), outcome(buffer, type, flags), vital ? vital(buffer, flags) : null, texts.take(),
            Hash.copyOf(bytes, RecordLayout.CONFIG));
        final JournalRecord.Seal seal = new JournalRecord.Seal(
            buffer.getLong(RecordLayout.SEQUENCE), Hash.copyOf(bytes, RecordLayout.PREDECESSOR),
            Hash.copyOf(bytes, bytes.length - RecordLayout.TRAILER), (flags & RecordLayout.KEYED) != 0);
        return new JournalRecord(content, seal);
    }

    /** Besides unknown codes this refuses what a reader would trip over: a transition or a vital with a part missing. */
    private static RecordFault codes(final ByteBuffer buffer, final RecordType type, final int flags)
    {
        RecordFault wrong = check("level", code(buffer, RecordLayout.FROM), LEVELS.length);
        wrong = wrong == null ? check("level", code(buffer, RecordLayout.TO), LEVELS.length) : wrong;
        wrong = wrong == null ? check("cause", code(buffer, RecordLayout.CAUSE), CAUSES.length) : wrong;
        wrong = wrong == null ? check("exchange status", code(buffer, RecordLayout.EXCHANGE), EXCHANGES.length) : wrong;
        wrong = wrong == null ? check("network status", code(buffer, RecordLayout.NETWORK), NETWORKS.length) : wrong;
        wrong = wrong == null ? check(
            "stage", code(buffer, RecordLayout.STAGE), type == RecordType.NOTIFICATION ? NOTICES.length : STAGES.length) : wrong;
        if (wrong != null)
        {
            return wrong;
        }
        final boolean exchange = code(buffer, RecordLayout.EXCHANGE) != RecordLayout.NONE;
        final boolean network = code(buffer, RecordLayout.NETWORK) != RecordLayout.NONE;
        final boolean halfVital = exchange
            ? !network || code(buffer, RecordLayout.TO) == RecordLayout.NONE
            : network || (flags & RecordLayout.OVERRIDE) != 0 || buffer.getLong(RecordLayout.STANDING) != 0;
        if (halfVital || !exchange && type == RecordType.VITAL)
        {
            return fault(RecordFault.Kind.CODE, "it lacks a part of what recovery needs of a scope");
        }
        final boolean half = type == RecordType.TRANSITION && (code(buffer, RecordLayout.FROM) == RecordLayout.NONE
            || code(buffer, RecordLayout.TO) == RecordLayout.NONE || code(buffer, RecordLayout.CAUSE) == RecordLayout.NONE);
        return half ? fault(RecordFault.Kind.CODE, "it is a transition without from, to or cause") : null;
    }

    private static RecordFault check(final String what, final int code, final int count)
    {
        return code < count || code == RecordLayout.NONE ? null : fault(RecordFault.Kind.CODE, "no " + what + " has the code " + code);
    }

    private static int code(final ByteBuffer buffer, final int at)
    {
        return Byte.toUnsignedInt(buffer.get(at));
    }

    private static <E> E constant(final ByteBuffer buffer, final int at, final E[] constants)
    {
        final int code = code(buffer, at);
        return code == RecordLayout.NONE ? null : constants[code];
    }

    private static RecordContent.Stamp stamp(final ByteBuffer buffer)
    {
        return new RecordContent.Stamp(
            new UUID(buffer.getLong(RecordLayout.BOOT_HIGH), buffer.getLong(RecordLayout.BOOT_LOW)),
            buffer.getLong(RecordLayout.DECISION), buffer.getLong(RecordLayout.TIME_NS), buffer.getLong(RecordLayout.WALL_MS));
    }

    private static RecordContent.Change change(final ByteBuffer buffer, final int flags)
    {
        return new RecordContent.Change(
            constant(buffer, RecordLayout.FROM, LEVELS), constant(buffer, RecordLayout.TO, LEVELS),
            constant(buffer, RecordLayout.CAUSE, CAUSES),
            new RecordContent.Numbers(
                (flags & RecordLayout.DECIMAL) != 0, buffer.getLong(RecordLayout.VALUE), buffer.getLong(RecordLayout.THRESHOLD)));
    }

    private static RecordContent.Outcome outcome(final ByteBuffer buffer, final RecordType type, final int flags)
    {
        final boolean notice = type == RecordType.NOTIFICATION;
        return new RecordContent.Outcome(
            (flags & RecordLayout.DONE) != 0, notice ? null : constant(buffer, RecordLayout.STAGE, STAGES),
            Short.toUnsignedInt(buffer.getShort(RecordLayout.ATTEMPT)),
            notice ? constant(buffer, RecordLayout.STAGE, NOTICES) : null);
    }

    private static RestoredScope vital(final ByteBuffer buffer, final int flags)
    {
        return new RestoredScope(
            constant(buffer, RecordLayout.TO, LEVELS), (flags & RecordLayout.OVERRIDE) != 0,
            constant(buffer, RecordLayout.EXCHANGE, EXCHANGES), constant(buffer, RecordLayout.NETWORK, NETWORKS),
            buffer.getLong(RecordLayout.STANDING));
    }

    static RecordFault fault(final RecordFault.Kind kind, final String message)
    {
        return new RecordFault(kind, message);
    }
}
