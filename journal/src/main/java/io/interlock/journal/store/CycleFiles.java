package io.interlock.journal.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The names of a journal's files and where they lie. Finished files lie in the journal's directory, the one that is written in {@value
 * #LIVE} below it. A name is a minute in UTC, and only a label: each file's is later than the one before, also where the clock was set
 * back, and names in order are frames in order.
 *
 * <p>Threading: any thread.
 */
final class CycleFiles
{
    /** Below the journal's directory: the only place that Chronicle is let into. */
    static final String LIVE = "live";
    /** How a file of frames ends. */
    static final String SUFFIX = ".cq4";
    /** Span of one cycle of Chronicle, in milliseconds. */
    static final long CYCLE_MS = 60_000;

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuuMMdd-HHmm", Locale.ROOT);

    private CycleFiles()
    {
    }

    static int cycle(final long wallMs)
    {
        return (int)Math.max(1, Math.min(wallMs / CYCLE_MS, Integer.MAX_VALUE / 2));
    }

    static String name(final int cycle)
    {
        return MINUTE.format(Instant.ofEpochMilli(cycle * CYCLE_MS).atOffset(ZoneOffset.UTC)) + SUFFIX;
    }

    /** The cycle of a file, -1 where its name is none of ours. */
    static int cycle(final String name)
    {
        try
        {
            final LocalDateTime minute = LocalDateTime.parse(name.substring(0, Math.max(0, name.length() - SUFFIX.length())), MINUTE);
            final long cycle = minute.toInstant(ZoneOffset.UTC).toEpochMilli() / CYCLE_MS;
            return name.endsWith(SUFFIX) && cycle > 0 && cycle < Integer.MAX_VALUE && name((int)cycle).equals(name) ? (int)cycle : -1;
        }
        catch (final DateTimeException none)
        {
            return -1;
        }
    }

    /** Finished files and the live one, oldest first. */
    static List<Path> all(final Path directory) throws IOException
    {
        // The live one first: a file that is moved in between is then seen twice, never missed.
        final List<Path> live = in(directory.resolve(LIVE));
        final List<Path> files = new ArrayList<>(in(directory));
        for (final Path file : live)
        {
            if (files.stream().noneMatch(finished -> finished.getFileName().equals(file.getFileName())))
            {
                files.add(file);
            }
        }
        files.sort(byName());
        return files;
    }

    /** The files of frames in one directory, oldest first; none where there is no such directory. */
    static List<Path> in(final Path directory) throws IOException
    {
        // A link that leads nowhere is there, and cannot be read: what would lie behind it is not just left out.
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS))
        {
            return List.of();
        }
        final List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*" + SUFFIX))
        {
            for (final Path entry : entries)
            {
                if (cycle(entry.getFileName().toString()) < 0)
                {
                    throw new JournalFormatException(entry, "is no file of a journal of Interlock, by its name; nothing was changed");
                }
                files.add(entry);
            }
        }
        catch (final AccessDeniedException denied)
        {
            throw new JournalFormatException(directory, "may not be read by this user");
        }
        catch (final FileSystemException broken)
        {
            // Its message may be no more than the path.
            throw new JournalFormatException(directory, "cannot be read: " + (broken.getReason() == null
                ? broken.getClass().getSimpleName() : broken.getReason()));
        }
        catch (final DirectoryIteratorException broken)
        {
            throw broken.getCause();
        }
        files.sort(byName());
        return files;
    }

    private static Comparator<Path> byName()
    {
        return Comparator.comparing(file -> file.getFileName().toString());
    }
}
