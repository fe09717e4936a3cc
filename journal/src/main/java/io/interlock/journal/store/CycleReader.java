package io.interlock.journal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the frames of one file with plain reads, also while another process writes to it. Nothing is mapped (a file that is cut under a
 * mapping kills the JVM), no class is named or loaded by what is in the file, and every step goes forward, so it ends on any bytes.
 *
 * <p>Threading: one thread.
 */
final class CycleReader implements AutoCloseable
{
    private static final Logger LOG = LoggerFactory.getLogger(CycleReader.class);
    private static final int BUFFER = 256 << 10;
    private static final int NAME_WITHIN = 32;

    private final Path file;
    private final FileChannel channel;
    // The same bytes read twice: a frame whose header is ready in the first reading is whole in the second, whatever a writer does
    // meanwhile.
    private ByteBuffer headers = allocate(BUFFER);
    private ByteBuffer contents = allocate(BUFFER);
    private long base;
    private long position;
    private boolean ended;

    CycleReader(final Path file) throws IOException
    {
        this.file = file;
        requireFile(file);
        try
        {
            this.channel = FileChannel.open(file, StandardOpenOption.READ);
        }
        catch (final AccessDeniedException denied)
        {
            throw new JournalFormatException(file, "may not be read by this user");
        }
        headers.limit(0);
        contents.limit(0);
    }

    /** Opening a pipe waits for ever, and a link to nothing looks like a file that was moved meanwhile: both are refused before. */
    private static void requireFile(final Path file) throws IOException
    {
        final BasicFileAttributes attributes;
        try
        {
            attributes = Files.readAttributes(file, BasicFileAttributes.class);
        }
        catch (final AccessDeniedException denied)
        {
            throw new JournalFormatException(file, "may not be read by this user");
        }
        catch (final NoSuchFileException gone)
        {
            if (Files.isSymbolicLink(file))
            {
                throw new JournalFormatException(file, "is a link to a file that is not there");
            }
            throw gone;
        }
        catch (final FileSystemException broken)
        {
            throw new JournalFormatException(file, "cannot be opened: " + broken.getReason());
        }
        if (!attributes.isRegularFile())
        {
            throw new JournalFormatException(file, "is no regular file");
        }
    }

