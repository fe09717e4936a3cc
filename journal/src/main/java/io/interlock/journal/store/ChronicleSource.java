package io.interlock.journal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads a journal's frames over all its files, oldest first, with plain reads: no file is mapped, made, locked or changed, and no class is
 * loaded by what is in one. It works on a journal that another process writes to (after null, more may come) and on a copy.
 *
 * <p>Threading: one thread.
 */
public final class ChronicleSource implements FrameSource
{
    private static final String JOURNAL = "journal";

    private final Path directory;
    private final Lister lister;
    private final boolean tolerant;
    private final List<FileTail> tails = new ArrayList<>();
    /** Of files with something behind the mark of their end. */
    private final List<FileTail> marked = new ArrayList<>();
    private CycleReader reader;
    private Path file;
    private String lastName = "";
    /** Listed before, and still to come. To list a directory once for each of its files takes as long as to read them. */
    private final Deque<Path> listed = new ArrayDeque<>();
    private long index;
    /** Whether what is no document is passed over in the present file. */
    private boolean salvaging;
    /** Where a file that was left hides frames, as long as no later file has any: else the chain shows it. */
    private Frame left;
    /** The file that could not be opened; null where there is none. */
    private String refused;

    private ChronicleSource(final Path directory, final Lister lister, final boolean tolerant)
    {
        this.directory = directory;
        this.lister = lister;
        this.tolerant = tolerant;
    }

    /** Names a journal's files; tests let a writer in between. */
    @FunctionalInterface
    interface Lister
    {
        List<Path> all(Path directory) throws IOException;
    }

    /**
     * Opens a journal.
     *
     * @param directory of the journal.
     * @return before the first frame; to be closed.
     * @throws JournalFormatException where there is no directory, no journal in it, a foreign file, or no right to read it.
     * @throws IOException            where the disk fails.
     */
    public static ChronicleSource open(final Path directory) throws IOException
    {
        return open(directory, CycleFiles::all);
    }

    /**
     * Opens what is kept as a journal is, and is called something else.
     *
     * @param directory of it.
     * @param called    what errors call it: {@code recording}.
     * @return before the first frame; to be closed.
     * @throws JournalFormatException as {@link #open(Path)}.
     * @throws IOException            where the disk fails.
     */
    public static ChronicleSource open(final Path directory, final String called) throws IOException
    {
        return open(directory, called, CycleFiles::all, false);
    }

    /**
     * Opens a journal for recovery, by who holds it: nobody writes to any file but the last. In the others bytes that are no document are
     * passed over up to the next whole frame, so that neither a power loss nor damage hides what lies behind it, or stops a start. What is
     * missing then shows in the chain.
     *
     * @param directory of the journal.
     * @return before the first frame; to be closed.
     * @throws JournalFormatException where there is no directory, no journal in it, a foreign file, or no right to read it.
     * @throws IOException            where the disk fails.
     */
    public static ChronicleSource recovering(final Path directory) throws IOException
    {
        return open(directory, JOURNAL, CycleFiles::all, true);
    }

    /**
     * Opens a journal's newest files alone, for a quick look at its head.
     *
     * @param directory of the journal.
     * @param files     how many of the newest that are there now; and those that come after.
     * @return before the first frame of the oldest of them; to be closed. Frames are counted from there.
     * @throws JournalFormatException as {@link #open(Path)}.
     * @throws IOException            where the disk fails.
     */
    public static ChronicleSource openNewest(final Path directory, final int files) throws IOException
    {
        final ChronicleSource source = open(directory);
        final List<Path> all = CycleFiles.all(directory);
        if (all.size() > files)
        {
            source.lastName = all.get(all.size() - files - 1).getFileName().toString();
        }
        return source;
    }

    static ChronicleSource open(final Path directory, final Lister lister) throws IOException
    {
        return open(directory, JOURNAL, lister, false);
    }

    private static ChronicleSource open(final Path directory, final String called, final Lister lister, final boolean tolerant)
        throws IOException
    {
        if (!Files.exists(directory))
        {
            final boolean link = Files.isSymbolicLink(directory);
            throw new JournalFormatException(directory, link ? "is a link that leads nowhere"
                : Files.notExists(directory) ? "there is no such directory" : "may not be read by this user");
        }
        if (!Files.isDirectory(directory))
        {
            throw new JournalFormatException(directory, "is a file: a " + called + " is a directory");
        }
        if (lister.all(directory).isEmpty())
        {
            throw new JournalFormatException(directory, "there is no " + called + " in this directory");
        }
        return new ChronicleSource(directory, lister, tolerant);
    }

