package io.interlock.core.dump;

import io.interlock.core.mapped.OwnRights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder of dumps: the next one's file is open before it is needed, and gets its name when the dump in it is whole and forced. Files
 * are their owner's alone. At most so many are kept: the oldest of HALT go first, then those of former lives; SHUTDOWNs of this life stay.
 *
 * <p>Threading: the launching thread, then the one that writes.
 */
public final class DumpFiles implements DumpOutput, AutoCloseable
{
    /** The folder's name below the engine's directory. */
    public static final String FOLDER = "dumps";
    /** The file that waits for the next dump. */
    public static final String NEXT = "next.partial";
    /** Files kept. */
    public static final int KEPT = 32;

    private static final long MAX_LEFT_BEHIND = 1L << 26;
    private static final Pattern NAME = Pattern.compile("[0-9]{8}T[0-9]{9}Z-(HALT|SHUTDOWN)-(.+)\\.txt");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final String bootId;
    private FileChannel channel;
    /** What is in the file is to be kept, whatever becomes of its name. */
    private boolean whole;

    /**
     * Nothing is touched yet.
     *
     * @param directory of the engine.
     * @param bootId    of this life.
     */
    public DumpFiles(final Path directory, final String bootId)
    {
        folder = directory.resolve(FOLDER);
        this.bootId = bootId;
    }

    private static FileAttribute<?>[] mode(final String permissions)
    {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
            : new FileAttribute<?>[0];
    }

    /**
     * Looks at what a former life left half written: a dump with a whole header gets its name, since what it holds can still be read; the
     * rest is deleted.
     *
     * @return what was done, for people; null where there was nothing to do.
     * @throws IOException when the folder cannot be used.
     */
    public String clean() throws IOException
    {
        final Path left = folder.resolve(NEXT);
        if (!Files.isRegularFile(left, LinkOption.NOFOLLOW_LINKS) || Files.size(left) == 0)
        {
            return null;
        }
        try
        {
            final Dump dump = Files.size(left) > MAX_LEFT_BEHIND ? null : DumpReader.read(left);
            final Path name = dump == null ? null : nameOf(dump);
            if (name != null)
            {
                Files.move(left, name, StandardCopyOption.ATOMIC_MOVE);
                return "a dump that a former life did not finish is kept as " + name.getFileName() + ": "
                    + (dump.findings().isEmpty() ? "it is whole" : String.join("; ", dump.findings()));
            }
        }
        catch (final DumpException none)
        {
            Files.delete(left);
            return "what a former life left in " + left.getFileName() + " is deleted: " + none.getMessage();
        }
        Files.delete(left);
        return null;
    }

    private Path nameOf(final Dump dump)
    {
        final List<DumpRow> dumps = dump.rows(DumpPart.HEADER, "dump");
        final List<DumpRow> taken = dump.rows(DumpPart.HEADER, "taken");
        final List<DumpRow> engine = dump.rows(DumpPart.HEADER, "engine");
        final List<DumpRow> asked = dump.rows(DumpPart.HEADER, "asked_by");
        if (dumps.isEmpty() || taken.isEmpty() || engine.isEmpty() || asked.isEmpty()
            || DumpTrigger.Moment.REHEARSAL.name().equals(dumps.get(0).get("moment")))
        {
            return null;
        }
        final boolean after = DumpTrigger.Moment.AFTER_ACTIONS.name().equals(dumps.get(0).get("moment"));
        final String order = asked.get(0).get("order");
        final String id = order == null ? engine.get(0).get("boot_id") + '-' + asked.get(0).get("sequence") : order;
        final String name = name(taken.get(0).number("wall_ms"), String.valueOf(dumps.get(0).get("level")), id, after);
        return NAME.matcher(name).matches() ? folder.resolve(name) : null;
    }

    private static String name(final long wallMs, final String level, final String id, final boolean after)
    {
        // A restart's id names the scope, which may be any text.
        final String safe = id.replaceAll("[^A-Za-z0-9._-]", "_");
        return TIME.format(Instant.ofEpochMilli(wallMs)) + '-' + level + '-' + safe + (after ? "-after" : "") + ".txt";
    }

    /**
     * Opens the file of the next dump, unless it is open.
     *
     * @throws IOException when it cannot be opened.
     */
    public void open() throws IOException
    {
        if (channel != null && channel.isOpen())
        {
            return;
        }
        try
        {
            Files.createDirectory(folder, mode("rwx------"));
        }
        catch (final FileAlreadyExistsException there)
        {
            OwnRights.keepFolder(folder);
        }
        final Path next = folder.resolve(NEXT);
        Files.deleteIfExists(next);
        whole = false;
        channel = FileChannel.open(
            next, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode("rw-------"));
    }

