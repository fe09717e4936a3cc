package io.interlock.core.mapped;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The rights of what an engine makes, where the system has such rights: its files and directories are for their owner alone, whatever the
 * process makes others with (umask). Levels, positions and, for a moment, tokens are in them.
 *
 * <p>Threading: stateless; waits for the disk.
 */
public final class OwnRights
{
    private static final boolean UNIX = FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
    private static final String MODE = "unix:mode";
    private static final Path SELF = Path.of("/proc/self");
    private static final int STICKY = 01000;
    private static final int GROUP_WRITES = 020;
    private static final int OTHERS_WRITE = 002;
    private static final int NOT_OWNERS = 077;
    private static final int ALL_BITS = 07777;
    private static final String FILE = "rw-------";

    private OwnRights()
    {
    }

    /**
     * Opens a file for its owner alone; one that was there with more rights loses them, but not what a link leads to.
     *
     * @param file    in a directory that others may not write to.
     * @param options with {@code CREATE}.
     * @return to be closed.
     * @throws IOException where it cannot be opened, or belongs to somebody else and is open to others.
     */
    public static FileChannel open(final Path file, final OpenOption... options) throws IOException
    {
        final FileChannel channel = FileChannel.open(file, Set.of(options), attributes(FILE));
        try
        {
            if (UNIX && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && (mode(file) & NOT_OWNERS) != 0)
            {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FILE));
            }
            return channel;
        }
        catch (final IOException | RuntimeException refused)
        {
            channel.close();
            throw refused;
        }
    }

    /**
     * Makes a directory for its owner alone, with those above it that are missing.
     *
     * @param directory that is not there.
     * @throws IOException where it cannot be made.
     */
    public static void make(final Path directory) throws IOException
    {
        if (directory.getParent() != null)
        {
            Files.createDirectories(directory.getParent());
        }
        Files.createDirectory(directory, attributes("rwx------"));
    }

    /**
     * Why an engine must not keep its files in a directory that is there: others may put theirs in their place, and it cannot be helped.
     * A directory of its own from which that right can be taken is none; {@link #close} takes it.
     *
     * @param directory that is there.
     * @return what is wrong and what to do; null where nothing is.
     * @throws IOException where its rights cannot be read.
     */
    public static String fault(final Path directory) throws IOException
    {
        final int mode = UNIX ? mode(directory) : 0;
        final boolean shared = (mode & OTHERS_WRITE) != 0 && ((mode & STICKY) != 0 || !isMine(directory));
        return !shared ? null : "everybody may write to " + directory + ": others could put files of theirs in place of the engine's. "
            + "Name a directory within it, which the engine makes for its owner alone, or take that right away (chmod go-w " + directory
            + ")";
    }

    /**
     * Takes from others the right to write to a directory of this user's: of one's own group too, which is often every user's. The right to
     * look stays as it is. Of a directory that belongs to somebody else nothing is taken: its group may be how this user is let in.
     *
     * @param directory that is there, without a {@link #fault}.
     * @throws IOException where that cannot be done.
     */
    static void close(final Path directory) throws IOException
    {
        final int mode = UNIX ? mode(directory) : 0;
        if ((mode & (GROUP_WRITES | OTHERS_WRITE)) != 0 && isMine(directory))
        {
            // Not by the nine rights alone: that would drop what else is set, such as the group that files get.
            Files.setAttribute(directory, MODE, mode & ALL_BITS & ~(GROUP_WRITES | OTHERS_WRITE));
        }
    }

    /** By number where the system tells this process's own: in a container a user may have no name. */
    private static boolean isMine(final Path path) throws IOException
    {
        return Files.exists(SELF) ? Files.getAttribute(path, "unix:uid").equals(Files.getAttribute(SELF, "unix:uid"))
            : Files.getOwner(path).getName().equals(System.getProperty("user.name"));
    }

    private static int mode(final Path path) throws IOException
    {
        return (int)Files.getAttribute(path, MODE);
    }

    private static FileAttribute<?>[] attributes(final String rights)
    {
        return UNIX ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
            : new FileAttribute<?>[0];
    }
}
