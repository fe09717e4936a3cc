package io.interlock.console.access;

import io.interlock.console.ConsoleException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** A file for its owner alone: read only where nobody else may, written whole or not at all. Threading: stateless; waits for the disk. */
public final class PrivateFile
{
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final String PARTIAL = ".partial";

    private PrivateFile()
    {
    }

    /**
     * Reads it.
     *
     * @param file    no link.
     * @param what    it is, for messages.
     * @param longest in bytes.
     * @return its bytes.
     * @throws ConsoleException where it is not such a file.
     */
    public static byte[] read(final Path file, final String what, final int longest)
    {
        final String named = "the " + what + " " + file + " ";
        try
        {
            final BasicFileAttributes kind = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!kind.isRegularFile())
            {
                // A link could be turned to another file at any time; reading a pipe could wait for ever.
                throw new ConsoleException(named + "is not a plain file: put the file itself there");
            }
            if (posix(file) && !OWNER.containsAll(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)))
            {
                throw new ConsoleException(named + "is open to others: only its owner may read and write it (chmod 600 " + file + ")");
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS))
            {
                final byte[] bytes = in.readNBytes(longest + 1);
                if (bytes.length > longest)
                {
                    throw new ConsoleException(named + "is longer than " + longest + " bytes: it is something else");
                }
                return bytes;
            }
        }
        catch (final NoSuchFileException missing)
        {
            throw new ConsoleException(named + "does not exist", missing);
        }
        catch (final AccessDeniedException denied)
        {
            throw new ConsoleException(named + "may not be read by this user", denied);
        }
        catch (final IOException failed)
        {
            throw new ConsoleException(named + "cannot be read: " + failed, failed);
        }
    }

    /**
     * Replaces a file, or makes it; after a loss of power it is there as a whole or as it was.
     *
     * @param file  for its owner alone.
     * @param bytes all of it.
     * @throws ConsoleException where it cannot be written.
     */
    public static void write(final Path file, final byte[] bytes)
    {
        final Path partial = file.resolveSibling(file.getFileName() + PARTIAL);
        try
        {
            Files.deleteIfExists(partial);
            try (FileChannel out =
                FileChannel.open(partial, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), forOwner(file)))
            {
                final ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining())
                {
                    out.write(buffer);
                }
                out.force(true);
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        catch (final IOException failed)
        {
            throw new ConsoleException(file + " cannot be written: " + failed + ". Free space, or give the engine a directory that it may "
                + "write to", failed);
        }
    }

    private static FileAttribute<?>[] forOwner(final Path file)
    {
        return posix(file)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
            : new FileAttribute<?>[0];
    }

    private static boolean posix(final Path file)
    {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
