package io.interlock.cli.doctor;

import io.interlock.core.mapped.OwnRights;
import io.interlock.journal.store.LocalDisk;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Looks at the directory that an engine is to keep its state in. Changes nothing and creates nothing. */
final class DirectoryCheck
{
    private static final String NAME = "directory";
    private static final long MIB = 1 << 20;
    private static final long FREE_NEEDED_MIB = 64;
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
        PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE,
        PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);
    private static final Set<PosixFilePermission> WRITE = EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private DirectoryCheck()
    {
    }

    static Finding directory(final Path directory)
    {
        try
        {
            if (!Files.exists(directory))
            {
                return absent(directory);
            }
            if (!Files.isDirectory(directory))
            {
                return Finding.fail(NAME, directory + " is not a directory", "name another, or move that file away");
            }
            return present(directory);
        }
        catch (final IOException e)
        {
            return Finding.fail(NAME, directory + " cannot be used: " + e.getMessage(), "make it readable and writable for this user");
        }
    }

    private static Finding absent(final Path directory) throws IOException
    {
        Path above = directory.toAbsolutePath().getParent();
        while (above != null && !Files.exists(above))
        {
            above = above.getParent();
        }
        if (above == null || !Files.isDirectory(above) || !Files.isWritable(above))
        {
            return Finding.fail(NAME, directory + " does not exist and cannot be created in " + above, "create it, owned by this user");
        }
        final Finding store = store(above);
        return store == null ? Finding.ok(NAME, directory + " does not exist yet; the engine will create it") : store;
    }

    private static Finding present(final Path directory) throws IOException
    {
        if (!Files.isWritable(directory))
        {
            return Finding.fail(NAME, directory + " is not writable", "make it writable for this user");
        }
        final Finding store = store(directory);
        if (store != null)
        {
            return store;
        }
        if (Files.getFileStore(directory).supportsFileAttributeView("posix"))
        {
            final Finding open = open(directory);
            if (open != null)
            {
                return open;
            }
        }
        return Finding.ok(NAME, directory + ", " + Files.getFileStore(directory).getUsableSpace() / MIB + " MiB free");
    }

    private static Finding open(final Path directory) throws IOException
    {
        final String fault = OwnRights.fault(directory);
        if (fault != null)
        {
            return Finding.fail(NAME, fault, "an engine does not start in it: do what that says");
        }
        final String stranger = OwnRights.stranger(directory);
        if (stranger != null)
        {
            return Finding.warn(NAME, directory + " belongs to " + stranger + ", who can replace the engine's files",
                "run doctor and the engine as that user, or give the engine a directory of its own");
        }
        final Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        if (permissions.stream().noneMatch(OTHERS::contains))
        {
            return null;
        }
        return Finding.warn(NAME, directory + " is open to others (" + PosixFilePermissions.toString(permissions) + ")",
            (permissions.stream().anyMatch(WRITE::contains) ? "whoever may write to it can command the engine"
                : "the files are their owner's alone, but others see which there are") + ": chmod 700 " + directory);
    }

    private static Finding store(final Path path) throws IOException
    {
        final FileStore store = Files.getFileStore(path);
        if (LocalDisk.refused(store.type()))
        {
            return Finding.fail(NAME, path + " lies on a network file system (" + store.type() + ")", "use a local disk");
        }
        final long freeMib = store.getUsableSpace() / MIB;
        return freeMib >= FREE_NEEDED_MIB ? null
            : Finding.fail(NAME, path + " has " + freeMib + " MiB free", "free at least " + FREE_NEEDED_MIB + " MiB");
    }
}