    @Override
    public Frame next() throws IOException
    {
        while (reader != null || advance())
        {
            byte[] bytes = first();
            if (bytes == null)
            {
                if (following() == null)
                {
                    return null;
                }
                // A later file was begun only after the last frame of this one: now it is final, look once more.
                bytes = tolerant || salvaging ? reader.salvage() : reader.next();
            }
            if (bytes != null)
            {
                left = null;
                return new Frame(file.getFileName().toString(), index++, bytes);
            }
            finish();
        }
        return null;
    }

    private byte[] first() throws IOException
    {
        try
        {
            return salvaging ? reader.salvage() : reader.next();
        }
        catch (final JournalFormatException damage)
        {
            if (tolerant && following() != null)
            {
                return null;
            }
            throw damage;
        }
    }

    private boolean advance() throws IOException
    {
        Path following = following();
        while (following != null)
        {
            refused = following.getFileName().toString();
            try
            {
                reader = new CycleReader(following);
                refused = null;
                salvaging = false;
                file = following;
                lastName = following.getFileName().toString();
                return true;
            }
            catch (final NoSuchFileException moved)
            {
                // Finished and moved, or deleted by retention, since it was listed. Each try finds it elsewhere or not at all, so it ends.
                listed.clear();
                following = following();
            }
        }
        return false;
    }

    private Path following() throws IOException
    {
        forget();
        if (listed.isEmpty())
        {
            // A file that comes later has a later name, so it is found here, behind the last of those that were listed.
            listed.addAll(lister.all(directory));
            forget();
        }
        return listed.peek();
    }

    private void forget()
    {
        while (!listed.isEmpty() && listed.peek().getFileName().toString().compareTo(lastName) <= 0)
        {
            listed.poll();
        }
    }

    private void finish() throws IOException
    {
        if (!tolerant && left == null && hides())
        {
            left = place();
        }
        if (!reader.ended())
        {
            tails.add(new FileTail(file.getFileName().toString(), reader.position(), reader.rest()));
        }
        addMarked(marked);
        reader.close();
        reader = null;
    }

    private void addMarked(final List<FileTail> to) throws IOException
    {
        final long rest = reader.ended() ? reader.rest() : 0;
        if (rest > CycleWire.HEADER)
        {
            to.add(new FileTail(file.getFileName().toString(), reader.position(), rest, true));
        }
    }

    @Override
    public boolean passOver() throws IOException
    {
        if (reader == null || salvaging)
        {
            return skipFile();
        }
        salvaging = true;
        return true;
    }

    /**
     * Goes on with the next file, as after an exception from {@link #next()} for this one.
     *
     * @return false where there is no later one yet.
     * @throws IOException where the directory cannot be read.
     */
    public boolean skipFile() throws IOException
    {
        if (reader == null && refused != null)
        {
            lastName = refused;
            refused = null;
        }
        if (following() == null)
        {
            return false;
        }
        if (reader != null)
        {
            reader.close();
            reader = null;
        }
        return true;
    }

    /**
     * The files before the present one that do not end as a finished one does: where a process died while it wrote, or where one was cut.
     *
     * @return a copy, oldest first.
     */
    public List<FileTail> tails()
    {
        return List.copyOf(tails);
    }

    /**
     * What lies behind the last whole frame of the present file: for a journal that nobody writes to, what a dying process left there.
     *
     * @return null where nothing is read yet, or the file is marked as finished.
     * @throws IOException where it cannot be read.
     */
    public FileTail tail() throws IOException
    {
        return reader == null || reader.ended() ? null : new FileTail(file.getFileName().toString(), reader.position(), reader.rest());
    }

    @Override
    public List<FileTail> unmarked() throws IOException
    {
        final List<FileTail> unmarked = new ArrayList<>(tails);
        unmarked.addAll(marked);
        if (reader != null && !isWritten() && !reader.ended())
        {
            unmarked.add(tail());
        }
        else if (reader != null)
        {
            addMarked(unmarked);
        }
        return unmarked;
    }

    @Override
    public Frame hidden() throws IOException
    {
        if (left != null || reader == null)
        {
            return left;
        }
        return hides() || index > 0 && !isWritten() && reader.rest() > 0 && !reader.ended() ? place() : null;
    }

    /** Whether frames lie behind where the present file's frames stop, or anything behind the mark of its end. */
    private boolean hides() throws IOException
    {
        return reader.hides() || index > 0 && reader.ended() && reader.rest() > CycleWire.HEADER;
    }

    /** In a file that is written a dying process may leave something behind the last frame. */
    private boolean isWritten()
    {
        return file.toAbsolutePath().getParent().getFileName().toString().equals(CycleFiles.LIVE);
    }

    private Frame place()
    {
        return new Frame(file.getFileName().toString(), index, new byte[0]);
    }

    @Override
    public void close()
    {
        if (reader != null)
        {
            reader.close();
            reader = null;
        }
    }
}
