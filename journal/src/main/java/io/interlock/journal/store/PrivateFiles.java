package io.interlock.journal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and directories for their owner alone (0600, 0700) where the system has such rights, and zeros written in advance. Any thread. */
final class PrivateFiles
{
    private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final int ZEROS = 64 << 10;
    private static final String PART = ".part";

    private PrivateFiles()
    {
    }

    /** A directory, made where there is none; rights of one that is there are tightened. */
    static void directory(final Path path) throws IOException
    {
        if (!Files.isDirectory(path))
        {
            if (path.getParent() != null)
            {
                Files.createDirectories(path.getParent());
            }
            Files.createDirectory(path, rights("rwx------"));
        }
        else if (POSIX)
        {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** A file to be written and read, made where there is none. */
    static FileChannel open(final Path path) throws IOException
    {
        final Set<OpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return FileChannel.open(path, options, rights("rw-------"));
    }

    /**
     * Writes zeros, so that the system has blocks for these bytes: a hole in a file has none, and a full disk then takes what was
     * acknowledged.
     */
    static void zeros(final FileChannel channel, final long from, final long to) throws IOException
    {
        final ByteBuffer zeros = ByteBuffer.allocate(ZEROS);
        long position = from;
        while (position < to)
        {
            zeros.clear().limit((int)Math.min(ZEROS, to - position));
            position += channel.write(zeros, position);
        }
    }

    /** Whatever is in the channel, on the disk; where it has to be. */
    static void force(final FileChannel channel, final boolean forced) throws IOException
    {
        if (forced)
        {
            channel.force(true);
        }
    }

    /** A file of so many zeros, whole or not at all. One of that length that is there is taken as it is. */
    static void zeroFile(final Path path, final long bytes, final boolean forced) throws IOException
    {
        if (Files.exists(path) && Files.size(path) == bytes)
        {
            return;
        }
        final Path part = path.resolveSibling(path.getFileName() + PART);
        try (FileChannel channel = open(part))
        {
            channel.truncate(0);
            zeros(channel, 0, bytes);
            force(channel, forced);
        }
        catch (final IOException full)
        {
            // What it took of a full disk is of more use to others.
            Files.deleteIfExists(part);
            throw full;
        }
        move(part, path);
    }

    static void move(final Path from, final Path to) throws IOException
    {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Makes names durable, where the system can: it is not an error where it cannot. */
    static void forceDirectory(final Path directory) throws IOException
    {
        if (POSIX)
        {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ))
            {
                channel.force(true);
            }
        }
    }

    /** Tells a file from another of the same name, where the system can; else only whether there is one. */
    static Object key(final Path file) throws IOException
    {
        final Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? Boolean.TRUE : key;
    }

    /** If the file with that key is still there under its name. */
    static boolean isStill(final Path file, final Object key) throws IOException
    {
        try
        {
            return key.equals(key(file));
        }
        catch (final NoSuchFileException deleted)
        {
            return false;
        }
    }

    private static FileAttribute<?>[] rights(final String rights)
    {
        return POSIX
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
            : new FileAttribute<?>[0];
    }
}
