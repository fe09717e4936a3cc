package io.interlock.journal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a journal's directory for one writer: the system lets go of it when the process ends, however it ends, so it is never left over.
 * Who holds it is in the file's text, for people.
 *
 * <p>Threading: any thread.
 */
final class DirectoryLock implements AutoCloseable
{
    /** Its file. */
    static final String FILE = "journal.lock";

    private static final int TEXT_BYTES = 128;
    // Closing any channel of a file gives up this process's locks on it (POSIX): within the process the file is never opened twice.
    private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(final Path directory, final FileChannel channel)
    {
        this.directory = directory;
        this.channel = channel;
    }

    static DirectoryLock acquire(final Path directory) throws IOException
    {
        final Path real = directory.toRealPath();
        final String mine = "pid " + ProcessHandle.current().pid() + " since " + Instant.now();
        final String holder = HELD.putIfAbsent(real, mine);
        if (holder != null)
        {
            throw inUse(directory, holder + " (this process)");
        }
        FileChannel channel = null;
        try
        {
            channel = PrivateFiles.open(real.resolve(FILE));
            final FileLock lock = channel.tryLock();
            if (lock == null)
            {
                throw inUse(directory, text(channel));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((mine + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
            return new DirectoryLock(real, channel);
        }
        catch (final IOException | OverlappingFileLockException refused)
        {
            HELD.remove(real);
            if (channel != null)
            {
                channel.close();
            }
            throw refused instanceof IOException ? (IOException)refused : inUse(directory, mine);
        }
    }

    private static String text(final FileChannel channel) throws IOException
    {
        final ByteBuffer bytes = ByteBuffer.allocate(TEXT_BYTES);
        channel.read(bytes, 0);
        final String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).trim();
        return text.isEmpty() ? "an unknown process" : text;
    }

    private static IOException inUse(final Path directory, final String holder)
    {
        return new IOException("the journal " + directory + " is in use by " + holder
            + ": one writer a journal. Stop that one, or give this one a directory of its own");
    }

    @Override
    public void close() throws IOException
    {
        HELD.remove(directory);
        channel.close();
    }
}
