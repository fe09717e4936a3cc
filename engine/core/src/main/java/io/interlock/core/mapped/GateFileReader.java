package io.interlock.core.mapped;

import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.Cause;
import io.interlock.core.port.TransitionEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * Reads a gate file, of a live engine or a dead one. It copies instead of mapping, so that a file cut short while it is read is an error
 * and not a fault of memory; every byte is doubted. Two equal copies in a row make a consistent picture of a record that is being written.
 *
 * <p>Threading: one thread at a time.
 */
public final class GateFileReader implements AutoCloseable
{
    private static final int ATTEMPTS = 8;

    private final Path file;
    private final FileChannel channel;

    private GateFileReader(final Path file, final FileChannel channel)
    {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens a gate file.
     *
     * @param path the file, or the directory that holds {@code gate.dat}.
     * @return to be closed.
     * @throws GateFileException naming what is wrong: not there, not a gate file, another layout version, cut short, damaged.
     */
    public static GateFileReader open(final Path path)
    {
        final Path file = Files.isDirectory(path) ? path.resolve(GateFile.NAME) : path;
        if (Files.exists(file) && !Files.isRegularFile(file))
        {
            // To open a pipe would wait for ever.
            throw new GateFileException("gate file " + file + " is no regular file: move it away");
        }
        try
        {
            final GateFileReader reader = new GateFileReader(file, FileChannel.open(file, StandardOpenOption.READ));
            try
            {
                reader.header();
            }
            catch (final RuntimeException unreadable)
            {
                reader.close();
                throw unreadable;
            }
            return reader;
        }
        catch (final NoSuchFileException missing)
        {
            throw new GateFileException("there is no gate file " + file + (Files.isDirectory(path)
                ? ": no engine was started with this directory"
                : ": neither a directory nor a file of that name exists") + "; name the directory that the engine was started with",
                missing);
        }
        catch (final IOException failed)
        {
            throw new GateFileException("gate file " + file + " cannot be opened: " + failed, failed);
        }
    }

    private GateFileException damaged(final String what)
    {
        return new GateFileException("gate file " + file + " is damaged: " + what
            + ". It holds the levels that trading was at; the engine does not start without them. Find out why, then either "
            + "restore the file, or move it away: " + without());
    }

    private String without()
    {
        return Files.isDirectory(file.resolveSibling("journal"))
            ? "the levels then come from the journal and state.dat beside it, which may lack what tightened last before a power loss"
            : "without it every scope starts CLOSED, so decide the levels anew";
    }

    private ByteBuffer copy(final long offset, final int length)
    {
        ByteBuffer last = read(offset, length);
        for (int i = 0; i < ATTEMPTS; i++)
        {
            final ByteBuffer next = read(offset, length);
            if (next.equals(last))
            {
                return next;
            }
            last = next;
        }
        // Written all the time; vital words are whole in any copy.
        return last;
    }

    private ByteBuffer read(final long offset, final int length)
    {
        final ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        try
        {
            while (buffer.hasRemaining())
            {
                if (channel.read(buffer, offset + buffer.position()) < 0)
                {
                    throw damaged("it is cut short, " + channel.size() + " bytes");
                }
            }
        }
        catch (final IOException failed)
        {
            throw new GateFileException("gate file " + file + " cannot be read: " + failed, failed);
        }
        return buffer.flip();
    }

    private ByteBuffer checkedHeader()
    {
        final ByteBuffer start = read(0, GateFileLayout.CRC_OFFSET);
        if (start.getLong(0) != GateFileLayout.MAGIC)
        {
            throw new GateFileException(file
                + " is not a gate file of Interlock: it does not begin like one. The engine does not start over it; if it "
                + "ever was one, restore it, otherwise move it away: without a gate file every scope starts CLOSED");
        }
        final ByteBuffer header = copy(0, GateFileLayout.HEADER);
        final int version = header.getInt(GateFileLayout.VERSION_OFFSET);
        if (header.getInt(GateFileLayout.CRC_OFFSET) != crc(header))
        {
            throw version == GateFileLayout.VERSION ? damaged("the checksum of its header is wrong") : otherVersion(version);
        }
        if (version != GateFileLayout.VERSION)
        {
            throw otherVersion(version);
        }
        final int capacity = header.getInt(GateFileLayout.CAPACITY);
        final long scopes = header.getLong(GateFileLayout.SCOPES);
        final int count = (int)scopes;
        final int recordSize = header.getInt(GateFileLayout.RECORD_SIZE_OFFSET);
        if (capacity < 1 || capacity > GateFileLayout.MAX_SCOPES || recordSize != GateFileLayout.RECORD)
        {
            throw damaged("its header speaks of " + capacity + " scopes");
        }
        if (scopes != GateFileLayout.scopes(count) || count < 1 || count > capacity)
        {
            throw damaged("its count of scopes does not hold together");
        }
        return header;
    }

    private GateFileException otherVersion(final int version)
    {
        return new GateFileException("gate file " + file + " has layout version " + version + ", this program reads version "
            + GateFileLayout.VERSION + ": use the program that wrote it; the engine does not start over it");
    }

    static int crc(final ByteBuffer header)
    {
        final CRC32 crc = new CRC32();
        for (int i = 0; i < GateFileLayout.STATIC_END; i++)
        {
            if (i < GateFileLayout.CRC_OFFSET || i >= GateFileLayout.PID)
            {
                crc.update(header.get(i));
            }
        }
        return (int)crc.getValue();
    }

    /**
     * What the file says of its engine.
     *
     * @return never null.
     * @throws GateFileException naming what is wrong.
     */
    public MappedHeader header()
    {
        final ByteBuffer header = checkedHeader();
        final Map<String, Long> byKind = new HashMap<>();
        for (final InputKind kind : InputKind.values())
        {
            final long count = header.getLong(GateFileLayout.BY_KIND + kind.ordinal() * Long.BYTES);
            if (count > 0)
            {
                byKind.put(kind.name(), count);
            }
        }
        return new MappedHeader(
            header.getLong(GateFileLayout.PID),
            new UUID(header.getLong(GateFileLayout.BOOT_HIGH), header.getLong(GateFileLayout.BOOT_LOW)).toString(),
            header.getLong(GateFileLayout.STARTED_WALL), header.getLong(GateFileLayout.HEARTBEAT_WALL),
            header.getLong(GateFileLayout.HEARTBEAT_NANO), header.getLong(GateFileLayout.ROOT_GUARD),
            header.getLong(GateFileLayout.JUDGED), header.getLong(GateFileLayout.FOLDED), header.getLong(GateFileLayout.TRANSITIONS),
            header.getLong(GateFileLayout.REJECTED), header.getLong(GateFileLayout.FAULTS), byKind, HeadWords.read(header));
    }

    /**
     * What the file says of each scope.
     *
     * @return the root first, parents before children.
     * @throws GateFileException naming what is wrong; nothing damaged is ever left out or guessed.
     */
    public List<MappedScope> scopes()
    {
        final ByteBuffer header = checkedHeader();
        final int count = (int)header.getLong(GateFileLayout.SCOPES);
        final List<MappedScope> scopes = new ArrayList<>();
        for (int id = 0; id < count; id++)
        {
            scopes.add(scope(id, copy(GateFileLayout.record(id), GateFileLayout.RECORD)));
        }
        try
        {
            if (channel.size() != GateFileLayout.size(header.getInt(GateFileLayout.CAPACITY)))
            {
                throw damaged("its length is " + channel.size() + " bytes, not what its header says");
            }
        }
        catch (final IOException failed)
        {
            throw new GateFileException("gate file " + file + " cannot be read: " + failed, failed);
        }
        return scopes;
    }

    private MappedScope scope(final int id, final ByteBuffer record)
    {
        final int length = record.getInt(GateFileLayout.PATH_LENGTH);
        if (length < 0 || length > GateFileLayout.MAX_PATH || id == 0 != (length == 0))
        {
            throw damaged("the path of scope " + id + " has an impossible length");
        }
        final byte[] bytes = new byte[length];
        record.get(GateFileLayout.PATH, bytes);
        final String path = new String(bytes, StandardCharsets.UTF_8);
        final CRC32 crc = new CRC32();
        crc.update(bytes);
        if ((int)crc.getValue() != record.getInt(GateFileLayout.PATH_CRC))
        {
            throw damaged("the checksum of the path of scope " + id + " is wrong");
        }
        final RestoredScope vital = VitalWord.decode(id, record.getLong(GateFileLayout.VITAL));
        if (vital == null)
        {
            throw damaged("the state of scope \"" + path + "\" is wrong by its checksum");
        }
        final long kill = record.getLong(GateFileLayout.KILL);
        if (kill != 0 && kill != GateFileLayout.KILL_MARK)
        {
            throw damaged("the kill mark of scope \"" + path + "\" is neither on nor off");
        }
        final long code = record.getLong(GateFileLayout.LAST_CAUSE) - 1;
        final Cause cause = code < 0 || code > Cause.RESET.ordinal() ? null : Cause.of((int)code);
        return new MappedScope(
            path, vital, kill != 0,
            new MappedScope.Words(record.getLong(GateFileLayout.GATE), record.getLong(GateFileLayout.GUARD)),
            cause == null ? null : new TransitionEvent.Why(
                cause, record.getLong(GateFileLayout.LAST_VALUE), record.getLong(GateFileLayout.LAST_THRESHOLD)),
            record.getLong(GateFileLayout.LAST_WALL), samples(record));
    }

    private static MappedScope.Samples samples(final ByteBuffer record)
    {
        final Map<String, Long> last = new HashMap<>();
        for (int code = 0; code < GateFileLayout.REPORT_KINDS; code++)
        {
            final long at = record.getLong(GateFileLayout.LAST_REPORT + code * Long.BYTES);
            if (at > 0)
            {
                last.put(InputKind.of(code).name(), at);
            }
        }
        final long flags = record.getLong(GateFileLayout.FLAGS);
        return new MappedScope.Samples(
            record.getLong(GateFileLayout.STREAK), record.getLong(GateFileLayout.ORDERS), record.getLong(GateFileLayout.FAILURES),
            record.getLong(GateFileLayout.EVIDENCE), record.getLong(GateFileLayout.COOLDOWN_END),
            (flags & GateFileLayout.FLAG_AWAITING_CONFIRMATION) != 0, (flags & GateFileLayout.FLAG_WAITING_FOR_EVIDENCE) != 0,
            (flags & GateFileLayout.FLAG_RESETTABLE) != 0, last);
    }

    @Override
    public void close()
    {
        try
        {
            channel.close();
        }
        catch (final IOException failed)
        {
            throw new GateFileException("gate file " + file + " cannot be closed: " + failed, failed);
        }
    }
}
