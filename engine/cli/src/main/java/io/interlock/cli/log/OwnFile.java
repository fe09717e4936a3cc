package io.interlock.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that its owner alone reads, and a folder likewise. A disk that takes nothing loses lines and throws nothing; it is tried again.
 *
 * <p>Threading: any thread.
 */
final class OwnFile extends RollingFileAppender<ILoggingEvent>
{
    private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    @Override
    public void openFile(final String name) throws IOException
    {
        makeFile(Path.of(name));
        super.openFile(name);
    }

    /** A file of 0600, also one that was there with more. */
    static void makeFile(final Path file) throws IOException
    {
        try
        {
            Files.createFile(file, attributes("rw-------"));
        }
        catch (final FileAlreadyExistsException there)
        {
            restrict(file, "rw-------");
        }
    }

    /** A folder of 0700, also one that was there with more. */
    static void makeFolder(final Path folder) throws IOException
    {
        try
        {
            Files.createDirectory(folder, attributes("rwx------"));
        }
        catch (final FileAlreadyExistsException there)
        {
            restrict(folder, "rwx------");
        }
    }

    private static FileAttribute<?>[] attributes(final String permissions)
    {
        return POSIX ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
            : new FileAttribute<?>[0];
    }

    private static void restrict(final Path path, final String permissions) throws IOException
    {
        // Not of what a link leads to, nor of a device: those are somebody else's.
        if (POSIX && (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)))
        {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }
}