    private static ByteBuffer allocate(final int bytes)
    {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Passes over what is known to be there: up to its end, or 0 for nothing. A file that is shorter now is read from its beginning. */
    void from(final long known) throws IOException
    {
        position = known <= channel.size() ? CycleWire.aligned(known) : 0;
    }

    /**
     * The next frame.
     *
     * @return null where there is none now.
     * @throws JournalFormatException where the bytes are not what Chronicle writes for us.
     */
    byte[] next() throws IOException
    {
        boolean fresh = false;
        while (!ended)
        {
            final int header = available(CycleWire.HEADER) ? headers.getInt((int)(position - base)) : CycleWire.NOTHING;
            final boolean usable = header != CycleWire.NOTHING && CycleWire.ready(header);
            if (usable && checked(header) && available(CycleWire.HEADER + CycleWire.length(header)))
            {
                final byte[] frame = document(header);
                position = CycleWire.aligned(position + CycleWire.HEADER + CycleWire.length(header));
                if (frame != null)
                {
                    return frame;
                }
                fresh = false;
            }
            else if (header == CycleWire.END_OF_FILE)
            {
                ended = true;
            }
            else if (fresh)
            {
                return null;
            }
            else
            {
                // What was read may be older than what is there now.
                fill(usable ? CycleWire.HEADER + CycleWire.length(header) : CycleWire.HEADER);
                fresh = true;
            }
        }
        return null;
    }

    /**
     * The next frame of a file that nobody writes to, passing over bytes that are no document up to the next whole one: what a power loss
     * or damage left in the middle does not hide what lies behind it. Whether something is missing, only who knows the frames can tell.
     *
     * @return null where there is none up to the end of the file.
     */
    byte[] salvage() throws IOException
    {
        do
        {
            try
            {
                final byte[] frame = next();
                if (frame != null || ended)
                {
                    return frame;
                }
            }
            catch (final JournalFormatException damage)
            {
                LOG.debug("{}; it is passed over", damage.getMessage());
            }
        }
        while (skip());
        return null;
    }

    /**
     * Whether whole frames lie behind {@link #position()}, though {@link #next()} finds none: somebody changed the header of the one that
     * is there. A writer makes one frame after the other: where it writes just now, the frame here is whole before the one behind it is.
     */
    boolean hides() throws IOException
    {
        final long from = position;
        final boolean behind = skip();
        position = from;
        if (!behind || ended)
        {
            return behind;
        }
        fill(CycleWire.HEADER);
        final boolean none = next() == null;
        position = from;
        ended = false;
        return none;
    }

    private boolean skip() throws IOException
    {
        final long from = position;
        position += CycleWire.HEADER;
        while (loaded(2 * CycleWire.HEADER))
        {
            final int header = headers.getInt((int)(position - base));
            final int length = CycleWire.length(header);
            final boolean frame = CycleWire.ready(header) && !CycleWire.own(header) && length > Integer.BYTES
                && length <= Integer.BYTES + FrameStore.MAX_FRAME
                && contents.getInt((int)(position - base) + CycleWire.HEADER) == length - Integer.BYTES;
            if (frame && loaded(CycleWire.HEADER + length))
            {
                return true;
            }
            position += CycleWire.HEADER;
        }
        position = from;
        return false;
    }

    private boolean loaded(final int bytes) throws IOException
    {
        if (!available(bytes))
        {
            fill(bytes);
        }
        return available(bytes);
    }

    private boolean available(final int bytes)
    {
        return position >= base && position + bytes <= base + contents.limit() && position + bytes <= base + headers.limit();
    }

    private boolean checked(final int header) throws JournalFormatException
    {
        final int length = CycleWire.length(header);
        if (position == 0 && !CycleWire.own(header))
        {
            throw damaged("does not begin as a file of a journal");
        }
        final int most = CycleWire.own(header) ? CycleWire.MAX_OWN : Integer.BYTES + FrameStore.MAX_FRAME;
        if (length < Integer.BYTES || length > most)
        {
            throw damaged("a length of " + length + " bytes, which no journal has");
        }
        return true;
    }

    private byte[] document(final int header) throws JournalFormatException
    {
        final int from = (int)(position - base) + CycleWire.HEADER;
        final int length = CycleWire.length(header);
        if (CycleWire.own(header))
        {
            final String wanted = position == 0 ? "header" : "index";
            final String begin = new String(contents.array(), from, Math.min(length, NAME_WITHIN), StandardCharsets.ISO_8859_1);
            if (!begin.contains(wanted))
            {
                throw damaged("no " + wanted + " of a journal's file");
            }
            return null;
        }
        final int frame = contents.getInt(from);
        if (frame < 1 || frame != length - Integer.BYTES)
        {
            throw damaged("a document of " + length + " bytes that is no frame of " + frame + ": written by something else, or damaged");
        }
        final byte[] bytes = new byte[frame];
        System.arraycopy(contents.array(), from + Integer.BYTES, bytes, 0, frame);
        return bytes;
    }

    private JournalFormatException damaged(final String what)
    {
        return new JournalFormatException(file, position, what);
    }

    private void fill(final int wanted) throws IOException
    {
        if (wanted > headers.capacity())
        {
            headers = allocate(wanted + BUFFER);
            contents = allocate(wanted + BUFFER);
        }
        base = position;
        read(headers);
        read(contents);
    }

    private void read(final ByteBuffer into) throws IOException
    {
        into.clear();
        long at = base;
        while (into.hasRemaining())
        {
            final int read = channel.read(into, at);
            if (read <= 0)
            {
                break;
            }
            at += read;
        }
        into.flip();
    }

    /** Where the next frame begins or would begin, in bytes. */
    long position()
    {
        return position;
    }

    /** If the file is marked as finished. */
    boolean ended()
    {
        return ended;
    }

    /** Bytes from {@link #position()} to the last one that is not zero. Reads the rest of the file. */
    long rest() throws IOException
    {
        long last = position;
        long at = position;
        final ByteBuffer block = allocate(BUFFER);
        while (channel.read(block.clear(), at) > 0)
        {
            for (int i = block.position() - 1; i >= 0; i--)
            {
                if (block.get(i) != 0)
                {
                    last = at + i + 1;
                    break;
                }
            }
            at += block.position();
        }
        return last - position;
    }

    @Override
    public void close()
    {
        try
        {
            channel.close();
        }
        catch (final IOException ignored)
        {
            // It was only read.
            ended = true;
        }
    }
}
