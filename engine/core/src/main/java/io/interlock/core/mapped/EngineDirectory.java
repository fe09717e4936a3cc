package io.interlock.core.mapped;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The engine's directory, held by a lock for as long as it lives: a second engine on it is refused.
 *
 * <p>Threading: the launching and the closing thread.
 */
public final class EngineDirectory implements AutoCloseable
{
    private static final String LOCK = "interlock.lock";
    private static final int PID_BYTES = 32;

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private EngineDirectory(final Path path, final FileChannel channel, final FileLock lock)
    {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Makes the directory where there is none, as {@link #create} does, and locks it.
     *
     * @param directory of the engine.
     * @return to be closed.
     * @throws GateFileException naming what is in the way.
     */
    public static EngineDirectory acquire(final Path directory)
    {
        final Path path = directory.toAbsolutePath().normalize();
        create(path);
        FileChannel channel = null;
        try
        {
            channel = OwnRights.open(path.resolve(LOCK), StandardOpenOption.READ, StandardOpenOption.WRITE);
            final FileLock lock = channel.tryLock();
            if (lock == null)
            {
                throw inUse(path, channel);
            }
            if (!OwnRights.isShared(path.resolve(LOCK)))
            {
                // For people; the lock itself is the system's.
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)), 0);
            }
            return new EngineDirectory(path, channel, lock);
        }
        catch (final OverlappingFileLockException here)
        {
            throw closing(channel, inUse(path, channel));
        }
        catch (final GateFileException refused)
        {
            throw closing(channel, refused);
        }
        catch (final IOException failed)
        {
            throw closing(channel, new GateFileException(
                "directory " + path + " cannot be used: " + failed + ". The engine needs a directory that it may write to", failed));
        }
    }

    /**
     * Makes a directory where there is none, open to its owner alone. From one of this user's that is there others lose the right to write,
     * since whoever may replace the engine's files can command it; one where everybody may write and that cannot be helped is refused.
     *
     * @param path of the engine.
     * @throws GateFileException naming what is in the way.
     */
    public static void create(final Path path)
    {
        if (Files.exists(path) && !Files.isDirectory(path))
        {
            throw new GateFileException(path + " is a file: the engine needs a directory there");
        }
        try
        {
            if (!Files.exists(path))
            {
                if (Files.isSymbolicLink(path))
                {
                    throw new GateFileException(path + " is a link that leads nowhere: make the directory that it is to lead to");
                }
                OwnRights.makeDirectory(path);
                return;
            }
            final String fault = OwnRights.fault(path);
            if (fault != null)
            {
                throw new GateFileException(fault);
            }
            OwnRights.close(path);
            // Once nobody else can put anything there any more.
            final String planted = OwnRights.fault(path);
            if (planted != null)
            {
                throw new GateFileException(planted);
            }
        }
        catch (final IOException failed)
        {
            throw new GateFileException("directory " + path + " cannot be made, or kept for its owner alone: " + failed, failed);
        }
    }

    private static GateFileException inUse(final Path path, final FileChannel channel)
    {
        String pid = "unknown";
        try
        {
            final ByteBuffer text = ByteBuffer.allocate(PID_BYTES);
            channel.read(text, 0);
            pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).trim();
        }
        catch (final IOException unreadable)
        {
            pid = "unknown (" + unreadable + ")";
        }
        return new GateFileException("directory " + path + " is in use by the engine of process " + pid
            + ": one engine a directory. Stop that one, or give this one a directory of its own");
    }

    private static GateFileException closing(final FileChannel channel, final GateFileException why)
    {
        if (channel != null)
        {
            try
            {
                channel.close();
            }
            catch (final IOException failed)
            {
                why.addSuppressed(failed);
            }
        }
        return why;
    }

    /**
     * Where it is.
     *
     * @return absolute.
     */
    public Path path()
    {
        return path;
    }

    @Override
    public void close()
    {
        try (channel)
        {
            lock.release();
        }
        catch (final IOException failed)
        {
            throw new GateFileException("the lock on " + path + " cannot be released: " + failed, failed);
        }
    }
}
