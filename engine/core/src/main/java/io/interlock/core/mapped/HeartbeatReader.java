package io.interlock.core.mapped;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.zip.CRC32;

/**
 * Reads an engine's sign of life from its gate file, again and again: what somebody needs who watches it from another process. It copies
 * the head of the file instead of mapping it, so that a file cut short is an answer and no fault of memory; every byte of it is doubted. As
 * long as the same sound file is there a look allocates nothing.
 *
 * <p>Threading: one thread.
 */
public final class HeartbeatReader implements AutoCloseable
{
    private static final int HEAD = GateFileLayout.ROOT_GUARD + Long.BYTES;

    /** What a look found. */
    public enum Found
    {
        /** A whole gate file: what it tells can be asked for. */
        SOUND,
        /** There is no such file. */
        MISSING,
        /** It is shorter or longer than it says. */
        CUT,
        /** Its checksum is wrong, or its counts are impossible. */
        DAMAGED,
        /** It is none of Interlock's, no regular file, or of another layout version. */
        FOREIGN,
        /** The system does not let it be read. */
        UNREADABLE
    }

    private final Path file;
    private final ByteBuffer head = ByteBuffer.allocateDirect(HEAD).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32 crc = new CRC32();
    private FileChannel channel;
    private Object key;
    private String problem = "";

    /**
     * Opens nothing yet.
     *
     * @param directory of the engine.
     */
    public HeartbeatReader(final Path directory)
    {
        file = directory.resolve(GateFile.NAME);
    }

    /**
     * Looks.
     *
     * @param byPath whether to see first if the path still leads to the file that was read last: an engine that starts puts a new one in
     *               its place, and a file that was removed still has its writer. Allocates. Where no file is open the path is looked at
     *               in any case.
     * @return what is there; where it is not {@link Found#SOUND}, {@link #problem()} says more and the numbers mean nothing.
     */
    public Found look(final boolean byPath)
    {
        try
        {
            if (channel != null && byPath && !isSame())
            {
                drop();
            }
            if (channel == null && !open())
            {
                return Found.FOREIGN;
            }
            return read();
        }
        catch (final NoSuchFileException missing)
        {
            drop();
            return found(Found.MISSING, "there is no " + file);
        }
        catch (final IOException failed)
        {
            drop();
            return found(Found.UNREADABLE, file + " cannot be read: " + failed);
        }
    }

    private boolean isSame() throws IOException
    {
        return key != null && key.equals(key());
    }

    private Object key() throws IOException
    {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private boolean open() throws IOException
    {
        final BasicFileAttributes before = Files.readAttributes(file, BasicFileAttributes.class);
        if (!before.isRegularFile())
        {
            // To open a pipe would wait for ever.
            found(Found.FOREIGN, file + " is no regular file");
            return false;
        }
        channel = FileChannel.open(file, StandardOpenOption.READ);
        // Put in place in between, it may be another file than the one whose key was read: without a key the next look opens it anew.
        final Object after = key();
        key = after != null && after.equals(before.fileKey()) ? after : null;
        return true;
    }

    private Found read() throws IOException
    {
        head.clear();
        while (head.hasRemaining())
        {
            if (channel.read(head, head.position()) < 0)
            {
                return damaged(Found.CUT, "it is cut short, " + channel.size() + " bytes");
            }
        }
        if (head.getLong(0) != GateFileLayout.MAGIC)
        {
            return damaged(Found.FOREIGN, "it does not begin like a gate file of Interlock");
        }
        final int version = head.getInt(GateFileLayout.VERSION_OFFSET);
        if (version != GateFileLayout.VERSION)
        {
            return damaged(Found.FOREIGN, "its layout version is " + version + ", this program reads version " + GateFileLayout.VERSION);
        }
        if (head.getInt(GateFileLayout.CRC_OFFSET) != checksum())
        {
            return damaged(Found.DAMAGED, "the checksum of its header is wrong");
        }
        final int capacity = head.getInt(GateFileLayout.CAPACITY);
        if (capacity < 1 || capacity > GateFileLayout.MAX_SCOPES)
        {
            return damaged(Found.DAMAGED, "its header speaks of " + capacity + " scopes");
        }
        if (channel.size() != GateFileLayout.size(capacity))
        {
            return damaged(Found.CUT, "its length is " + channel.size() + " bytes, not what its header says");
        }
        return Found.SOUND;
    }

    private int checksum()
    {
        crc.reset();
        crc.update(head.limit(GateFileLayout.CRC_OFFSET).position(0));
        crc.update(head.limit(GateFileLayout.STATIC_END).position(GateFileLayout.PID));
        head.clear();
        return (int)crc.getValue();
    }

    private Found damaged(final Found found, final String what)
    {
        drop();
        return found(found, file + " is not what it should be: " + what);
    }

    private Found found(final Found found, final String what)
    {
        problem = what;
        return found;
    }

    /** The next look opens by the path again. */
    private void drop()
    {
        final FileChannel open = channel;
        channel = null;
        key = null;
        if (open == null)
        {
            return;
        }
        try
        {
            open.close();
        }
        catch (final IOException failed)
        {
            problem = file + " cannot be closed: " + failed;
        }
    }

    /**
     * What was wrong when something was last.
     *
     * @return for people; empty where nothing ever was.
     */
    public String problem()
    {
        return problem;
    }

    /**
     * The process that writes it.
     *
     * @return its pid.
     */
    public long pid()
    {
        return head.getLong(GateFileLayout.PID);
    }

    /**
     * Tells lives of engines apart.
     *
     * @return of its boot id.
     */
    public long life()
    {
        return head.getLong(GateFileLayout.BOOT_HIGH) ^ head.getLong(GateFileLayout.BOOT_LOW);
    }

    /**
     * When this life began.
     *
     * @return wall time, milliseconds since 1970.
     */
    public long startedMs()
    {
        return head.getLong(GateFileLayout.STARTED_WALL);
    }

    /**
     * The breaker thread's last sign of life.
     *
     * @return nanoseconds of the machine's monotonic clock, which all processes of one machine (and time namespace) share; 0 before the
     * first.
     */
    public long heartbeatNs()
    {
        return head.getLong(GateFileLayout.HEARTBEAT_NANO);
    }

    /**
     * What guards all scopes.
     *
     * @return see {@link io.interlock.core.gate.GuardWord}.
     */
    public long guard()
    {
        return head.getLong(GateFileLayout.ROOT_GUARD);
    }

    @Override
    public void close()
    {
        drop();
    }
}