    /**
     * Whether what is in the file is a whole dump that has no name yet.
     *
     * @return false before {@link #finished()}.
     */
    public boolean isFinished()
    {
        return whole;
    }

    @Override
    public void write(final ByteBuffer bytes) throws IOException
    {
        channel.write(bytes);
    }

    /**
     * Makes durable what is written.
     *
     * @throws IOException when that is not certain.
     */
    public void force() throws IOException
    {
        channel.force(true);
    }

    /** The dump is whole and forced: from now on it is kept, under its name or, where it gets none, for the next launch to find. */
    public void finished()
    {
        whole = true;
    }

    /**
     * Empties the file again.
     *
     * @throws IOException when it cannot be.
     */
    public void rewind() throws IOException
    {
        channel.truncate(0);
        channel.position(0);
    }

    /**
     * Does once what naming a file takes, and changes nothing: what is used for the first time takes memory.
     *
     * @throws IOException when the file cannot be renamed.
     */
    public void rehearse() throws IOException
    {
        final Path next = folder.resolve(NEXT);
        Files.move(next, next, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        isHalt(folder.resolve(name(1, "HALT", bootId, false)));
        forceFolder();
    }

    /**
     * Gives the file its name, and lets go of older ones that are too many.
     *
     * @param of what is in it.
     * @return where it is.
     * @throws IOException when it cannot be renamed; the file is still open then.
     */
    public Path publish(final EngineCapture of) throws IOException
    {
        final DumpTrigger trigger = of.trigger();
        final String id = trigger.orderId() == null ? bootId + '-' + trigger.sequence() : trigger.orderId();
        final Path name = folder.resolve(
            name(of.wallMs(), trigger.level().name(), id, trigger.moment() == DumpTrigger.Moment.AFTER_ACTIONS));
        Files.move(folder.resolve(NEXT), name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        final FileChannel named = channel;
        channel = null;
        whole = false;
        named.close();
        try
        {
            forceFolder();
        }
        catch (final OutOfMemoryError full)
        {
            // It has its name, though that may not survive a loss of power.
            return name;
        }
        return name;
    }

    /** So that the name survives a loss of power. */
    private void forceFolder() throws IOException
    {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix"))
        {
            try (FileChannel entries = FileChannel.open(folder, Set.of(StandardOpenOption.READ)))
            {
                entries.force(true);
            }
        }
    }

    /**
     * Deletes what is more than is kept.
     *
     * @throws IOException when it cannot be.
     */
    public void prune() throws IOException
    {
        final List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder))
        {
            for (final Path path : all)
            {
                if (NAME.matcher(path.getFileName().toString()).matches())
                {
                    found.add(path);
                }
            }
        }
        int tooMany = found.size() - KEPT;
        // By name and so by time, those of HALT first.
        found.sort(Comparator.comparing((Path path) -> !isHalt(path)).thenComparing(path -> path.getFileName().toString()));
        for (int i = 0; i < found.size() && tooMany > 0; i++)
        {
            if (isHalt(found.get(i)) || !isOfThisLife(found.get(i)))
            {
                Files.deleteIfExists(found.get(i));
                tooMany--;
            }
        }
    }

    private static boolean isHalt(final Path path)
    {
        final Matcher name = NAME.matcher(path.getFileName().toString());
        return name.matches() && name.group(1).equals("HALT");
    }

    private boolean isOfThisLife(final Path path)
    {
        return path.getFileName().toString().contains(bootId);
    }

    /** Lets go of a file that failed, so that the next try opens another. */
    public void abandon()
    {
        final FileChannel failed = channel;
        channel = null;
        if (failed != null)
        {
            try
            {
                failed.close();
            }
            catch (final IOException unclosed)
            {
                // It failed already; what becomes of it no longer matters.
                return;
            }
        }
    }

    /** Deletes the file that waits for a dump, unless there is one in it. */
    @Override
    public void close()
    {
        if (channel == null)
        {
            return;
        }
        abandon();
        if (whole)
        {
            return;
        }
        try
        {
            Files.deleteIfExists(folder.resolve(NEXT));
        }
        catch (final IOException left)
        {
            // An empty file is left, which the next launch deletes.
            return;
        }
    }
}
