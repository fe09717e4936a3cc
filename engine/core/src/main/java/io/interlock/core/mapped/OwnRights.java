package io.interlock.core.mapped;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

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
    private static final String UID = "unix:uid";
    private static final Integer ROOT = 0;
    private static final String FILE = "rw-------";
    private static final String DIRECTORY = "rwx------";

    private OwnRights()
    {
    }

    /**
     * Opens a file for its owner alone, made where there is none; one that was there with more rights loses them. A link is not followed.
     *
     * @param file    in a directory that {@link #close} was asked of.
     * @param options beside {@code CREATE}.
     * @return to be closed.
     * @throws IOException where it cannot be opened, or is a link, or belongs to somebody else and is open to others.
     */
    public static FileChannel open(final Path file, final OpenOption... options) throws IOException
    {
        requirePlain(file);
        final Set<OpenOption> all = new HashSet<>(Set.of(options));
        all.add(StandardOpenOption.CREATE);
        all.add(LinkOption.NOFOLLOW_LINKS);
        final FileChannel channel = FileChannel.open(file, all, attributes(FILE));
        try
        {
            if (UNIX && (mode(file) & NOT_OWNERS) != 0 && !isShared(file))
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
     * Whether a file has another name too (a hard link), as a snapshot of the directory gives it one, or somebody who has planted it: what
     * is written to it is written there as well.
     *
     * @param file that is there.
     * @return false where the system has none.
     * @throws IOException where that cannot be told.
     */
    static boolean isShared(final Path file) throws IOException
    {
        return UNIX && (int)Files.getAttribute(file, "unix:nlink") > 1;
    }

    /**
     * Makes a file of this user's, for its owner alone. What was there is gone: nothing of whoever made that stays, be it an open file,
     * its owner, or where a link leads.
     *
     * @param file    no directory, pipe or link.
     * @param options beside {@code CREATE_NEW}.
     * @return to be closed.
     * @throws IOException where it cannot be made, naming what is in the way.
     */
    public static FileChannel make(final Path file, final OpenOption... options) throws IOException
    {
        requirePlain(file);
        Files.deleteIfExists(file);
        final Set<OpenOption> all = new HashSet<>(Set.of(options));
        all.add(StandardOpenOption.CREATE_NEW);
        return FileChannel.open(file, all, attributes(FILE));
    }

    private static void requirePlain(final Path file) throws IOException
    {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
        {
            throw new FileSystemException(file.toString(), null, "is no regular file: move it away");
        }
    }

    /**
     * Makes a directory for its owner alone, and those above it that are missing: who may rename one of them may put another in its place.
     *
     * @param directory that is not there.
     * @throws IOException where it cannot be made.
     */
    public static void makeDirectory(final Path directory) throws IOException
    {
        Files.createDirectories(directory, attributes(DIRECTORY));
    }

    /**
     * Gives a folder within an engine's directory back to its owner alone; where a link of the owner's leads is left as it is.
     *
     * @param folder that is there.
     * @throws IOException where it is no folder, or belongs to somebody else and is open to others.
     */
    public static void keepFolder(final Path folder) throws IOException
    {
        if (!Files.isDirectory(folder))
        {
            throw new FileSystemException(folder.toString(), null, "is in the way: a folder belongs there");
        }
        if (UNIX && !Files.isSymbolicLink(folder) && (mode(folder) & NOT_OWNERS) != 0)
        {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(DIRECTORY));
        }
    }

    /**
     * If a file that is to hold a secret for a moment is one that only its owner may read.
     *
     * @param file to be looked at, no link.
     * @return false also where others may write to it.
     * @throws IOException where its rights cannot be read.
     */
    static boolean isClosed(final Path file) throws IOException
    {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && (!UNIX || (mode(file) & NOT_OWNERS) == 0);
    }

    /**
     * Why an engine must not keep its files in a directory that is there: others may put theirs in their place, and it cannot be helped; or
     * have done so. A directory of its own from which that right can be taken is none; {@link #close} takes it.
     *
     * @param directory that is there.
     * @return what is wrong and what to do; null where nothing is.
     * @throws IOException where its rights cannot be read.
     */
    public static String fault(final Path directory) throws IOException
    {
        final int mode = UNIX ? mode(directory) : 0;
        final boolean shared = (mode & OTHERS_WRITE) != 0 && ((mode & STICKY) != 0 || !isMine(directory.toRealPath()));
        if (!shared)
        {
            return planted(directory);
        }
        return "everybody may write to " + directory + ": others could put files of theirs in place of the engine's. "
            + "Name a directory within it, which the engine makes for its owner alone, or take that right away (chmod go-w " + directory
            + ")";
    }

    /** What somebody else has put there while he could: what the engine would read, write through or hand out as its own. */
    private static String planted(final Path directory) throws IOException
    {
        if (!UNIX)
        {
            return null;
        }
        final Object owner = Files.getAttribute(directory, UID);
        try (Stream<Path> all = Files.list(directory))
        {
            for (final Path entry : all.sorted().toList())
            {
                final Object its = Files.getAttribute(entry, UID, LinkOption.NOFOLLOW_LINKS);
                if (!its.equals(owner) && !its.equals(ROOT) && !isMine(entry))
                {
                    return entry + " belongs to another user (" + Files.getOwner(entry, LinkOption.NOFOLLOW_LINKS).getName()
                        + ") than " + directory + " does: it may have been put there. Look at it, then move it away, or make it this "
                        + "user's (chown -h)";
                }
            }
            return null;
        }
        catch (final NoSuchFileException gone)
        {
            // Another process tidies up: what is left is looked at.
            return planted(directory);
        }
        catch (final UncheckedIOException unreadable)
        {
            throw unreadable.getCause();
        }
    }

    /**
     * Whether a directory belongs to another user than this one and root: that one can replace all that is in it.
     *
     * @param directory that is there.
     * @return the user's name; null where that is not so.
     * @throws IOException where its owner cannot be read.
     */
    public static String stranger(final Path directory) throws IOException
    {
        return !UNIX || isMine(directory.toRealPath()) || ROOT.equals(Files.getAttribute(directory, UID)) ? null
            : Files.getOwner(directory).getName();
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
        if ((mode & (GROUP_WRITES | OTHERS_WRITE)) != 0 && isMine(directory.toRealPath()))
        {
            // Not by the nine rights alone: that would drop what else is set, such as the group that files get.
            Files.setAttribute(directory, MODE, mode & ALL_BITS & ~(GROUP_WRITES | OTHERS_WRITE));
        }
    }

    /** Of a link itself, not of where it leads. By number where the system tells it: in a container a user may have no name. */
    private static boolean isMine(final Path path) throws IOException
    {
        return Files.exists(SELF) ? Files.getAttribute(path, UID, LinkOption.NOFOLLOW_LINKS).equals(Files.getAttribute(SELF, UID))
            : Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName().equals(System.getProperty("user.name"));
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
