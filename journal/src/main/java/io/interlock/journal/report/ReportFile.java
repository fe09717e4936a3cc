package io.interlock.journal.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Writes a page to a file, whole or not at all: beside it first, forced, then moved over what was there. It is its owner's alone, since it
 * names people, orders and losses.
 *
 * <p>Threading: stateless.
 */
public final class ReportFile
{
    private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private ReportFile()
    {
    }

    /**
     * Writes.
     *
     * @param file gets the page; one that is there is replaced, of a link what it leads to. What is no file, a device or a pipe, is
     *             written to as it is. Its folder exists.
     * @param page what to write.
     * @throws IOException saying in words why it cannot be written; nothing is left behind then.
     */
    public static void write(final Path file, final ReportPage page) throws IOException
    {
        if (Files.isDirectory(file))
        {
            throw new IOException(file + " is a directory: give the name of a file in it");
        }
        if (Files.exists(file) && !Files.isRegularFile(file))
        {
            through(file, page);
            return;
        }
        final Path absolute = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        final Path part = absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".part");
        try
        {
            fill(part, page);
            Files.move(part, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        catch (final IOException failed)
        {
            throw new IOException(why(file, failed), failed);
        }
        finally
        {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Writes to a stream.
     *
     * @param out  is flushed and left open.
     * @param page what to write.
     * @throws IOException where it cannot be written.
     */
    public static void write(final OutputStream out, final ReportPage page) throws IOException
    {
        final BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        page.write(writer);
        writer.flush();
    }

    private static void through(final Path file, final ReportPage page) throws IOException
    {
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE))
        {
            write(out, page);
        }
        catch (final IOException failed)
        {
            throw new IOException(why(file, failed), failed);
        }
    }

    private static void fill(final Path part, final ReportPage page) throws IOException
    {
        final Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(part, options, rights()))
        {
            write(Channels.newOutputStream(channel), page);
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] rights()
    {
        return POSIX
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
            : new FileAttribute<?>[0];
    }

    /** The system's own exceptions often say no more than a path, and that of the part. */
    private static String why(final Path file, final IOException failed)
    {
        final Path folder = file.toAbsolutePath().getParent();
        if (failed instanceof NoSuchFileException)
        {
            return "cannot write " + file + ": there is no folder " + folder;
        }
        if (failed instanceof AccessDeniedException)
        {
            return "cannot write " + file + ": this user may not write to " + folder;
        }
        final String reason = failed instanceof FileSystemException system ? system.getReason() : failed.getMessage();
        return "cannot write " + file + ": " + (reason == null ? failed.getClass().getSimpleName() : reason);
    }
}
